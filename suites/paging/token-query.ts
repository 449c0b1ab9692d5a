import type { History } from '../../specs/oracles/history/history.ts';
import type { Item } from '../../specs/oracles/history/listing.ts';
import { wrongInRefusal } from '../../specs/oracles/refusal-status.ts';
import { explain } from '../../specs/oracles/update-rules.ts';
import type { Answer } from '../../src/client/client.ts';
import type { Library } from '../../src/contract/library.ts';
import { InconclusiveError, UnsupportedError } from '../../src/errors.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { rulesOf, served } from './covers.ts';
import { judgeHistory, lacksTokens } from './judge-history.ts';
import type { Asked, Recorder, Scope, SentQuery } from './recorder.ts';
import { type Scene, sceneOf } from './scene.ts';
import { everySecond, firstAndAnother } from './some.ts';

/** A token is good for its query alone. */
export function tokenIsForItsQuery(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'paging.*.token-is-for-its-query',
    title:
      'A token sent with another query about the objects of {kind} is refused, or goes on within what it was given for',
    method:
      'Sends tokens with other selectors, versions and limits, to other namespaces, and some that nobody gave: each is refused, or shows only what is asked for, of the state and behind the place that the token stands for.',
    covers: rulesOf('continue', 'same-query'),
    derivedFrom: served,
    kills: () => ['malformed-continue-starts-again'],
    *cases(subject, plan) {
      for (const other of everySecond(plan, otherQueries)) yield otherCase(subject, other);
      for (const bad of firstAndAnother(plan, subject.resource.name, badTokens)) yield badTokenCase(subject, bad);
    },
  });
}

/** What is sent along with a token of a list with limit 2. */
interface OtherQuery {
  readonly name: string;
  readonly query: (scene: Scene) => SentQuery;
  readonly scope?: (scene: Scene) => Scope;
  /** Must be refused, with this. */
  readonly refused?: number;
}

const otherQueries: readonly OtherQuery[] = [
  { name: 'no limit', query: () => ({}) },
  { name: 'another limit', query: () => ({ limit: '1' }) },
  { name: 'a label selector', query: () => ({ limit: '2', labelSelector: 'shade' }) },
  {
    name: 'a field selector',
    query: ({ objects }) => ({ limit: '2', fieldSelector: `metadata.name!=${objects[3]?.name}` }),
  },
  { name: 'any version', query: () => ({ limit: '2', resourceVersion: '0' }) },
  { name: 'a version', query: ({ present }) => ({ limit: '2', resourceVersion: present }), refused: 400 },
  { name: 'the first version', query: () => ({ limit: '2', resourceVersion: '1' }), refused: 400 },
  {
    name: 'a match',
    query: ({ present }) => ({ limit: '2', resourceVersion: present, resourceVersionMatch: 'Exact' }),
    refused: 422,
  },
  {
    name: 'a match without a version',
    query: () => ({ limit: '2', resourceVersionMatch: 'NotOlderThan' }),
    refused: 422,
  },
  {
    name: 'another namespace',
    query: () => ({ limit: '2' }),
    scope: ({ elsewhere: { namespace } }) => ({ namespace }),
  },
];

/** What a token showed with another query, after the page that gave it. */
interface SeenOther {
  readonly history: History;
  /** The items of the page that gave the token. */
  readonly before: readonly Item[];
  readonly answer: Pick<Answer, 'status' | 'body'>;
  /** Of the token with the query that it was given for. */
  readonly control: number;
}

/** A page with a token. @throws UnsupportedError where lists have none */
async function firstPage(recorder: Recorder) {
  const { page } = await recorder.page({ query: { limit: '2' } });
  if (page.status !== 200) throw new InconclusiveError(`a list with limit=2 is answered ${page.status}`);
  const lacking = lacksTokens(recorder.history([{ name: 'list', pages: [page] }]));
  if (lacking !== undefined || page.continue === undefined) throw new UnsupportedError(lacking ?? 'there is no token');
  return { page, token: page.continue };
}

