import { isWithin } from '../field-path.ts';
import { type Difference, differences, isObject, type JsonObject, valueAt } from '../json.ts';
import {
  type DeletionAsked,
  finalizersOf,
  isCollectors,
  type LawfulEnd,
  lawfulEnd,
  mayBeGone,
  mustBeGone,
  pendingEnd,
  roundingMs,
  showsObject,
} from './deletion-rules.ts';
import { list, otherWriters } from './update-rules.ts';

/** A deletion that was answered with success, and what was seen of the object before and after. */
export interface SeenEnd {
  readonly asked: DeletionAsked;
  /** As it was last stored before. */
  readonly before: JsonObject;
  /** The body of the answer. */
  readonly answer: unknown;
  /** As it was read afterwards; undefined where it was gone. */
  readonly after: JsonObject | undefined;
  /** Milliseconds from before it was created until the deletion was answered. */
  readonly tookMs: number;
}

/** The names of our own managers begin with this. */
const own = 'kube-covenant';

/** What a deletion changes of an object, and what somebody else's write to its status does. */
const changedByDeletion = [
  'metadata.deletionTimestamp',
  'metadata.deletionGracePeriodSeconds',
  'metadata.finalizers',
  'metadata.generation',
  'metadata.resourceVersion',
  'metadata.managedFields',
  'status',
];

/**
 * What is wrong with what became of an object after a deletion that was answered with success, in a line for people; undefined
 * where nothing is. The answer is the object as it then was, or a Status (trap `delete-answers-status`). The object is gone, or
 * shows that it is being deleted, when it ends, and what holds it.
 */
export function wrongInEnd(seen: SeenEnd): string | undefined {
  const { asked, before, answer, after } = seen;
  const end = lawfulEnd(before, asked);
  return (
    wrongInDeletionAnswer(before, answer) ??
    (after === undefined ? wrongInGone(seen, end) : wrongInStill(seen, after, end)) ??
    (showsObject(answer) && after !== undefined ? wrongInShown(seen, answer, end) : undefined)
  );
}

/** What is wrong with the body of a successful answer: neither the object that was deleted nor a Status that says so. */
export function wrongInDeletionAnswer(before: JsonObject, answer: unknown): string | undefined {
  if (!isObject(answer)) return 'the answer is neither the object nor a Status';
  if (answer['kind'] === 'Status') {
    if (answer['status'] !== 'Success')
      return `the answer is a Status that says ${JSON.stringify(answer['status'])}, not "Success"`;
    for (const member of ['name', 'uid']) {
      const told = valueAt(answer, ['details', member]);
      const is = valueAt(before, ['metadata', member]);
      if (told !== undefined && told !== is)
        return `details.${member} of the answer is ${JSON.stringify(told)}, not ${JSON.stringify(is)}`;
    }
    return undefined;
  }
  const changed = changesBesides(before, answer);
  return changed.length === 0
    ? undefined
    : `the answer shows another object than the one that was stored: ${list(changed)}`;
}

function wrongInGone({ before }: SeenEnd, end: LawfulEnd): string | undefined {
  if (mayBeGone(end)) return undefined;
  return `it is gone, though finalizers hold it: ${finalizersOf(before).join(', ')}`;
}

function wrongInStill(seen: SeenEnd, after: JsonObject, end: LawfulEnd): string | undefined {
  const pending = pendingEnd(after);
  if (pending === undefined) return 'it is still there, and does not show that it is being deleted';
  if (mustBeGone(end)) return 'it is still there, though nothing holds it and it is given no time';
  const changed = changesBesides(seen.before, after);
  if (changed.length > 0) return `the deletion changes more than it has to: ${list(changed)}`;
  return (
    wrongTimes(seen, pending, end) ??
    // The collector may have been there already.
    wrongFinalizers(after, [
      ...end.finalizers,
      ...end.finalizers.map((names) => names.filter((one) => !isCollectors(one))),
    ])
  );
}

/** The answer shows the object as the deletion left it: before any collector, and with the same end. */
function wrongInShown(seen: SeenEnd, answer: JsonObject, end: LawfulEnd): string | undefined {
  const pending = pendingEnd(answer);
  if (pending === undefined) return 'the answer does not show that it is being deleted';
  const wrong = wrongTimes(seen, pending, end) ?? wrongFinalizers(answer, end.finalizers);
  return wrong && `in the answer ${wrong}`;
}

function wrongFinalizers(object: JsonObject, lawful: LawfulEnd['finalizers']): string | undefined {
  const found = finalizersOf(object);
  const isSame = (names: readonly string[]) =>
    names.length === found.length && names.every((name) => found.includes(name));
  if (lawful.some(isSame)) return undefined;
  const wanted = [...new Set(lawful.map(shown))].join(', or ');
  return `its finalizers are ${shown(found)}, not ${wanted}`;
}

function shown(finalizers: readonly string[]): string {
  return finalizers.length === 0 ? 'none' : finalizers.join(' and ');
}

/** The end is when the deletion began and the grace later; of what was ending already it never moves later. */
function wrongTimes(
  { before, asked, tookMs }: SeenEnd,
  { at, grace }: { at: number; grace: number | undefined },
  { graces }: LawfulEnd,
): string | undefined {
  if (grace !== undefined && grace < 0) return `its deletionGracePeriodSeconds are ${grace}`;
  if (grace !== undefined && !graces.includes(grace))
    return `its deletionGracePeriodSeconds are ${grace}, not ${graces.join(' or ')}`;
  const earlier = pendingEnd(before);
  if (earlier !== undefined) {
    if (at > earlier.at) return `its deletionTimestamp moves ${(at - earlier.at) / 1000} s later`;
    if (asked.gracePeriodSeconds === undefined || earlier.grace === undefined || grace === undefined) return undefined;
    const wanted = earlier.at - (earlier.grace - grace) * 1000;
    if (Math.abs(at - wanted) <= roundingMs + tookMs) return undefined;
    return `its deletionTimestamp is ${(at - wanted) / 1000} s off: it was to move ${earlier.grace - grace} s to the front`;
  }
  const created = Date.parse(String(valueAt(before, ['metadata', 'creationTimestamp'])));
  // The server's clock, not ours, wrote both times.
  const began = (seconds: number) => at - seconds * 1000 - created;
  const isRight = (seconds: number) => began(seconds) >= -roundingMs && began(seconds) <= tookMs + roundingMs;
  if (Number.isNaN(created) || (grace === undefined ? graces : [grace]).some(isRight)) return undefined;
  const off = Math.round(began(grace ?? graces[0] ?? 0) / 1000);
  return `its deletionTimestamp is ${off} s after the creation, its grace aside; ${Math.ceil(tookMs / 1000)} s had gone by`;
}

/** What changed beside what a deletion changes; nothing where another client wrote in between, whose changes those may be. */
function changesBesides(before: JsonObject, after: JsonObject): Difference[] {
  if (otherWriters(before, after, own).length > 0) return [];
  return differences(before, after).filter(({ path }) => !changedByDeletion.some((part) => isWithin(path, part)));
}
