import { buildRegistry, type Registry } from '../src/registry.ts';
import { runInProcess } from '../src/run/in-process.ts';
import { chapters } from '../suites/index.ts';
import { withServer } from './server.ts';
import { type Figure, median } from './table.ts';

const concurrency = 16;
const repetitions = 5;

interface Cost {
  readonly processorMs: number;
  readonly wholeMs: number;
}

/**
 * What the passive judgement of every answer adds to a run: runs with and without it, in turn. What it adds is counted in
 * processor time of this process, which other processes disturb least, and held against the time of the whole run.
 */
export async function passiveShare(): Promise<Figure[]> {
  const without: Cost[] = [];
  const watched: Cost[] = [];
  for (let i = 0; i <= repetitions; i++) {
    // A registry of its own, so that each run pays for the compilation of the schemas, as the command does.
    const first = await runSuites(buildRegistry(chapters), false);
    const second = await runSuites(buildRegistry(chapters), true);
    // The first pair warms up the compiler.
    if (i === 0) continue;
    without.push(first);
    watched.push(second);
  }
  const processor = (costs: readonly Cost[]) => median(costs.map(({ processorMs }) => processorMs));
  const added = processor(watched) - processor(without);
  const whole = median(without.map(({ wholeMs }) => wholeMs));
  return [
    { what: `suites without passive judgement, median of ${repetitions}`, value: whole / 1000, unit: 's' },
    { what: 'processor time that passive judgement adds', value: added / 1000, unit: 's' },
    {
      what: 'share of passive judgement in the run',
      value: (added / (whole + added)) * 100,
      unit: '%',
      goal: { most: 10 },
    },
  ];
}

/** Runs all cases against a fresh reference server in another process. */
function runSuites(registry: Registry, watched: boolean): Promise<Cost> {
  const filter = watched ? [] : registry.requirements.filter(({ watch }) => !watch).map(({ id }) => id);
  return withServer(async (server) => {
    const before = process.cpuUsage();
    const { ms } = await runInProcess(registry, { server, seed: 1, effort: 'standard', concurrency, filter });
    const { user, system } = process.cpuUsage(before);
    return { processorMs: (user + system) / 1000, wholeMs: ms };
  });
}
