import { changeField, fillSamples } from '../../fixtures/generators/change-field.ts';
import { fixedFields } from '../../fixtures/generators/fixed-fields.ts';
import { afterTransition } from '../../fixtures/transitions.ts';
import { isWithin } from '../../specs/field-path.ts';
import { isObject, type JsonObject } from '../../specs/json.ts';
import type { Library } from '../../src/contract/library.ts';
import type { Transition } from '../../src/contract/types.ts';
import { matchesGlob } from '../../src/glob.ts';
import type { Subject } from '../promises/for-each-kind.ts';
import { metadataOf, withLabel, withMetadata } from './places.ts';

/** One change out of several that go into one write. */
export interface Part {
  readonly name: string;
  change(object: JsonObject): JsonObject;
}

/** A lawful change of a listed field. */
export interface FieldPart extends Part {
  readonly field: string;
}

/** The changes of listed fields that need nothing else to go with them, and of which nobody disputes that they are lawful. */
export function lawfulParts({ disputes }: Library, { resource }: Subject): FieldPart[] {
  const requirement = `update.${resource.name}.listed-fields-are-updated`;
  const disputed = disputes.filter((dispute) => dispute.requirement === requirement).flatMap(({ cases }) => cases);
  const isPlain = ({ given, along }: Transition) => given === undefined && along === undefined;
  return (resource.updatableFields ?? [])
    .filter(({ field }) => !field.startsWith('metadata.'))
    .flatMap(({ field, transitions }) =>
      transitions.filter(isPlain).map((transition) => ({
        name: `${field}/${transition.name}`,
        field,
        change: (object: JsonObject) => afterTransition(object, field, transition),
      })),
    )
    .filter(({ name }) => !disputed.some((glob) => matchesGlob(`${name}/put`, glob)));
}

/** Changes that must be refused: of the metadata of any kind, and of the fields that are fixed in this one. */
export function unlawfulParts({ resource, schemas }: Subject, namespace: { name: string; uid: string }): Part[] {
  const samples = fillSamples(resource.samples ?? {}, namespace);
  const inMetadata = (name: string, members: JsonObject): Part => ({
    name: `metadata.${name}`,
    change: (object) => withMetadata(object, members),
  });
  return [
    inMetadata('uid', { uid: '00000000-0000-4000-8000-000000000000' }),
    inMetadata('deletionTimestamp', { deletionTimestamp: '2016-08-08T02:20:42Z' }),
    { name: 'metadata.labels', change: (object) => withLabel(object, 'covenant-unlawful', 'no label value!') },
    { name: 'metadata.annotations', change: (object) => withAnnotation(object, 'no annotation name!', 'any text') },
    ...fixedFields(resource).map((field) => ({
      name: field,
      change: (object: JsonObject) => changeField(object, field, schemas, samples),
    })),
  ];
}

/** All the changes together; of two of the same field only the first. */
export function together(parts: readonly (Part | FieldPart)[]): (object: JsonObject) => JsonObject {
  const chosen: (Part | FieldPart)[] = [];
  for (const part of parts) if (!chosen.some((earlier) => overlap(earlier, part))) chosen.push(part);
  return (object) => chosen.reduce((changed, { change }) => change(changed), object);
}

function overlap(a: Part | FieldPart, b: Part | FieldPart): boolean {
  return 'field' in a && 'field' in b && (isWithin(a.field, b.field) || isWithin(b.field, a.field));
}

export function withAnnotation(object: JsonObject, name: string, value: string): JsonObject {
  const { annotations } = metadataOf(object);
  return withMetadata(object, { annotations: { ...(isObject(annotations) ? annotations : {}), [name]: value } });
}
