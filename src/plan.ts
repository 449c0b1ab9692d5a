import { kindKey } from './contract/kind-key.ts';
import type { Outcome } from './outcome.ts';
import type { RegisteredRequirement } from './registry.ts';
import type { Case, Plan } from './requirement.ts';
import type { Target } from './target/target.ts';

/** The name of the one case that stands for all those that could not be planned. */
export const wholeRequirement = '(the whole requirement)';

/**
 * The cases of a requirement for a target. Where the target cannot be asked at all, or lacks what the requirement needs, one
 * case stands for them and says why.
 */
export function planCases(
  requirement: RegisteredRequirement,
  target: Target,
  plan: Omit<Plan, 'target'>,
): readonly Case[] {
  if (!target.reachable) return [standIn({ kind: 'inconclusive', reason: target.reason })];
  const { resource, needs } = requirement;
  const absent = resource && target.absent[kindKey(resource)];
  const lacking = absent ?? needs.map((need) => target.lacks[need]).find((reason) => reason !== undefined);
  if (lacking !== undefined) return [standIn({ kind: 'unsupported', reason: lacking })];
  return [...requirement.cases({ target, ...plan })];
}

function standIn(outcome: Outcome): Case {
  return { name: wholeRequirement, run: async () => outcome };
}
