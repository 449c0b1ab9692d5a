import { setMaxListeners } from 'node:events';
import pLimit from 'p-limit';
import { type Answer, createClient } from '../client/client.ts';
import { heard } from '../client/heard.ts';
import { resourcesOf } from '../contract/library.ts';
import { InconclusiveError } from '../errors.ts';
import { planCases } from '../plan.ts';
import type { CaseRecord, Effort } from '../record.ts';
import { type RegisteredRequirement, type Registry, selectRequirements } from '../registry.ts';
import type { Case } from '../requirement.ts';
import type { Ledger } from '../sandbox/ledger.ts';
import { createSandbox } from '../sandbox/sandbox.ts';
import type { ConnectionSettings } from '../settings/settings.ts';
import { probeTarget, type ReachableTarget } from '../target/target.ts';
import { type CaseContext, runCase, watchedCase } from './run-case.ts';
import type { RunSetup } from './setup.ts';
import { startWatch } from './watch.ts';

export interface InProcessOptions {
  /** The run's id, which names its namespaces; one that is the same every time without, for a server that is thrown away. */
  readonly id?: string;
  readonly server: string;
  /** Bearer tokens: the run's own, and that of somebody who may do nothing. */
  readonly tokens?: { readonly admin: string; readonly nobody: string };
  /** How to connect, where tokens do not say it all. */
  readonly connection?: ConnectionSettings;
  /** What to check; everything without. */
  readonly profiles?: readonly string[];
  readonly strictDocuments?: boolean;
  readonly seed: number;
  readonly effort: Effort;
  readonly concurrency: number;
  /** Globs over requirement ids; all without. */
  readonly filter?: readonly string[];
  /** Runs only the cases for which this holds. */
  readonly only?: (requirement: RegisteredRequirement, check: Case) => boolean;
  /** Where in its samples a property begins, when one case is run again. */
  readonly path?: string;
  /** Where what is made is written down; nowhere without, for a server that is thrown away. */
  readonly ledger?: Ledger;
  /** Called for every answer that a case got. */
  readonly listen?: (answer: Answer) => void;
  /** Milliseconds until a silent answer is given up. */
  readonly timeoutMs?: number;
  /** Told to stop: what is left is inconclusive. */
  readonly signal?: AbortSignal;
}

export interface InProcessRun {
  readonly cases: readonly CaseRecord[];
  /** Milliseconds that the cases took, without the questions before them. */
  readonly ms: number;
}

/**
 * Runs the suites as the command does, but in this very process and without vitest: for the tools that run them hundreds of
 * times against reference servers of their own. Nothing is cleaned up: such a server is thrown away.
 * @throws InconclusiveError when the server cannot be reached.
 */
export async function runInProcess(registry: Registry, options: InProcessOptions): Promise<InProcessRun> {
  const { concurrency, signal, timeoutMs, only = () => true, listen = () => {} } = options;
  const connection = connectionTo(options);
  if (signal) setMaxListeners(0, signal);
  const own = createClient(connection, {
    connections: concurrency,
    ...(signal && { signal }),
    ...(timeoutMs !== undefined && { timeoutMs }),
  });
  try {
    const target = await probeTarget(own, resourcesOf(registry.library));
    if (!target.reachable) throw new InconclusiveError(target.reason);
    const setup = setupOf(registry, options, target);
    const selected = selectRequirements(registry, setup.settings.profiles, setup.settings.filter);
    const watch = startWatch(selected, registry.library, setup.settings.profiles);
    const client = watch.over(heard(own, listen));
    const { path } = options;
    const context: CaseContext = {
      setup,
      client,
      disputes: registry.library.disputes,
      ...(path !== undefined && { path }),
    };
    const limit = pLimit(concurrency);
    const started = performance.now();
    const running = registry.chapters.flatMap((chapter) => {
      const ledger = options.ledger ?? noLedger;
      const sandbox = createSandbox({ client, ledger, runId: setup.id, chapter: chapter.name });
      return selected
        .filter((requirement) => requirement.chapter === chapter)
        .flatMap((requirement) =>
          planCases(requirement, target, { seed: options.seed, effort: options.effort })
            .filter((check) => only(requirement, check))
            .map((check) => limit(runCase, context, requirement, check, sandbox)),
        );
    });
    const cases = await Promise.all(running);
    // A watcher concludes when all others are done: it has then seen every answer.
    const watched = selected.flatMap((requirement) =>
      watch.conclude(requirement).map((found) => watchedCase(context, requirement, found)),
    );
    return { cases: [...cases, ...watched], ms: performance.now() - started };
  } finally {
    own.close();
  }
}

function setupOf(registry: Registry, options: InProcessOptions, target: ReachableTarget): RunSetup {
  const { server, seed, effort, concurrency, filter = [], strictDocuments = false } = options;
  return {
    id: options.id ?? 'in-process',
    startedAt: new Date().toISOString(),
    settings: {
      connection: connectionTo(options),
      profiles: options.profiles ?? [...registry.library.profiles.keys()],
      filter,
      seed,
      effort,
      concurrency,
      out: '',
      strictDocuments,
      print: 'summary',
      language: 'en',
    },
    server,
    targetKind: 'external',
    target,
    folder: '',
    exchanges: 0,
  };
}

function connectionTo({ server, tokens, connection }: InProcessOptions): ConnectionSettings & { server: string } {
  if (connection) return { ...connection, server };
  return {
    server,
    headers: tokens ? { authorization: `Bearer ${tokens.admin}` } : {},
    ...(tokens && { otherToken: tokens.nobody }),
    insecureSkipTlsVerify: false,
  };
}

const noLedger: Ledger = { intend: () => {}, created: () => {}, gone: () => {} };
