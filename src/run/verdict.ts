import { type OutcomeKind, outcomeKinds } from '../outcome.ts';
import type { CaseRecord, Verdict } from '../record.ts';

/** How many cases came to what; every kind is there, with 0 where there is none. */
export function countOutcomes(cases: readonly CaseRecord[]): Record<OutcomeKind, number> {
  const counts = Object.fromEntries(outcomeKinds.map((kind) => [kind, 0])) as Record<OutcomeKind, number>;
  for (const { outcome } of cases) counts[outcome.kind]++;
  return counts;
}

/**
 * What a run says of its target. The suite's own failure outweighs all: nothing it says can then be trusted. A violation
 * outweighs what was left unchecked; a run that checked nothing, or left something open, is never conformant. Requirements that
 * are only planned change no verdict, which says how many they are.
 */
export function verdictOf(
  counts: Readonly<Record<OutcomeKind, number>>,
  interrupted: boolean,
  planned: number,
): Verdict {
  const verdict = checkedVerdict(counts, interrupted);
  if (planned === 0) return verdict;
  const unchecked = planned === 1 ? '1 requirement' : `${planned} requirements`;
  return { ...verdict, reason: `${verdict.reason}; ${unchecked} not checked yet` };
}

function checkedVerdict(counts: Readonly<Record<OutcomeKind, number>>, interrupted: boolean): Verdict {
  const { violation, inconclusive, error } = counts;
  const checked = counts.pass + counts.advisory + counts.disputed + violation;
  if (error > 0) return { kind: 'error', exitCode: 4, reason: `the suite itself failed in ${cases(error)}` };
  if (violation > 0) return { kind: 'violations', exitCode: 1, reason: `${cases(violation)} broke a promise` };
  if (interrupted) return { kind: 'inconclusive', exitCode: 3, reason: 'the run was interrupted' };
  if (inconclusive > 0)
    return { kind: 'inconclusive', exitCode: 3, reason: `${cases(inconclusive)} could not be checked` };
  if (checked === 0) return { kind: 'inconclusive', exitCode: 3, reason: 'nothing was checked' };
  const apart = [
    counts.disputed > 0 && `${counts.disputed} disputed`,
    counts.unsupported > 0 && `${counts.unsupported} unsupported`,
  ];
  const rest = apart.filter(Boolean).join(', ');
  return {
    kind: 'conformant',
    exitCode: 0,
    reason: `${cases(counts.pass + counts.advisory)} kept their promises${rest && `; ${rest}`}`,
  };
}

function cases(count: number): string {
  return count === 1 ? '1 case' : `${count} cases`;
}
