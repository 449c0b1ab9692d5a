import { join } from 'node:path';
import { createClient } from '../client/client.ts';
import { resourcesOf } from '../contract/library.ts';
import type { LeftBehind, PromiseCoverage, RunRecord } from '../record.ts';
import type { Registry } from '../registry.ts';
import { assembleRecord } from '../run/assemble.ts';
import type { Finished } from '../run/reporter.ts';
import { ledgerFile, type RunSetup } from '../run/setup.ts';
import { cleanUp } from '../sandbox/clean-up.ts';
import { fingerprintOf, versionsOf } from '../target/fingerprint.ts';
import { suiteVersion } from './project.ts';
import { writeReports } from './write-reports.ts';

/** The record of a finished run, and the files that were written of it. */
export interface Written {
  readonly record: RunRecord;
  readonly files: readonly string[];
}

/** Ends a run: deletes what it made, makes its record, writes every report. */
export async function finishRun(registry: Registry, setup: RunSetup, finished: Finished): Promise<Written> {
  const { left, fingerprint } = await removeTraces(setup, versionsOf(resourcesOf(registry.library)));
  const coverage = await coverageOfAll(registry);
  const record = assembleRecord(registry, setup, finished, {
    now: new Date(),
    left,
    ...(fingerprint !== undefined && { fingerprint }),
    version: suiteVersion(),
    coverage,
  });
  return { record, files: writeReports(record, setup.folder, { language: setup.settings.language }) };
}

/** Computed at the end, and loaded then: the first request of a run does not wait for it. */
async function coverageOfAll(registry: Registry): Promise<PromiseCoverage[]> {
  const [{ coverageOf }, { loadWaivers }] = await Promise.all([
    import('../coverage/coverage.ts'),
    import('../coverage/waivers.ts'),
  ]);
  return coverageOf(registry, loadWaivers());
}

/** The checks' own client may have been stopped; this one is not. When all is removed, the target is looked at once more. */
async function removeTraces(
  setup: RunSetup,
  apiVersions: readonly string[],
): Promise<{ left: LeftBehind[]; fingerprint: string | undefined }> {
  const { connection, concurrency } = setup.settings;
  const client = createClient({ ...connection, server: setup.server }, { connections: concurrency, timeoutMs: 10_000 });
  try {
    const left = await cleanUp(client, join(setup.folder, ledgerFile), concurrency);
    return { left, fingerprint: setup.target.reachable ? await fingerprintOf(client, apiVersions) : undefined };
  } finally {
    client.close();
  }
}
