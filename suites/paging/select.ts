import { isObject, valueAt } from '../../specs/json.ts';
import type { Item } from '../../specs/oracles/history/listing.ts';
import { sameItems, settledItems, wrongSelection } from '../../specs/oracles/paging/selection.ts';
import { explain } from '../../specs/oracles/update-rules.ts';
import { InconclusiveError } from '../../src/errors.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import type { Recorder, SentQuery } from './recorder.ts';
import { walk } from './walk.ts';

/** What one list with selectors showed; its status is the first that is no success. */
export interface Selected {
  readonly query: SentQuery;
  readonly status: number;
  readonly items: readonly Item[];
}

/** What lists with selectors showed, between two whole lists. */
export interface Selections {
  readonly before: readonly Item[];
  readonly lists: readonly Selected[];
  readonly after: readonly Item[];
}

/** The whole list. @throws InconclusiveError where it is refused */
export async function wholeList(recorder: Recorder): Promise<readonly Item[]> {
  const { page, answer } = await recorder.page({ query: {} });
  if (page.status !== 200) throw new InconclusiveError(`a list is answered ${page.status}: ${explain(answer.body)}`);
  return page.items;
}

/** Lists with each of some selectors, between two whole lists. */
export async function select(
  recorder: Recorder,
  queries: readonly SentQuery[],
  known?: readonly Item[],
): Promise<Selections> {
  const before = known ?? (await wholeList(recorder));
  const lists: Selected[] = [];
  for (const sent of queries) lists.push(await selected(recorder, sent));
  return { before, lists, after: await wholeList(recorder) };
}

/** One list, read to its end. */
export async function selected(recorder: Recorder, sent: SentQuery): Promise<Selected> {
  const [{ pages }] = await walk(recorder, { name: 'list', query: sent });
  const refused = pages.find(({ status }) => status !== 200);
  return { query: sent, status: refused?.status ?? 200, items: pages.flatMap(({ items }) => items) };
}

/** Times that lists are made anew because somebody wrote in between: a controller, to what is new. */
const attempts = 4;

/** Lists again where somebody wrote meanwhile. */
export async function whileQuiet(list: () => Promise<Selections>): Promise<Selections> {
  let selections = await list();
  for (let attempt = 1; attempt < attempts && !sameItems(selections.before, selections.after); attempt++)
    selections = await list();
  return selections;
}

/** Each list is what its selectors choose of the whole list. */
export function judgeSelections({ before, lists, after }: Selections): Outcome {
  const whole = settledItems(before, after);
  if (!whole)
    return inconclusive('somebody else changed which objects there are, or their labels, while they were listed');
  for (const { query: sent, status, items } of lists) {
    const wrong = status === 200 ? wrongSelection(whole, items, sent) : `it is answered ${status}`;
    if (wrong === undefined) continue;
    if (status >= 500) return inconclusive(`a list with ${inWords(sent)}: ${wrong}`);
    return violation({
      reason: `a list with ${inWords(sent)}: ${wrong}`,
      expected: 'it holds what its selectors choose of the whole list, and nothing else',
      actual: items.length === 0 ? 'it is empty' : `it shows ${items.map(({ key }) => key).join(', ')}`,
    });
  }
  return pass;
}

function inWords(sent: SentQuery): string {
  return Object.entries(sent)
    .map(([name, value]) => `${name}=${value}`)
    .join(' and ');
}

/** The texts in the spec and status of an object, with their paths: what it may be selected by, beside its name. */
export function textFields(object: unknown): { readonly path: string; readonly value: string }[] {
  return ['spec', 'status'].flatMap((part) => {
    const members = valueAt(object, [part]);
    if (!isObject(members)) return [];
    return Object.entries(members).flatMap(([name, value]) =>
      // A comma or backslash would have to be escaped.
      typeof value === 'string' && value !== '' && !/[,\\=]/.test(value) ? [{ path: `${part}.${name}`, value }] : [],
    );
  });
}
