import { type Difference, differences, isObject, type JsonObject, valueAt } from '../json.ts';
import { list, otherWriters } from './update-rules.ts';
import { changesSince } from './whole-write.ts';

/** What was read of an object after one write, and what the write answered. */
export interface ReadBack {
  /** The write, in words for people. */
  readonly what: string;
  readonly answer: JsonObject;
  /** What each read showed, by where it was made. */
  readonly reads: readonly { readonly where: string; readonly shown: unknown }[];
  /** The item of a list that is the object, without what it is a kind of; undefined where it is not listed. */
  readonly item: unknown;
  /** What a watch showed of this version; absent where it showed others only. */
  readonly watched?: unknown;
}

/** What is wrong with what was read: `other` where another client wrote in between, and nothing can be said. */
export type WrongRead =
  | { readonly kind: 'wrong'; readonly reason: string; readonly actual: string }
  | { readonly kind: 'other'; readonly writers: readonly string[] };

/**
 * What a write answered is what is stored: at the object, at each of its subresources, in a list and in a watch; and a second
 * read shows the same as the first.
 * @see api-concepts "Single resource API", "Efficient detection of changes"
 */
export function wrongInReads({ what, answer, reads, item, ...more }: ReadBack, own: string): WrongRead | undefined {
  const shown = [
    ...reads,
    ...('watched' in more ? [{ where: 'a watch', shown: more.watched }] : []),
    { where: 'a list', shown: typed(item, answer) },
  ];
  for (const { where, shown: found } of shown) {
    // What another client wrote to the status in between is nobody's fault.
    const wrong = isObject(found) ? changesSince(answer, found, own) : differences(answer, found);
    if (wrong.length === 0) continue;
    const writers = isObject(found) ? otherWriters(answer, found, own) : [];
    const others = writers.filter(({ subresource }) => subresource !== 'status');
    if (others.length > 0) return { kind: 'other', writers: others.map(({ name }) => name) };
    return { kind: 'wrong', reason: `${where} shows something else than ${what} answered`, actual: told(wrong, found) };
  }
  return undefined;
}

/** Items of a list may leave out what they are (api-concepts, "Collections"). */
function typed(item: unknown, { kind, apiVersion }: JsonObject): unknown {
  return isObject(item) ? { kind, apiVersion, ...item } : item;
}

function told(wrong: readonly Difference[], found: unknown): string {
  if (!isObject(found)) return 'it does not show the object at all';
  const version = String(valueAt(found, ['metadata', 'resourceVersion']));
  return `at version ${version}: ${list(wrong)}`;
}
