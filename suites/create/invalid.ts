import { objectFor, withValue } from '../../fixtures/transitions.ts';
import { type FieldPath, type FieldToken, isWithin, pathOf, tokensOf, touches } from '../../specs/field-path.ts';
import { isObject, type JsonObject, valueAt } from '../../specs/json.ts';
import { applyMergePatch } from '../../specs/oracles/merge-patch.ts';
import type { Library } from '../../src/contract/library.ts';
import type { InvalidVariant } from '../../src/contract/types.ts';
import type { Case, Plan, Requirement } from '../../src/requirement.ts';
import { leafFields } from '../../src/schema/fields.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { refusedCreationCase } from '../refusals/refused-case.ts';
import { written } from '../update-rules/places.ts';
import { quickly } from '../update-rules/sampling.ts';
import { bodyAt } from './creating.ts';
import { refusedWriteCases } from './refused-write.ts';

const owner = { apiVersion: 'v1', kind: 'Namespace', name: 'covenant', uid: 'covenant' };

/** Metadata that no object of any kind may have (ObjectMeta; "Labels and Selectors", "Annotations", "Finalizers"). */
const invalidMetadata: readonly InvalidVariant[] = [
  labels('label-with-a-space-in-its-name', { 'bad name': 'v' }),
  labels('label-with-two-slashes-in-its-name', { 'a/b/c': 'v' }),
  labels('label-without-a-name', { '': 'v' }),
  labels('label-name-too-long', { ['k'.repeat(64)]: 'v' }),
  labels('label-prefix-too-long', { [`${'a'.repeat(254)}/k`]: 'v' }),
  labels('label-value-with-a-space', { covenant: 'bad value' }),
  labels('label-value-ends-with-a-dash', { covenant: 'bad-' }),
  labels('label-value-too-long', { covenant: 'v'.repeat(64) }),
  metadata('annotation-with-a-space-in-its-name', { annotations: { 'bad name': 'v' } }),
  metadata('annotations-too-large', { annotations: { covenant: 'v'.repeat(256 * 1024) } }),
  metadata('finalizer-without-a-domain', { finalizers: ['covenant'] }),
  metadata('finalizer-with-a-space', { finalizers: ['kube-covenant.example/bad name'] }),
  metadata('owner-without-a-uid', { ownerReferences: [{ ...owner, uid: '' }] }),
  metadata('owner-without-a-kind', { ownerReferences: [{ ...owner, kind: '' }] }),
  metadata('owner-without-a-version', { ownerReferences: [{ ...owner, apiVersion: '' }] }),
  metadata('owner-without-a-name', { ownerReferences: [{ ...owner, name: '' }] }),
  metadata('two-owners-that-control', {
    ownerReferences: ['one', 'two'].map((uid) => ({ ...owner, name: uid, uid, controller: true })),
  }),
];

function labels(name: string, given: Readonly<Record<string, string>>): InvalidVariant {
  return metadata(name, { labels: given });
}

/** The field is the one member that is given. */
function metadata(name: string, given: JsonObject): InvalidVariant {
  return { name, field: `metadata.${Object.keys(given)[0]}`, given: { metadata: given } };
}

/** An object that is not valid comes about in no way, and the refusal says why. */
export function invalidObjectsAre422(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'errors.*.invalid-object-is-422',
    title: 'A write that would make {kind} invalid is answered 422',
    method:
      'Creates objects that lack what is required, or have a value outside its limits or its list, and writes such values to one that is there in every way: refused with 422 whose causes name the field, and nothing is made or changed. The valid object is created, and a label is written in the same way.',
    covers: [{ subresource: '*', parts: ['status/422', 'status/422/body/*'] }],
    derivedFrom: written,
    kills: ({ name }) => [
      'invalid-labels-accepted',
      'invalid-object-answers-400',
      'invalid-without-causes',
      ...(name === 'pod' ? (['invalid-pod-accepted'] as const) : []),
      ...(name === 'endpoints' ? (['endpoints-accept-any-address', 'endpoints-accept-any-port'] as const) : []),
    ],
    *cases(subject, plan) {
      const own = [...(subject.resource.invalid ?? []), ...unknownValues(subject)];
      const common = chosenMetadata(plan);
      for (const variant of [...quickly(plan, 'invalid objects', own, 4), ...common])
        yield creationCase(subject, variant);
      const { updatableFields = [] } = subject.resource;
      const written = own.filter(
        (variant) =>
          !variant.onlyOnCreate &&
          updatableFields.some((one) => isWithin(variant.field, one.field)) &&
          leavesOf(variant.given).every((leaf) => updatableFields.some((one) => touches(leaf, one.field))),
      );
      for (const variant of [...quickly(plan, 'invalid writes', written, 2), ...quickly(plan, 'metadata', common, 2)])
        yield* refusedWriteCases(subject, plan, {
          name: variant.name,
          what: whatOf(variant),
          change: (object) => applyMergePatch(object, variant.given) as JsonObject,
          field: variant.field,
        });
    },
  });
}

/** With quick effort some, and a label always. */
function chosenMetadata(plan: Plan): readonly InvalidVariant[] {
  const [first, ...others] = invalidMetadata;
  return [...(first ? [first] : []), ...quickly(plan, 'invalid metadata', others, 3)];
}

/** A value outside its published list, for each field that the smallest object has and that has one. */
function unknownValues({ resource, schemas }: Subject): InvalidVariant[] {
  const object = objectFor(resource);
  const fields = leafFields(schemas).filter(
    ({ path, schema }) => schema.enum !== undefined && typeof valueAt(object, tokensOf(path)) === 'string',
  );
  return fields.map(({ path }) => {
    const field: FieldPath = path.replaceAll('[*]', '[0]');
    return { name: `${path}-unknown`, field, given: withValue(object, tokensOf(field), 'CovenantUnknown') };
  });
}

/** The paths of what is laid over an object. */
function leavesOf(given: JsonObject, tokens: readonly FieldToken[] = []): FieldPath[] {
  return Object.entries(given).flatMap(([name, value]) =>
    isObject(value) ? leavesOf(value, [...tokens, name]) : [pathOf([...tokens, name])],
  );
}

function whatOf({ name }: InvalidVariant): string {
  return `an invalid object (${name.replaceAll('-', ' ')})`;
}

function creationCase({ resource }: Subject, variant: InvalidVariant): Case {
  const object = objectFor(resource);
  const invalid = applyMergePatch(object, variant.given) as JsonObject;
  return refusedCreationCase({
    name: `create/${variant.name}`,
    what: whatOf(variant),
    resource,
    request: (place) => ({ method: 'POST', path: place.collection, body: bodyAt(place, invalid) }),
    control: (place) => ({ method: 'POST', path: place.collection, body: bodyAt(place, object) }),
    owed: { statuses: [422], fields: [variant.field] },
    namesObject: true,
  });
}
