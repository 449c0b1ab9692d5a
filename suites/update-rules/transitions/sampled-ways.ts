import type { Plan } from '../../../src/requirement.ts';
import { type Way, ways } from '../../../src/ways/index.ts';

/**
 * The ways in which generated changes are written: with quick effort one, another for each seed and rule, since the known changes
 * are written in every way already.
 */
export function sampledWays({ effort, seed }: Pick<Plan, 'effort' | 'seed'>, rule: string): readonly Way[] {
  if (effort !== 'quick') return ways;
  let hash = seed;
  for (const character of rule) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) >>> 0;
  const chosen = ways[hash % ways.length];
  return chosen ? [chosen] : ways;
}
