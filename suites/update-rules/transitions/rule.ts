import type fc from 'fast-check';
import type { FieldPath } from '../../../specs/field-path.ts';
import type { JsonObject } from '../../../specs/json.ts';
import type { TransitionAnswer } from '../../../specs/oracles/transitions/answer.ts';
import type { Resource } from '../../../src/contract/contract.ts';
import type { FaultId } from '../../../src/seeded-faults.ts';

/** The kind that a rule is about: by what it is in the Kubernetes API, whatever contracts call it. */
export interface KindOf {
  readonly apiVersion: string;
  readonly kind: string;
}

/** What of a field's changes is lawful: a model that answers for any two values, and the changes that it is held against. */
export interface TransitionRule<Change> {
  readonly id: string;
  readonly title: string;
  readonly method: string;
  readonly of: KindOf;
  /** The field that is written. */
  readonly field: FieldPath;
  /** Fields of which the rule refuses changes that a document may promise. */
  readonly refuses: readonly FieldPath[];
  readonly kills: readonly FaultId[];
  /** Changes that are known to go wrong, tried one by one in every way. */
  readonly examples: Readonly<Record<string, Change>>;
  /** Changes of all kinds, of which each run tries some. */
  readonly changes?: fc.Arbitrary<Change>;
  /** The object to begin with, made of the smallest valid one. */
  given(change: Change, resource: Resource): JsonObject;
  /** The object as it is to be, made of the stored one. */
  wanted(stored: JsonObject, change: Change): JsonObject;
  /** What is promised of the write, by the objects alone. */
  answer(before: JsonObject, wanted: JsonObject): TransitionAnswer;
}

/** Types a rule. */
export function defineRule<Change>(rule: TransitionRule<Change>): TransitionRule<Change> {
  return rule;
}
