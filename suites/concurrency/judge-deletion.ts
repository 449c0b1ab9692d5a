import { isObject, type JsonObject } from '../../specs/json.ts';
import type { PreconditionAnswer } from '../../specs/oracles/concurrency.ts';
import { type StatusSubject, wrongInRefusal } from '../../specs/oracles/refusal-status.ts';
import { explain, list } from '../../specs/oracles/update-rules.ts';
import { changesSince } from '../../specs/oracles/whole-write.ts';
import type { Answer } from '../../src/client/client.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { ownManager } from '../update-rules/observe-write.ts';
import { metadataOf } from '../update-rules/places.ts';

/** One deletion, with what there was before and what a GET answers afterwards. */
export interface SeenDeletion {
  readonly what: string;
  readonly predicted: PreconditionAnswer;
  readonly before: JsonObject;
  readonly answer: Pick<Answer, 'status' | 'body'>;
  readonly found: Pick<Answer, 'status' | 'body'>;
  readonly about: StatusSubject;
}

/**
 * The outcome of deletions of one object, the last of which is lawful: what was only answered wrongly says nothing where even
 * that is refused.
 */
export function outcomeOfDeletions(seen: readonly SeenDeletion[]): Outcome {
  const outcomes = seen.map(judgeDeletion);
  const found = outcomes.find(({ kind }) => kind === 'violation') ?? outcomes.find(({ kind }) => kind !== 'pass');
  const control = outcomes.at(-1);
  const isOfEffect = found?.kind === 'violation' && found.observed?.effect !== 'refused';
  if (!found || isOfEffect || found === control || control?.kind === 'pass') return found ?? pass;
  return inconclusive('even a deletion that names the object as it is now is refused');
}

/** Refused and unchanged, or deleted: gone, or going where something holds it. */
function judgeDeletion({ what, predicted, before, answer, found, about }: SeenDeletion): Outcome {
  const { effect, statuses } = predicted;
  const { status, body } = answer;
  const refusal = `refused with ${statuses.join(' or ')}, and the object stays as it was`;
  const expected = `${what} ${effect === 'done' ? 'deletes it' : `is ${refusal}`}${effect === 'either' ? ', or deletes it' : ''}`;
  const now = found.status === 200 && isObject(found.body) ? found.body : undefined;
  const isGoing = now ? metadataOf(now)['deletionTimestamp'] !== undefined : found.status === 404;
  const said = `answer ${status}${status < 400 ? '' : `: ${explain(body)}`}`;
  const broken = (reason: string, then: string, isRefusal = false): Outcome =>
    violation({
      reason,
      expected,
      actual: `${said}; ${then}`,
      observed: { effect: isRefusal ? 'refused' : 'other', status },
    });
  if (!now && found.status !== 404)
    return inconclusive(`it cannot be seen whether the object is there: GET answers ${found.status}`);
  const seen = now ? 'it is still there' : 'a GET then answers 404';
  if (status >= 400 && isGoing) return broken(`${what} is refused, and yet deletes the object`, seen);
  if (status >= 400) {
    const changed = now ? changesSince(before, now, ownManager) : [];
    if (changed.length > 0) return broken(`${what} is refused, and yet changes the object`, list(changed));
    if (effect === 'done')
      return status === 409
        ? broken(`${what} is refused`, seen, true)
        : inconclusive(`${what} is refused for another reason: ${said}`);
    if (status >= 500) return inconclusive(`${what} is answered ${status}`);
    const named = status === 409 ? { reasons: ['Conflict'], about } : {};
    const wrong = wrongInRefusal(answer, { statuses, ...named });
    return wrong === undefined ? pass : broken(`${what}: ${wrong}`, seen, true);
  }
  if (effect === 'refused')
    return isGoing ? broken(`${what} deletes it`, seen) : broken(`${what} is answered with success`, seen);
  return isGoing ? pass : broken(`${what} is answered with success, and does not delete it`, seen);
}