function otherCase({ resource }: Subject, other: OtherQuery): Case {
  return defineCase<SeenOther>({
    name: other.name,
    async gather(world) {
      const scene = await sceneOf(world, resource);
      const { recorder } = scene;
      const { page: first, token } = await firstPage(recorder);
      const scope = other.scope?.(scene);
      const asked: Asked = { query: { ...other.query(scene), continue: token }, scope };
      const { page, answer } = await recorder.page(asked);
      const { page: control } = await recorder.page({ query: { limit: '2', continue: token } });
      const namespace = typeof scope === 'object' ? scope.namespace : await recorder.namespace();
      const history = recorder.history([{ name: `a token with ${other.name}`, namespace, pages: [page] }]);
      const before = other.scope ? [] : first.items;
      return { history, before, answer, control: control.status };
    },
    judge: (seen) => judgeOther(seen, other),
  });
}

/** A token with another query: refused as such, or what it is good for. */
export function judgeOther(
  { history, before, answer, control }: SeenOther,
  { name, refused }: Pick<OtherQuery, 'name' | 'refused'>,
): Outcome {
  if (control !== 200) return inconclusive(`the token with its own query is answered ${control}`);
  const expected =
    refused === undefined
      ? 'it is refused with 400, or goes on within what the token was given for'
      : `it is refused with ${refused}`;
  if (answer.status !== 200 || refused !== undefined) {
    if (answer.status >= 500) return inconclusive(`a token with ${name} is answered ${answer.status}`);
    const wrong = wrongInRefusal(answer, { statuses: refused === undefined ? [400, 410, 422] : [refused] });
    if (wrong === undefined) return pass;
    const actual = `answer ${answer.status}${answer.status < 400 ? '' : `: ${explain(answer.body)}`}`;
    return violation({ reason: `a token with ${name}: ${wrong}`, expected, actual });
  }
  const outcome = judgeHistory(history, ['selected', 'snapshot', 'withinLimit', 'once'], expected);
  if (outcome.kind === 'violation') return outcome;
  const items = history.listings.flatMap(({ pages }) => pages.flatMap((page) => page.items));
  const again = items.find(({ key }) => before.some((shown) => shown.key === key));
  if (!again) return pass;
  return violation({
    reason: `a token with ${name}: ${again.key} is shown, which the page showed that gave the token`,
    expected,
    actual: `it shows ${items.map(({ key }) => key).join(', ')}`,
  });
}

/** Tokens that nobody gave, made of one that was. */
const badTokens: readonly {
  readonly name: string;
  readonly from: (token: string) => string;
  readonly must: boolean;
}[] = [
  { name: 'bad/garbage', from: () => 'garbage', must: true },
  { name: 'bad/no base64', from: () => '***', must: true },
  { name: 'bad/one letter', from: () => 'x', must: true },
  { name: 'bad/an empty object', from: () => Buffer.from('{}').toString('base64url'), must: true },
  // A shorter token may be another one in the format of a server that nobody here knows.
  { name: 'bad/cut off', from: (token) => token.slice(0, Math.floor(token.length / 2)), must: false },
];

function badTokenCase({ resource }: Subject, { name, from, must }: (typeof badTokens)[number]): Case {
  return defineCase({
    name,
    async gather(world) {
      const { recorder } = await sceneOf(world, resource);
      const { page: first, token } = await firstPage(recorder);
      const { page, answer } = await recorder.page({ query: { limit: '2', continue: from(token) } });
      const { page: control } = await recorder.page({ query: { limit: '2', continue: token } });
      return { first: first.items, items: page.items, answer, control: control.status };
    },
    judge: ({ first, items, answer, control }): Outcome => {
      if (control !== 200) return inconclusive(`the token that was given is answered ${control}`);
      const startsAgain = items[0] !== undefined && items[0].key === first[0]?.key;
      if (answer.status === 200 && !must && !startsAgain) return inconclusive('the target reads a token in it');
      const wrong = wrongInRefusal(answer, { statuses: must ? [400] : [400, 410] });
      if (wrong === undefined) return pass;
      const shown =
        answer.status === 200 ? `: it shows ${items.map(({ key }) => key).join(', ')}` : `: ${explain(answer.body)}`;
      return violation({
        reason: `a token that nobody gave (${name.replace('bad/', '')}): ${wrong}${startsAgain ? ', and the list starts again' : ''}`,
        expected: 'it is refused with 400',
        actual: `answer ${answer.status}${shown}`,
      });
    },
  });
}
