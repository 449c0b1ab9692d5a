import { isWithin } from '../field-path.ts';
import { type Difference, differences, type JsonObject } from '../json.ts';
import { explain, isServerKept, type Judgement, list, type ObservedWrite, otherWriters } from './update-rules.ts';

/** What somebody else's write to the status changes by itself. */
const changedByOthers = ['status', 'metadata.resourceVersion', 'metadata.managedFields'];

/**
 * What changed between two states of an object, down to its resourceVersion. Where another client wrote to the status in between
 * (the names of our own managers begin with `own`), what that changes is left out.
 */
export function changesSince(before: JsonObject, after: JsonObject, own: string): Difference[] {
  const others = otherWriters(before, after, own);
  const found = differences(before, after);
  return others.length === 0
    ? found
    : found.filter(({ path }) => !changedByOthers.some((part) => isWithin(path, part)));
}

/**
 * A write that must be refused: with one of these statuses, or with any that says that the client is at fault, and the object
 * stays as it was, its version included (api-conventions, "Error codes": what is refused has no effect).
 */
export function judgeRefused(
  write: ObservedWrite,
  own: string,
  what: string,
  statuses: readonly number[] = [],
): Judgement {
  const { before, after, status } = write;
  const changed = changesSince(before, after, own);
  const codes = statuses.length > 0 ? statuses.join(' or ') : '4xx';
  const expected = `${what} is refused with ${codes}, nothing changes`;
  const broken = (effect: 'updated' | 'ignored' | 'refused' | 'other', reason: string, said: string): Judgement => ({
    kept: false,
    effect,
    reason,
    expected,
    actual: `answer ${status}${said}; ${changed.length > 0 ? list(withoutBookkeeping(changed)) : 'nothing changed'}`,
  });
  if (status < 400)
    return changed.length > 0
      ? broken('updated', `${what} is accepted`, '')
      : broken('ignored', `${what} is answered with success`, '');
  const said = `: ${explain(write.answer)}`;
  if (changed.length > 0) return broken('other', `${what} is refused, and yet changes the object`, said);
  if (status >= 500) return { kept: 'unknown', why: `${what} is answered ${status}${said}` };
  if (statuses.length > 0 && !statuses.includes(status))
    return broken('refused', `${what} is refused with another status than ${codes}`, said);
  return { kept: true };
}

/** What a reader looks for first; the bookkeeping of owners only where nothing else changed. */
function withoutBookkeeping(changed: readonly Difference[]): readonly Difference[] {
  const told = changed.filter(({ path }) => !isServerKept(path));
  return told.length > 0 ? told : changed;
}

/** A lawful write: answered with success, and the object is what was wanted, as a whole. */
export function judgeDone(write: ObservedWrite, what: string): Judgement {
  const { wanted, after, status, answer } = write;
  const expected = `${what} is answered 200, the object is as wanted`;
  if (status >= 500) return { kept: 'unknown', why: `${what} is answered ${status}` };
  if (status >= 400)
    return {
      kept: false,
      effect: 'refused',
      reason: `${what} is refused`,
      expected,
      actual: `answer ${status}: ${explain(answer)}`,
    };
  const missed = differences(wanted, after).filter(({ path }) => !isServerKept(path));
  if (missed.length === 0) return { kept: true };
  return {
    kept: false,
    effect: 'other',
    reason: `${what} makes something else of the object`,
    expected,
    actual: `answer ${status}; against what was wanted: ${list(missed)}`,
  };
}
