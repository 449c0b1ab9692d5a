import { coverageOfRun } from '../coverage/of-run.ts';
import { wholeRequirement } from '../plan.ts';
import type { CaseRecord, LeftBehind, PromiseCoverage, RunRecord, TargetFacts } from '../record.ts';
import { type Registry, selectRequirements } from '../registry.ts';
import { fieldMatrix } from './field-matrix.ts';
import type { Finished } from './reporter.ts';
import { unrunCase } from './run-case.ts';
import type { RunSetup } from './setup.ts';
import { statusCodes } from './status-codes.ts';
import { countOutcomes, verdictOf } from './verdict.ts';

/** Makes the run record of what the checks came to. `exchanges` counts the requests beside those of the cases. */
export function assembleRecord(
  registry: Registry,
  setup: RunSetup,
  finished: Finished,
  end: {
    readonly now: Date;
    readonly interrupted?: string;
    readonly left: readonly LeftBehind[];
    /** The target's digest after the checks. */
    readonly fingerprint?: string;
    readonly version: string;
    /** Of all promises; what the run can speak of is taken out of it. */
    readonly coverage: readonly PromiseCoverage[];
  },
): RunRecord {
  const { settings, target } = setup;
  const selected = selectRequirements(registry, settings.profiles, settings.filter);
  const cases = inOrder(
    [...finished.cases, ...unrunCases(setup, selected, finished)],
    selected.map(({ id }) => id),
  );
  const counts = countOutcomes(cases);
  const coverage = coverageOfRun(end.coverage, registry, { profiles: settings.profiles, requirements: selected });
  const used = new Set(selected.map(({ facts }) => facts.chapter));
  return {
    recordVersion: 1,
    suite: { name: 'kube-covenant', version: end.version },
    run: {
      id: setup.id,
      startedAt: setup.startedAt,
      durationMs: end.now.getTime() - Date.parse(setup.startedAt),
      seed: settings.seed,
      effort: settings.effort,
      concurrency: settings.concurrency,
      strictDocuments: settings.strictDocuments,
      profiles: settings.profiles,
      filter: settings.filter,
      ...(settings.bail !== undefined && counts.violation >= settings.bail && { bailed: settings.bail }),
      ...(finished.interrupted !== undefined && { interrupted: finished.interrupted }),
      exchanges: setup.exchanges + cases.reduce((sum, record) => sum + record.exchanges, 0),
    },
    target: {
      server: setup.server,
      kind: setup.targetKind,
      ...(target.reachable && target.version !== undefined && { version: target.version }),
      ...(target.reachable && { fingerprint: fingerprints(setup.fingerprint, end.fingerprint) }),
      schemas: target.reachable ? target.schemaSource : 'none',
      ...(!target.reachable && { unreachable: target.reason }),
    },
    verdict: verdictOf(counts, finished.interrupted !== undefined, selected.filter(({ planned }) => planned).length),
    counts,
    chapters: registry.chapters.filter(({ name }) => used.has(name)).map(({ name, title }) => ({ name, title })),
    requirements: selected.map(({ facts }) => facts),
    cases,
    fieldMatrix: fieldMatrix(cases),
    statusCodes: statusCodes(registry.library, coverage, cases, finished.answers),
    coverage,
    left: end.left,
  };
}

function fingerprints(before: string | undefined, after: string | undefined): NonNullable<TargetFacts['fingerprint']> {
  return { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}

/** Planned cases without a result: the run was stopped before them, or the suite broke down. */
function unrunCases(
  setup: RunSetup,
  selected: readonly ReturnType<typeof selectRequirements>[number][],
  { unrun, errors, interrupted }: Finished,
): CaseRecord[] {
  const records: CaseRecord[] = [];
  for (const id of unrun) {
    const requirement = selected.find((candidate) => candidate.id === id);
    const name = wholeRequirement;
    const reason =
      interrupted === undefined ? 'the checks ended without a result' : `the run was interrupted (${interrupted})`;
    const outcome = { kind: interrupted === undefined ? 'error' : 'inconclusive', reason } as const;
    if (requirement) records.push(unrunCase(setup, requirement, { name }, outcome));
  }
  const first = selected.find(({ planned }) => !planned) ?? selected[0];
  if (first && errors.length > 0) {
    for (const [i, reason] of errors.entries()) {
      records.push(unrunCase(setup, first, { name: `(the suite ${i + 1})` }, { kind: 'error', reason }));
    }
  }
  return records;
}

/** By requirement, in the order in which they are declared; within one by name. */
function inOrder(cases: readonly CaseRecord[], ids: readonly string[]): CaseRecord[] {
  const place = new Map(ids.map((id, i) => [id, i]));
  return [...cases].sort(
    (a, b) => (place.get(a.requirement) ?? 0) - (place.get(b.requirement) ?? 0) || (a.name < b.name ? -1 : 1),
  );
}
