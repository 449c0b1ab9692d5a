import type { CaseRecord, RunRecord } from '../src/record.ts';

/** The reason that a reader of the file sees beside a requirement without a check. */
export const plannedReason = 'planned: declared, but not checked yet';

/** A case for each requirement that is only planned, so that a file of cases shows it, as what was not checked. */
export function plannedCases({ requirements, run }: RunRecord): CaseRecord[] {
  return requirements
    .filter(({ planned }) => planned)
    .map(({ id, profiles }) => ({
      requirement: id,
      name: '(not checked yet)',
      profile: profiles.find((profile) => run.profiles.includes(profile)) ?? profiles[0] ?? 'planned',
      outcome: { kind: 'unsupported', reason: plannedReason },
      durationMs: 0,
      exchanges: 0,
      replay: `kube-covenant explain ${id}`,
    }));
}
