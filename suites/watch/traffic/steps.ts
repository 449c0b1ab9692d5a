import fc from 'fast-check';

/** What a writer does next with one of its objects. */
export const deeds = [
  'create',
  'enter',
  'leave',
  'annotate',
  'status',
  'no change',
  'dry run',
  'dry creation',
  'refusal',
  'delete',
  'held delete',
] as const;

export type Deed = (typeof deeds)[number];

/** One step of a writer: with which of its objects, what, and in which of the ways of writing. */
export interface Step {
  readonly slot: number;
  readonly does: Deed;
  readonly way: number;
}

/** What is first done with the first object, so that nothing is left to luck: every deed, with what makes it possible before it. */
const first: readonly Deed[] = [
  'create',
  'leave',
  'enter',
  'no change',
  'status',
  'dry run',
  'annotate',
  'refusal',
  'dry creation',
  'leave',
  'delete',
  'create',
  'held delete',
];

/** How often each deed is chosen where an object is there. */
const weights: readonly (readonly [Deed, number])[] = [
  ['enter', 5],
  ['leave', 4],
  ['annotate', 4],
  ['status', 4],
  ['no change', 2],
  ['dry run', 2],
  ['refusal', 1],
  ['dry creation', 1],
  ['delete', 3],
  ['held delete', 1],
];

const total = weights.reduce((sum, [, weight]) => sum + weight, 0);

/** Steps drawn at once: a soak takes thousands, and wants none of them before it begins. */
const drawn = 200;

/**
 * The steps of one writer: the same for the same seed. An object that is not there is created; whatever else is done is done to one that is.
 */
export function* stepsOf(seed: number, writer: number, objects: number): Generator<Step, never> {
  const alive = new Set<number>();
  let way = writer;
  for (const does of first) {
    yield { slot: 0, does, way: way++ };
    if (does === 'create') alive.add(0);
    if (does === 'delete' || does === 'held delete') alive.delete(0);
  }
  const rolls = fc.record({
    slot: fc.nat(objects - 1),
    roll: fc.nat(total - 1),
    way: fc.nat(1000),
  });
  for (let round = 0; ; round++) {
    for (const { slot, roll, way } of fc.sample(rolls, { seed: hash(seed, writer, round), numRuns: drawn })) {
      const does = alive.has(slot) ? deedAt(roll) : 'create';
      if (does === 'create') alive.add(slot);
      if (does === 'delete' || does === 'held delete') alive.delete(slot);
      yield { slot, does, way };
    }
  }
}

function deedAt(roll: number): Deed {
  let left = roll;
  for (const [deed, weight] of weights) {
    if (left < weight) return deed;
    left -= weight;
  }
  return 'annotate';
}

/** A seed of its own for each part; FNV-1a. */
export function hash(...parts: readonly number[]): number {
  let result = 0x811c9dc5;
  for (const part of parts) result = Math.imul(result ^ part, 0x01000193) ^ (result >>> 13);
  return result & 0x7fffffff;
}
