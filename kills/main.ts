import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { faults, traps } from '../fixtures/reference-server/index.ts';
import { messageOf, UsageError } from '../src/errors.ts';
import { matchesGlob } from '../src/glob.ts';
import { buildRegistry, selectRequirements } from '../src/registry.ts';
import { nearest } from '../src/settings/nearest.ts';
import { chapters } from '../suites/index.ts';
import { isWrong, type Job, killMatrix } from './matrix.ts';
import { tryAll } from './pool.ts';
import { renderMatrix } from './table.ts';

const help = `npm run kills -- [options]: runs the suites against the reference server with each fault in turn, and prints who catches what

  --fault GLOB        only these faults (repeatable)
  --trap GLOB         only these traps (repeatable)
  --requirement GLOB  only these requirements (repeatable)
  --claims            each fault against the requirements that claim it alone: quick, and blind to what others see
  --seed N            with this seed (repeatable; default: 1)
  --processes N       servers tried at once (default: one a core)
  --json              as JSON
  --help              this text

Without --fault and --trap: all of both. Exit code 1: a fault survives a requirement that claims it, a trap or the clean server is
reported, or the suite itself fails.
`;

try {
  process.exitCode = await main();
} catch (thrown) {
  process.stderr.write(`kills: ${messageOf(thrown)}\n`);
  const usage = thrown instanceof UsageError || (thrown as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS');
  process.exitCode = usage ? 2 : 4;
}

async function main(): Promise<number> {
  const repeatable = { type: 'string', multiple: true, default: [] as string[] } as const;
  const { values } = parseArgs({
    options: {
      fault: repeatable,
      trap: repeatable,
      requirement: repeatable,
      claims: { type: 'boolean', default: false },
      seed: repeatable,
      processes: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const registry = buildRegistry(chapters);
  chosen(registry.requirements, values.requirement, '--requirement');
  const chosenOnes = selectRequirements(registry, [...registry.library.profiles.keys()], values.requirement);
  const selected = values.claims ? chosenOnes.filter(({ watch }) => !watch) : chosenOnes;
  const everything = values.fault.length + values.trap.length === 0;
  const seeds = values.seed.length === 0 ? [1] : values.seed.map((seed) => whole(seed, '--seed', 0));
  const processes = values.processes === undefined ? availableParallelism() : whole(values.processes, '--processes', 1);
  const servers: Pick<Job, 'kind' | 'id'>[] = [
    { kind: 'clean', id: '' },
    ...chosen(faults, everything ? ['*'] : values.fault, '--fault').map((id) => ({ kind: 'fault', id }) as const),
    ...chosen(traps, everything ? ['*'] : values.trap, '--trap').map((id) => ({ kind: 'trap', id }) as const),
  ];
  // Who watches the others' answers sees nothing without them.
  const all = selected.some(({ watch }) => watch) ? [] : values.requirement;
  const filterFor = ({ kind, id }: Pick<Job, 'kind' | 'id'>) =>
    values.claims && kind === 'fault' ? selected.filter(({ kills }) => claims(kills, id)).map((one) => one.id) : all;
  const jobs = servers
    .filter(({ kind, id }) => !values.claims || (kind === 'fault' && selected.some(({ kills }) => claims(kills, id))))
    .flatMap((server) => seeds.map((seed) => ({ ...server, seed, filter: filterFor(server) })));
  const began = performance.now();
  let done = 0;
  const tried = await tryAll(jobs, processes, () => {
    done++;
    if (process.stderr.isTTY) process.stderr.write(`\r${done}/${jobs.length} servers`);
  });
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[2K');
  const seconds = (performance.now() - began) / 1000;
  const rows = killMatrix(
    selected.filter(({ planned }) => !planned),
    tried,
  );
  const figures = { servers: jobs.length, seconds, secondsPerServer: seconds / jobs.length };
  process.stdout.write(
    values.json ? `${JSON.stringify({ ...figures, rows }, null, 2)}\n` : renderMatrix(rows, figures),
  );
  return rows.some(isWrong) ? 1 : 0;
}

function claims(kills: readonly string[], fault: string): boolean {
  return kills.includes(fault);
}

/** The ids that fit the globs. @throws UsageError for a glob that fits none. */
function chosen(all: readonly { readonly id: string }[], globs: readonly string[], flag: string): string[] {
  const ids = all.map(({ id }) => id);
  for (const glob of globs) {
    if (!ids.some((id) => matchesGlob(id, glob)))
      throw new UsageError(`${flag} ${glob} matches nothing${nearest(glob, ids)}`);
  }
  return ids.filter((id) => globs.some((glob) => matchesGlob(id, glob)));
}

function whole(value: string, flag: string, least: number): number {
  const number = Number(value);
  if (Number.isInteger(number) && value.trim() !== '' && number >= least) return number;
  throw new UsageError(`${flag} must be a whole number from ${least}, not ${value}`);
}
