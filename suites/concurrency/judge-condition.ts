import type { PreconditionAnswer } from '../../specs/oracles/concurrency.ts';
import { type StatusSubject, wrongInRefusal } from '../../specs/oracles/refusal-status.ts';
import { explain, type ObservedWrite, otherWriters } from '../../specs/oracles/update-rules.ts';
import { judgeDone, judgeRefused } from '../../specs/oracles/whole-write.ts';
import { advisory, inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { outcomeOf, ownManager } from '../update-rules/observe-write.ts';

/** A write that names the object it is made of, with what was predicted of it. */
export interface ConditionalWrite {
  /** What it is, for people: `a PUT with a stale resourceVersion`. */
  readonly what: string;
  readonly observed: ObservedWrite;
  readonly predicted: PreconditionAnswer;
  /** The object as the details of a conflict name it. */
  readonly about: StatusSubject;
  /** That it is lawful is what shows that the others were refused for what they name. */
  readonly isControl?: true;
}

/** Whether such a write came out as predicted, as a whole; of a refusal its Status is judged too. */
export function judgeConditional(write: ConditionalWrite): Outcome {
  const { what, observed, predicted } = write;
  const { status, answer } = observed;
  if (predicted.effect === 'refused' || (predicted.effect === 'either' && status >= 400)) return judgeRefusal(write);
  // A write of the very version that is there may be refused, but not as being of another.
  if (predicted.effect === 'done' && status >= 400 && status !== 409)
    return inconclusive(`${what} is refused for another reason: ${status} ${explain(answer)}`);
  const others = otherWriters(observed.before, observed.after, ownManager);
  if (status === 409 && others.length > 0)
    return inconclusive(`${others.map(({ name }) => name).join(', ')} wrote to the object in between`);
  return outcomeOf((seen) => judgeDone(seen, what), observed);
}

function judgeRefusal({ what, observed, predicted, about }: ConditionalWrite): Outcome {
  const { status, answer } = observed;
  const { statuses, tolerated } = predicted;
  const kept = outcomeOf((seen) => judgeRefused(seen, ownManager, what, [...statuses, ...tolerated]), observed);
  const expected = `${what} is refused with ${statuses.join(' or ')} and a Status that says so, nothing changes`;
  const said = `answer ${status}: ${explain(answer)}`;
  if (tolerated.includes(status) && kept.kind === 'inconclusive') {
    const reason = `${what} is answered as a fault of the server`;
    return advisory({ reason, expected, actual: said, observed: { effect: 'refused', status } });
  }
  if (kept.kind !== 'pass') return kept;
  const named = status === 409 ? { reasons: ['Conflict'], about } : {};
  const wrong = wrongInRefusal({ status, body: answer }, { statuses, ...named });
  if (wrong === undefined) return pass;
  return violation({
    reason: `${what}: ${wrong}`,
    expected,
    actual: said,
    observed: { effect: 'refused', status },
  });
}

/**
 * The outcome of several such writes to one object, and of their controls: what was only answered wrongly says nothing where
 * what is lawful is refused too.
 */
export function outcomeWithControls(writes: readonly ConditionalWrite[]): Outcome {
  const outcomes = writes.map(judgeConditional);
  const controls = outcomes.filter((_outcome, index) => writes[index]?.isControl);
  const found = firstOf(outcomes, 'violation') ?? firstOf(outcomes, 'advisory') ?? firstOf(outcomes, 'inconclusive');
  if (!found) return pass;
  const isOfEffect = found.kind === 'violation' && found.observed?.effect !== 'refused';
  if (isOfEffect || controls.includes(found)) return found;
  return firstOf(controls, 'inconclusive') ?? found;
}

function firstOf(outcomes: readonly Outcome[], kind: Outcome['kind']): Outcome | undefined {
  return outcomes.find((outcome) => outcome.kind === kind);
}
