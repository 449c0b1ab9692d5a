import type { FieldPath } from '../../../specs/field-path.ts';
import { isObject, type JsonObject } from '../../../specs/json.ts';
import type { TransitionAnswer } from '../../../specs/oracles/transitions/answer.ts';
import { judgeTransition } from '../../../specs/oracles/transitions/judge.ts';
import type { ObservedWrite } from '../../../specs/oracles/update-rules.ts';
import type { Resource } from '../../../src/contract/contract.ts';
import { advisory, inconclusive, type Outcome } from '../../../src/outcome.ts';
import type { Requirement, World } from '../../../src/requirement.ts';
import type { SchemaSet } from '../../../src/schema/schema.ts';
import type { Way } from '../../../src/ways/index.ts';
import { controlWrite, observeWrite, outcomeOf } from '../observe-write.ts';

/** A write, what was promised of it, and the control where that was a refusal. */
export interface ObservedTransition {
  readonly answer: TransitionAnswer;
  readonly observed: ObservedWrite;
  /** The status of the control's answer; undefined where none was needed. */
  readonly control?: number;
}

/** What is changed in which object, and what is promised of that. */
export interface Attempt {
  readonly resource: Resource;
  readonly field: FieldPath;
  readonly given: JsonObject;
  wanted(stored: JsonObject): JsonObject;
  answer(before: JsonObject, wanted: JsonObject): TransitionAnswer;
}

/**
 * Makes a change of a new object in one way; where it is refused, a label is written in the same way. Undefined where the way
 * cannot say the change.
 */
export async function observeTransition(
  { client, sandbox }: World,
  { resource, field, given, wanted, answer: answerOf }: Attempt,
  way: Way,
  schemas: SchemaSet,
): Promise<ObservedTransition | undefined> {
  const loan = await sandbox.borrow(client, resource, given);
  if (way.body(loan.object, wanted(loan.object), schemas) === undefined) {
    loan.giveBack(loan.object);
    return undefined;
  }
  const observed = await observeWrite(client, way, loan, field, wanted, schemas);
  const answer = answerOf(observed.before, observed.wanted);
  const isRefused = !answer.updated && observed.status >= 400;
  if (!isRefused || judgeTransition(answer, observed).kept !== true) {
    await loan.drop();
    return { answer, observed };
  }
  const control = await controlWrite(client, way, loan, observed.after, schemas);
  // Nothing but a label was changed: the next check may begin with the same object.
  if (control.status === 200 && isObject(control.body)) loan.giveBack(control.body);
  else await loan.drop();
  return { answer, observed, control: control.status };
}

/** What a transition comes to, by its answer and its control. */
export function outcomeOfTransition({ answer, observed, control }: ObservedTransition): Outcome {
  if (control !== undefined && control !== 200)
    return inconclusive(`even a label cannot be written in this way: answer ${control}`);
  return outcomeOf((write) => judgeTransition(answer, write), observed);
}

/** An outcome as strict as its requirement is. */
export function atLevel(level: Requirement['level'], outcome: Outcome): Outcome {
  if (outcome.kind !== 'violation' || level === 'MUST') return outcome;
  const { kind: _, ...finding } = outcome;
  return advisory(finding);
}
