import { changeField, fillSamples } from '../../fixtures/generators/change-field.ts';
import { objectFor } from '../../fixtures/transitions.ts';
import { type FieldPath, isWithin } from '../../specs/field-path.ts';
import { effectOf, type FieldRules } from '../../specs/oracles/field-effects.ts';
import { judgeKept, judgeWhole } from '../../specs/oracles/update-rules.ts';
import type { Library } from '../../src/contract/library.ts';
import type { Case, Plan, Requirement } from '../../src/requirement.ts';
import { leafFields } from '../../src/schema/fields.ts';
import type { FaultId } from '../../src/seeded-faults.ts';
import { canSay, ways } from '../../src/ways/index.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { controlledWriteCase } from './controlled-write.ts';
import { partOf, someFields } from './sampling.ts';

/** Faults by which a write changes what it has no business with. */
const killed: Readonly<Record<string, readonly FaultId[]>> = {
  job: ['main-endpoint-writes-first-status'],
};

/** The fields of a kind of which its document says nothing: what the server owns stays, the rest changes as a whole or not at all. */
export function unlistedFieldsFollowTheApi(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'update.*.unlisted-fields-follow-the-api',
    title:
      'A write to a field of {kind} that the document does not list does what it says or nothing, and nothing where the server owns the field',
    method:
      'For every other leaf field of the schema that the target publishes: writes another valid value and reads the object back. What the server owns, what is fixed and what has a path of its own must be as it was; any other field has the new value or the old one. A label written in the same way must succeed.',
    covers: [],
    derivedFrom: [{ actions: ['put', 'patch'], parts: [''] }],
    about: ({ otherFields }) => otherFields === undefined,
    kills: ({ name }) => killed[name] ?? [],
    cases: (subject, plan) => {
      const listed = subject.resource.updatableFields ?? [];
      const rules: FieldRules = {
        elsewhere: subject.resource.subresources?.map(({ writes }) => writes) ?? [],
        immutable: subject.resource.immutableFields ?? [],
      };
      return matrixCases(subject, plan, rules, (field) => listed.some((one) => isWithin(field, one.field)));
    },
  });
}

/** The cells of the field matrix at one path. */
export function* matrixCases(
  { resource, schemas }: Subject,
  plan: Plan,
  rules: FieldRules,
  isLeftOut: (field: FieldPath) => boolean,
  subresource?: string,
): Generator<Case> {
  const leftAlone = resource.leftAlone ?? [];
  const fields = leafFields(schemas).filter(
    ({ path }) => !isLeftOut(path) && !leftAlone.some((field) => isWithin(path, field)),
  );
  const object = objectFor(resource);
  for (const { field, way } of someFields(plan, fields, ways)) {
    const samples = resource.samples ?? {};
    if (!canSay(way, object, (before) => changeField(before, field, schemas, samples), schemas)) continue;
    const { writes } = rules;
    const part = writes !== undefined && isWithin(field, writes) ? writes : partOf(field);
    yield controlledWriteCase({
      ...{ resource, schemas, field, way, object },
      ...(subresource !== undefined && { subresource }),
      change: (stored, namespace) => changeField(stored, field, schemas, fillSamples(samples, namespace)),
      judge: effectOf(field, rules) === 'kept' ? judgeKept : (observed) => judgeWhole(observed, part),
    });
  }
}
