import type { Plan } from '../../src/requirement.ts';

/**
 * Those that are tried: with quick effort the first and one other, which is another for each seed and name; else all of them.
 */
export function firstAndAnother<T>({ seed, effort }: Plan, name: string, all: readonly T[]): readonly T[] {
  const [first, ...others] = all;
  if (effort !== 'quick' || first === undefined || others.length === 0) return all;
  let hash = seed;
  for (const character of name) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) >>> 0;
  return [first, others[hash % others.length] as T];
}

/** Those that are tried: with quick effort every second one, the others with the next seed; else all of them. */
export function everySecond<T>({ seed, effort }: Plan, all: readonly T[]): readonly T[] {
  return effort === 'quick' ? all.filter((_, index) => (index + seed) % 2 === 0) : all;
}
