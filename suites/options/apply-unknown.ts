import type { FieldValidation } from '../../specs/oracles/field-validation.ts';
import type { Library } from '../../src/contract/library.ts';
import { type Case, defineCase, type Plan, type Requirement } from '../../src/requirement.ts';
import { apply } from '../../src/ways/apply.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { type Place, written } from '../update-rules/places.ts';
import { judgeApplied } from './judge-odd.ts';
import { type SeenOdd, tryWrite } from './odd-request.ts';
import { sampledPlaces } from './sampled-places.ts';

/**
 * What is applied is owned field by field, so a field that the schema does not have cannot be applied, whatever the request says
 * of field validation.
 */
export function applyRefusesUnknownFields(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'field-validation.*.apply-refuses-unknown-fields',
    title: 'An apply patch of {kind} with unknown fields is refused as a bad request that names them',
    method:
      'Applies unknown fields with each value of fieldValidation and without it: refused, one of them is named at least, and nothing changes. The same without them must be taken. A server that drops them as other writes do is understood as well, but for Strict.',
    level: 'SHOULD',
    covers: [{ actions: ['patch'], subresource: '*', parts: ['parameter/query/fieldValidation'] }],
    derivedFrom: written,
    kills: () => ['apply-drops-unknown-fields'],
    *cases(subject, plan) {
      for (const place of sampledPlaces(plan, subject.resource))
        for (const value of valuesFor(plan)) yield appliedCase(subject, place, value);
    },
  });
}

function valuesFor({ effort }: Plan): readonly (FieldValidation | undefined)[] {
  const values = ['Strict', undefined, 'Warn', 'Ignore'] as const;
  return values.slice(0, { quick: 1, standard: 2, deep: values.length }[effort]);
}

function appliedCase(subject: Subject, place: Place, validation: FieldValidation | undefined): Case {
  return defineCase<SeenOdd>({
    name: `${place.name}/${validation ?? 'default'}`,
    gather: (world) => tryWrite(world, subject, place, apply, 'unknown', { validation, control: true }),
    judge: (seen) => judgeApplied('an apply patch with unknown fields', seen, validation),
  });
}
