import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { type Client, createClient } from '../src/client/client.ts';
import { resourcesOf } from '../src/contract/library.ts';
import type { Exchange } from '../src/evidence.ts';
import { buildRegistry } from '../src/registry.ts';
import { runCase } from '../src/run/run-case.ts';
import type { RunSetup } from '../src/run/setup.ts';
import { openLedger } from '../src/sandbox/ledger.ts';
import { createSandbox } from '../src/sandbox/sandbox.ts';
import { probeTarget } from '../src/target/target.ts';
import { chapters } from '../suites/index.ts';

/** Runs every case as the command does, but without vitest, so that every exchange can be seen. Milliseconds of the cases. */
export async function runSuites(
  server: string,
  concurrency: number,
  listen: (exchange: Exchange) => void,
): Promise<{ ms: number; cases: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'kube-covenant-bench-'));
  const registry = buildRegistry(chapters);
  const connection = { server, headers: {}, insecureSkipTlsVerify: false };
  const client = createClient(connection, { connections: concurrency });
  const target = await probeTarget(client, resourcesOf(registry.library));
  if (!target.reachable) throw new Error(target.reason);
  const settings = {
    connection,
    profiles: [...registry.library.profiles.keys()],
    filter: [],
    seed: 1,
    effort: 'standard',
    concurrency,
    out: folder,
    strictDocuments: false,
  } as const;
  const setup: RunSetup = {
    id: 'bench',
    startedAt: new Date().toISOString(),
    settings,
    server,
    targetKind: 'external',
    target,
    folder,
    exchanges: 0,
  };
  const watched = client.observed(listen);
  const spying: Client = {
    ...watched,
    observed: (more) =>
      client.observed((exchange) => {
        listen(exchange);
        more(exchange);
      }),
  };
  const ledger = openLedger(join(folder, 'ledger.jsonl'));
  const limit = pLimit(concurrency);
  const started = performance.now();
  const running = registry.chapters.flatMap((chapter) => {
    const sandbox = createSandbox({ client: watched, ledger, runId: 'bench', chapter: chapter.name });
    return registry.requirements
      .filter((requirement) => requirement.chapter === chapter && requirement.facts.profiles.length > 0)
      .flatMap((requirement) =>
        [...requirement.cases({ target, seed: settings.seed, effort: settings.effort })].map((check) =>
          limit(() =>
            runCase({ setup, client: spying, disputes: registry.library.disputes }, requirement, check, sandbox),
          ),
        ),
      );
  });
  await Promise.all(running);
  const ms = performance.now() - started;
  client.close();
  rmSync(folder, { recursive: true, force: true });
  return { ms, cases: running.length };
}
