import { embeddedTokens, startReferenceServer } from '../fixtures/reference-server/index.ts';
import { InconclusiveError } from '../src/errors.ts';
import type { OutcomeKind } from '../src/outcome.ts';
import type { Registry } from '../src/registry.ts';
import { runInProcess } from '../src/run/in-process.ts';
import type { Job, Tally, Tried } from './matrix.ts';

/** Checks under way at once: more only fill the queue of a server that shares our thread. */
const concurrency = 16;

/** Milliseconds after which a request, and a whole run, is given up: a fault may make the server hang. */
const requestMs = 5_000;
const runMs = 180_000;

/** Outcomes that say something of the server, or of the suite. What could not be checked says nothing. */
const telling: readonly OutcomeKind[] = ['violation', 'advisory', 'error'];

/** Runs the suites, at quick effort, against a reference server with one fault or trap, in this process. */
export async function runOne(registry: Registry, job: Job): Promise<Tried> {
  const { kind, id, seed, filter } = job;
  const server = await startReferenceServer({
    history: 2000,
    nodes: 1,
    tokens: embeddedTokens,
    faults: kind === 'fault' ? [id] : [],
    traps: kind === 'trap' ? [id] : [],
  });
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), runMs);
  const started = performance.now();
  const requirements: Record<string, Tally> = {};
  let hindered: string | undefined;
  try {
    const { cases } = await runInProcess(registry, {
      server: server.url,
      tokens: embeddedTokens,
      seed,
      effort: 'quick',
      concurrency,
      filter,
      timeoutMs: requestMs,
      signal: stop.signal,
    });
    for (const { requirement, name, outcome } of cases) {
      const tally = requirements[requirement] ?? { cases: 0, failed: 0, advised: 0, unchecked: 0, errors: 0 };
      requirements[requirement] = tally;
      tally.cases++;
      if (outcome.kind === 'inconclusive') tally.unchecked++;
      if (outcome.kind === 'error') tally.errors++;
      if (outcome.kind === 'violation') tally.failed++;
      if (outcome.kind === 'advisory') tally.advised++;
      if (telling.includes(outcome.kind) && tally.example === undefined)
        tally.example = `${name}: ${'reason' in outcome ? outcome.reason : ''}`;
    }
  } catch (thrown) {
    if (!(thrown instanceof InconclusiveError)) throw thrown;
    hindered = thrown.message;
  } finally {
    clearTimeout(timer);
    await server.close();
  }
  return { job, requirements, ms: performance.now() - started, ...(hindered !== undefined && { hindered }) };
}
