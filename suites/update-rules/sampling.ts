import { type FieldPath, pathOf, tokensOf } from '../../specs/field-path.ts';
import type { Plan } from '../../src/requirement.ts';
import type { LeafField } from '../../src/schema/fields.ts';
import type { Way } from '../../src/ways/index.ts';

/** One cell of the field matrix to be tried. */
export interface SampledCell {
  readonly field: FieldPath;
  readonly way: Way;
}

/** Every field in every way; with quick effort a third of the fields, and one at least of each part, each in one way. */
export function everyField(plan: Plan, fields: readonly LeafField[], ways: readonly Way[]): SampledCell[] {
  if (plan.effort !== 'quick') return fields.flatMap(({ path }) => ways.map((way) => ({ field: path, way })));
  const chosen = new Set([...oneOfEachPart(plan, fields), ...fields.filter(({ path }) => choose(plan, path, thirds))]);
  return fields
    .filter((field) => chosen.has(field))
    .map(({ path }) => ({ field: path, way: choose(plan, path, ways) }));
}

const thirds = [true, false, false];

/**
 * The ways in which generated changes are written: with quick effort one, another for each seed and rule, since the known changes
 * are written in every way already.
 */
export function sampledWays(plan: Plan, rule: string, ways: readonly Way[]): readonly Way[] {
  return plan.effort === 'quick' ? [choose(plan, rule, ways)] : ways;
}

/** One way, another for each rule (and seed, with quick effort); every way with deep effort. */
export function someWays(plan: Plan, rule: string, ways: readonly Way[]): readonly Way[] {
  return plan.effort === 'deep' || ways.length === 0 ? ways : [choose(plan, rule, ways)];
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

/** Named things to be tried: with quick effort a third of them, another for each seed, and those that every seed tries. */
export function sampled<T extends { readonly name: string }>(
  all: readonly T[],
  plan: Plan,
  always: (one: T) => boolean = () => false,
): readonly T[] {
  return plan.effort === 'quick' ? all.filter((one) => always(one) || choose(plan, one.name, thirds)) : all;
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

/** All of several; with quick effort some, spread over them, and others for each rule and seed. */
export function quickly<T>(plan: Plan, rule: string, all: readonly T[], count: number): readonly T[] {
  if (plan.effort !== 'quick' || all.length <= count) return all;
  const first = all.indexOf(choose(plan, rule, all));
  const chosen = Array.from({ length: count }, (_, i) => (first + Math.floor((i * all.length) / count)) % all.length);
  return all.filter((_one, i) => chosen.includes(i));
}
