import { isObject, valueAt } from '../../specs/json.ts';
import { wrongInEnd } from '../../specs/oracles/deletion.ts';
import { finalizersOf, isCollectors, lawfulEnd, mustBeGone, showsObject } from '../../specs/oracles/deletion-rules.ts';
import { wrongInRefusal } from '../../specs/oracles/refusal-status.ts';
import { explain } from '../../specs/oracles/update-rules.ts';
import type { Answer } from '../../src/client/client.ts';
import type { Resource } from '../../src/contract/contract.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { subjectOf } from '../refusals/refused-case.ts';
import { nameOf } from './ask.ts';
import type { SeenDeletion } from './observe-deletion.ts';

/** The statuses of a deletion that is done, and of one that is under way; both may come of either (T13 of the field's traps). */
const done: readonly number[] = [200, 202];

/** Every one of several deletions of one object came out as it may; the first that did not is told. */
export function judgeDeletions(resource: Resource, seen: readonly SeenDeletion[]): Outcome {
  return firstOther(seen.map((one) => judgeDeletion(resource, one)));
}

/** The first outcome that is no pass. */
export function firstOther(outcomes: readonly Outcome[]): Outcome {
  return outcomes.find(({ kind }) => kind !== 'pass') ?? pass;
}

/** A lawful deletion: answered with success, and the object is gone, or is being deleted, as was asked for. */
export function judgeDeletion(resource: Resource, seen: SeenDeletion): Outcome {
  const { asked, before, answer, found, tookMs } = seen;
  const what = `a deletion (${nameOf(asked)})`;
  const expected = `200 or 202, then ${expectation(seen)}`;
  const actual = `answer ${said(answer)}; a GET then answers ${said(found)}`;
  const broken = (reason: string) => violation({ reason: `${what}: ${reason}`, expected, actual });
  if (answer.status >= 500) return inconclusive(`${what} is answered ${answer.status}`);
  if (answer.status >= 400) return broken('it is refused');
  if (!done.includes(answer.status)) return broken(`it is answered ${answer.status}`);
  const gone = found.status === 404;
  if (!gone && !(found.status === 200 && isObject(found.body)))
    return inconclusive(`it cannot be seen whether the object is there: GET answers ${found.status}`);
  const after = gone || !isObject(found.body) ? undefined : found.body;
  const wrong = wrongInEnd({ asked, before, answer: answer.body, after, tookMs });
  if (wrong !== undefined) return broken(wrong);
  if (gone) {
    const name = valueAt(before, ['metadata', 'name']);
    const about = subjectOf(resource, typeof name === 'string' ? name : undefined);
    const other = wrongInRefusal(found, { statuses: [404], about });
    return other === undefined ? pass : broken(`what is gone is not answered with 404 as it ought to be: ${other}`);
  }
  return isUntold(seen, after) ? inconclusive('the policy cannot be seen: the collector may have been there') : pass;
}

/** Whether a finalizer for the collector must have been put on, and nothing shows it. */
function isUntold({ asked, before, answer }: SeenDeletion, after: unknown): boolean {
  const owed = lawfulEnd(before, asked).finalizers.every((names) => names.some(isCollectors));
  return owed && !showsObject(answer.body) && isObject(after) && !finalizersOf(after).some(isCollectors);
}

function expectation({ asked, before }: SeenDeletion): string {
  const end = lawfulEnd(before, asked);
  if (mustBeGone(end)) return 'it is gone';
  const holders = end.finalizers.map((names) => (names.length === 0 ? 'nothing' : names.join(' and ')));
  const held = `held by ${[...new Set(holders)].join(', or ')}`;
  return `it is gone, or it is being deleted, ${held}, and given ${end.graces.join(' or ')} s`;
}

function said({ status, body }: Answer): string {
  if (status >= 400) return `${status}: ${explain(body)}`;
  const kind = isObject(body) ? String(body['kind']) : 'no object';
  const finalizers = isObject(body) ? finalizersOf(body) : [];
  const at = valueAt(body, ['metadata', 'deletionTimestamp']);
  const grace = valueAt(body, ['metadata', 'deletionGracePeriodSeconds']);
  const end = at === undefined ? '' : `, deletionTimestamp ${String(at)}, deletionGracePeriodSeconds ${String(grace)}`;
  return `${status}: ${kind}${end}${finalizers.length > 0 ? `, finalizers ${finalizers.join(', ')}` : ''}`;
}
