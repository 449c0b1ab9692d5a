import { type FieldPath, pathOf, tokensOf } from '../../specs/field-path.ts';
import type { Plan } from '../../src/requirement.ts';
import type { LeafField } from '../../src/schema/fields.ts';
import type { Way } from '../../src/ways/index.ts';

/** One cell of the field matrix to be tried. */
export interface SampledCell {
  readonly field: FieldPath;
  readonly way: Way;
}

/** With quick effort each field is written in one way, another for each field; else in every way. */
export function everyField(plan: Plan, fields: readonly LeafField[], ways: readonly Way[]): SampledCell[] {
  return fields.flatMap(({ path }) => {
    const chosen = plan.effort === 'quick' ? [choose(plan, path, ways)] : ways;
    return chosen.map((way) => ({ field: path, way }));
  });
}

/**
 * For the many fields at paths that write few of them. Deep effort writes each in every way, standard effort each in one way, quick
 * effort one of each part of the object, `status.conditions` say, in one way.
 */
export function someFields(plan: Plan, fields: readonly LeafField[], ways: readonly Way[]): SampledCell[] {
  if (plan.effort === 'deep') return everyField(plan, fields, ways);
  const chosen = plan.effort === 'quick' ? oneOfEachPart(plan, fields) : fields;
  return chosen.map(({ path }) => ({ field: path, way: choose(plan, path, ways) }));
}

/** The part of an object that a field belongs to: the first two names of its path. */
export function partOf(field: FieldPath): FieldPath {
  return pathOf(tokensOf(field).slice(0, 2));
}

function oneOfEachPart(plan: Plan, fields: readonly LeafField[]): LeafField[] {
  const parts = new Map<FieldPath, LeafField[]>();
  for (const field of fields) {
    const part = partOf(field.path);
    parts.set(part, [...(parts.get(part) ?? []), field]);
  }
  return [...parts].map(([part, inside]) => choose(plan, part, inside));
}

/** One of several, another for each name; with quick effort another for each seed too, while other runs have the same cases. */
function choose<T>({ seed, effort }: Plan, name: string, all: readonly T[]): T {
  let hash = effort === 'quick' ? seed : 0;
  for (const character of name) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) >>> 0;
  return all[hash % all.length] as T;
}
