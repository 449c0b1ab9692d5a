import { differences, isObject, type JsonObject } from '../json.ts';
import { type PatchAnswer, type Reading, statusesOf } from './patch-answer.ts';
import { type PatchRequest, type PatchTarget, patchReadings } from './patch-answer-request.ts';
import { differencesOfAnswer, explain, isServerKept, type Judgement, list } from './update-rules.ts';

/** One patch, with the object before and after, as read from the server. */
export interface ObservedPatch {
  readonly request: PatchRequest;
  readonly before: JsonObject;
  readonly status: number;
  /** The answer's body, parsed. */
  readonly answer: unknown;
  readonly after: JsonObject;
}

/** What a patch came to: as some reading of it has it, with the latitude that this reading takes, or as none. */
export type PatchJudgement = Judgement | { readonly kept: 'latitude'; readonly latitude: readonly string[] };

/**
 * A patch does what its type says, as a whole, or is refused with a status that fits and changes nothing. `complete` fills in
 * what the server makes of the stored object by itself, such as defaults; it must leave a complete object as it is.
 * @see patchReadings
 */
export function judgePatch(
  observed: ObservedPatch,
  target: Omit<PatchTarget, 'object'>,
  complete: (object: JsonObject) => JsonObject = (object) => object,
): PatchJudgement {
  const { request, before, status, after } = observed;
  const readings = patchReadings(request, { ...target, object: before });
  const [promised] = readings;
  if (!promised) throw new Error('a patch has at least one reading');
  const fits = (reading: Reading) => isAsRead(reading.answer, observed, complete);
  const expected = describe(promised.answer, before, complete);
  const found = readings.find(fits);
  const changed = meaningful(before, after);
  if (!found) {
    const changes = changed.length > 0 ? `changed: ${list(changed)}` : 'nothing changed';
    const said = status < 400 ? '' : `: ${explain(observed.answer)}`;
    return {
      kept: false,
      effect: effectOf(status, changed.length),
      reason: reasonOf(promised.answer, status, changed.length),
      expected,
      actual: `answer ${status}${said}; ${changes}`,
    };
  }
  const wrong = status < 400 ? differencesOfAnswer(observed.answer, after) : [];
  if (wrong.length > 0) {
    const reason = 'the answer to the patch is not the object as it now is';
    return { kept: false, effect: 'other', reason, expected, actual: `answer ${status}; ${list(wrong)}` };
  }
  return found.latitude.length > 0 ? { kept: 'latitude', latitude: found.latitude } : { kept: true };
}

/** Whether the object is as this answer makes it, and the status one that this answer has. */
function isAsRead(
  answer: PatchAnswer,
  { before, status, after }: ObservedPatch,
  complete: (object: JsonObject) => JsonObject,
): boolean {
  if (!answer.applied) return statusesOf(answer).includes(status) && meaningful(before, after).length === 0;
  return status === 200 && isObject(answer.document) && meaningful(complete(answer.document), after).length === 0;
}

function meaningful(before: JsonObject, after: JsonObject) {
  return differences(before, after).filter(({ path }) => !isServerKept(path));
}

function describe(answer: PatchAnswer, before: JsonObject, complete: (object: JsonObject) => JsonObject): string {
  if (!answer.applied) return `refused with ${statusesOf(answer).join(' or ')} (${answer.reason}), nothing changes`;
  const changes = isObject(answer.document) ? meaningful(before, complete(answer.document)) : [];
  return changes.length === 0 ? 'answer 200, nothing changes' : `answer 200, and then ${list(changes)}`;
}

function effectOf(status: number, changes: number): 'ignored' | 'refused' | 'other' {
  if (changes > 0) return 'other';
  return status < 400 ? 'ignored' : 'refused';
}

function reasonOf(promised: PatchAnswer, status: number, changes: number): string {
  if (status >= 400 && changes > 0) return 'the patch was refused, and yet changed the object';
  if (promised.applied) {
    if (status >= 400) return 'a lawful patch is refused';
    return changes === 0
      ? 'the patch is answered with success and changes nothing'
      : 'the patch makes something else of it';
  }
  if (status < 400)
    return changes === 0
      ? 'a patch that must be refused is accepted'
      : 'a patch that must be refused changes the object';
  return `the refusal has another status than ${statusesOf(promised).join(' or ')}`;
}
