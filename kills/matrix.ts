/** One server to be tried: clean, with a fault, or with a trap. */
export interface Job {
  readonly kind: 'clean' | 'fault' | 'trap';
  /** The fault or trap; empty for the clean server. */
  readonly id: string;
  readonly seed: number;
  /** Globs over the requirements to run; all without. */
  readonly filter: readonly string[];
}

/** What the cases of one requirement came to. */
export interface Tally {
  cases: number;
  failed: number;
  /** Promises of a lower level that were not kept: lawful, and yet how a requirement of such a level sees its fault. */
  advised: number;
  /** Cases that could not be checked. */
  unchecked: number;
  /** Cases in which the suite itself failed. */
  errors: number;
  /** The first case that failed, with its reason. */
  example?: string;
}

/** What one server came to. */
export interface Tried {
  readonly job: Job;
  /** By requirement. */
  readonly requirements: Readonly<Record<string, Tally>>;
  readonly ms: number;
  /** Why nothing could be checked at all. */
  readonly hindered?: string;
}

/** A requirement that is run, with the faults that it claims to catch. */
export interface Claim {
  readonly id: string;
  readonly kills: readonly string[];
}

/** How often a requirement failed under a fault, of how many seeds. */
export interface Cell {
  readonly requirement: string;
  readonly failed: number;
  readonly tries: number;
  readonly example?: string;
}

/** One row of the kill matrix. */
export interface Row {
  readonly kind: Job['kind'];
  readonly id: string;
  /**
   * `killed`: every requirement that claims it fails, with every seed. `survives`: one that claims it does not. `unclaimed`:
   * no requirement claims it and none fails. `unexpected`: none claims it, yet some fail. `quiet` and `reported`: the same of a
   * trap and of the clean server, where every failure is a false alarm.
   */
  readonly status: 'killed' | 'survives' | 'unclaimed' | 'unexpected' | 'quiet' | 'reported';
  /** The requirements that claim it and failed with every seed. */
  readonly killedBy: readonly Cell[];
  /** The requirements that claim it and did not fail with every seed. */
  readonly survives: readonly Cell[];
  /** The requirements that failed and do not claim it. Under a fault no error, but a hint: `kills` could name it. */
  readonly also: readonly Cell[];
  /** Cases in which the suite itself failed: always an error. */
  readonly suiteErrors: readonly Cell[];
  readonly hindered?: string;
  /** The share of the cases that could not be checked: what fails under such a fault is not known. */
  readonly unchecked: number;
  readonly ms: number;
}

/** Makes the kill matrix of what the servers came to: a row a fault, whatever the number of seeds. */
export function killMatrix(claims: readonly Claim[], tried: readonly Tried[]): Row[] {
  const byServer = new Map<string, Tried[]>();
  for (const each of tried) {
    const key = `${each.job.kind} ${each.job.id}`;
    byServer.set(key, [...(byServer.get(key) ?? []), each]);
  }
  return [...byServer.values()].map((runs) => rowOf(claims, runs));
}

function rowOf(claims: readonly Claim[], runs: readonly Tried[]): Row {
  const [first] = runs;
  if (!first) throw new Error('a row needs a run');
  const { kind, id } = first.job;
  const claiming = kind === 'fault' ? claims.filter(({ kills }) => kills.includes(id)) : [];
  const isClaiming = ({ requirement }: Pick<Cell, 'requirement'>) => claiming.some((claim) => claim.id === requirement);
  // An advisory about what is lawful is no alarm; it counts for who says that it sees the fault by it.
  const cells = claims.map(({ id: requirement }) =>
    cellOf(requirement, runs, ({ failed, advised }) => failed > 0 || (advised > 0 && isClaiming({ requirement }))),
  );
  const killedBy = cells.filter((cell) => isClaiming(cell) && cell.failed === cell.tries);
  const survives = cells.filter((cell) => isClaiming(cell) && cell.failed < cell.tries);
  const also = cells.filter((cell) => !isClaiming(cell) && cell.failed > 0);
  const hindered = runs.find((run) => run.hindered !== undefined)?.hindered;
  return {
    kind,
    id,
    status: statusOf(kind, killedBy.length, survives.length, also.length),
    killedBy,
    survives,
    also,
    suiteErrors: claims
      .map((claim) => cellOf(claim.id, runs, ({ errors }) => errors > 0))
      .filter(({ failed }) => failed > 0),
    unchecked: mean(runs.map(({ requirements }) => uncheckedShare(Object.values(requirements)))),
    ms: mean(runs.map(({ ms }) => ms)),
    ...(hindered !== undefined && { hindered }),
  };
}

function statusOf(kind: Job['kind'], killed: number, survives: number, also: number): Row['status'] {
  if (kind !== 'fault') return also > 0 ? 'reported' : 'quiet';
  if (survives > 0) return 'survives';
  if (killed > 0) return 'killed';
  return also > 0 ? 'unexpected' : 'unclaimed';
}

function cellOf(requirement: string, runs: readonly Tried[], fails: (tally: Tally) => boolean): Cell {
  const tallies = runs.map(({ requirements }) => requirements[requirement]);
  const failing = tallies.filter((tally) => tally !== undefined && fails(tally));
  const example = failing[0]?.example;
  return { requirement, failed: failing.length, tries: runs.length, ...(example !== undefined && { example }) };
}

function uncheckedShare(tallies: readonly Tally[]): number {
  const cases = tallies.reduce((sum, tally) => sum + tally.cases, 0);
  return cases === 0 ? 0 : tallies.reduce((sum, { unchecked }) => sum + unchecked, 0) / cases;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Whether a row is an error: a survivor that is claimed, a false alarm, a failure of the suite, a clean server not reached. */
export function isWrong({ kind, status, suiteErrors, hindered }: Row): boolean {
  return (
    status === 'survives' ||
    status === 'reported' ||
    suiteErrors.length > 0 ||
    (hindered !== undefined && kind !== 'fault')
  );
}
