import type fc from 'fast-check';
import { isObject, type JsonObject } from '../../specs/json.ts';
import type { ObservedPatch, PatchJudgement } from '../../specs/oracles/patch-judge.ts';
import type { Finding, Outcome } from '../../src/outcome.ts';
import { checkProperty, type PropertyResult, propertyOutcome, wrongIn } from '../../src/property.ts';
import { type Case, defineCase } from '../../src/requirement.ts';
import type { Subject } from '../promises/for-each-kind.ts';
import { judgeMissing, type ObservedMissing } from './missing-object.ts';
import { outcomeOfPatch } from './observe-patch.ts';
import { refusedWith } from './refused-patch.ts';
import { judgeOf, objectWith, type PlainType, tryPatch, validBody } from './try-patch.ts';

/** One patch of one object, known beforehand. */
export interface PatchExample {
  readonly name: string;
  /** Metadata that the object is created with. */
  readonly given?: JsonObject;
  /** The body, for the object as it is stored; a text is sent as it stands. */
  readonly body: (stored: JsonObject) => unknown;
  /** Refused for what the patched object would be, which no model of patches knows: with one of these statuses. */
  readonly invalid?: readonly number[];
  /** What it means, in words for a person, where the body alone is hard to read. */
  readonly meaning?: string;
  /** Not even well formed: a server that finds that out while it decodes may answer 400. */
  readonly malformed?: boolean;
}

/** A case that sends one patch and judges it. */
export function exampleCase(subject: Subject, type: PlainType, example: PatchExample): Case {
  const judge = judgeOfExample(subject, example);
  return defineCase<ObservedPatch>({
    name: example.name,
    gather: (world) =>
      tryPatch(world, subject, example.given ?? {}, judge, (stored) => ({ type, body: example.body(stored) })),
    judge: (observed) => explained(example, outcomeOfPatch(judge, observed)),
  });
}

/** The outcome with what the example means before what was expected of it. */
export function explained({ meaning }: Pick<PatchExample, 'meaning'>, outcome: Outcome): Outcome {
  if (meaning === undefined || (outcome.kind !== 'violation' && outcome.kind !== 'advisory')) return outcome;
  return { ...outcome, expected: `${meaning}: ${outcome.expected}` };
}

/** How an example is judged: by the model of its type, or as the refusal that it must be. */
export function judgeOfExample(
  subject: Subject,
  { invalid, malformed }: Pick<PatchExample, 'invalid' | 'malformed'>,
): (observed: ObservedPatch) => PatchJudgement {
  if (invalid) return (observed) => refusedWith(invalid, observed);
  const judge = judgeOf(subject);
  // RFC 5789 section 2.2 has 400 for what is malformed and 422 for what cannot be done, and no line between them.
  return (observed) => judge(malformed && observed.status === 400 ? { ...observed, status: 422 } : observed);
}

/** A case that sends many generated patches, each to an object of its own or one that is as it was. */
export function propertyCase<T>(
  subject: Subject,
  type: PlainType,
  declared: {
    readonly name: string;
    readonly expected: string;
    readonly values: fc.Arbitrary<T>;
    readonly given: (value: T) => JsonObject;
    readonly body: (value: T, stored: JsonObject) => unknown;
  },
): Case {
  const judge = judgeOf(subject);
  return defineCase<PropertyResult>({
    name: declared.name,
    gather: (world) =>
      checkProperty(world, declared.values, async (value) => {
        const body = (stored: JsonObject) => declared.body(value, stored);
        const observed = await tryPatch(world, subject, declared.given(value), judge, (stored) => ({
          type,
          body: body(stored),
        }));
        const describe = ({ reason, expected, actual }: Finding) => `${reason}: expected ${expected}; ${actual}`;
        return wrongIn(outcomeOfPatch(judge, observed), describe);
      }),
    judge: (result) => propertyOutcome(result, declared.expected),
  });
}

/** A patch of a name that nothing has: not found, and nothing made. The same patch of an object that is there succeeds. */
export function missingCase(subject: Subject, type: PlainType, contentType: string): Case {
  return defineCase<ObservedMissing>({
    name: 'object/missing',
    async gather({ client, sandbox }) {
      const loan = await sandbox.borrow(client, subject.resource, objectWith(subject));
      const path = `${loan.path}-missing`;
      const body = validBody(type, loan.object);
      const request = { method: 'PATCH', contentType, body } as const;
      let answer = await client.send({ ...request, path });
      // A passing fault: asked once more.
      if (answer.status >= 500) answer = await client.send({ ...request, path });
      const { status: found } = await client.send({ method: 'GET', path });
      const control = await client.send({ ...request, path: loan.path });
      if (control.status === 200 && isObject(control.body)) loan.giveBack(control.body);
      else await loan.drop();
      return { status: answer.status, answer: answer.body, found, control: control.status };
    },
    judge: judgeMissing,
  });
}
