import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from '../client/client.ts';
import { resourcesOf } from '../contract/library.ts';
import { messageOf, UsageError } from '../errors.ts';
import type { Registry } from '../registry.ts';
import type { Settings } from '../settings/settings.ts';
import { fingerprintOf, versionsOf } from '../target/fingerprint.ts';
import { probeTarget } from '../target/target.ts';
import { newRunId, type RunSetup } from './setup.ts';

/** Milliseconds that a server is given to answer the first questions: a run against nothing ends within ten seconds. */
const probeTimeoutMs = 6_000;

/**
 * Makes a run's folder and asks the target what it is. `server` is where the requests go.
 * @throws UsageError when the folder cannot be made.
 */
export async function prepareRun(registry: Registry, settings: Settings, server: string): Promise<RunSetup> {
  const now = new Date();
  const id = newRunId(now, Math.random);
  const folder = makeFolder(settings.out, id);
  const client = createClient({ ...settings.connection, server }, { connections: 4, timeoutMs: probeTimeoutMs });
  try {
    const resources = resourcesOf(registry.library);
    const target = await probeTarget(client, resources);
    const fingerprint = target.reachable ? await fingerprintOf(client, versionsOf(resources)) : undefined;
    return {
      id,
      startedAt: now.toISOString(),
      settings,
      server,
      targetKind: settings.connection.server === undefined ? 'reference' : 'external',
      target,
      ...(fingerprint !== undefined && { fingerprint }),
      folder,
      exchanges: client.count(),
    };
  } finally {
    client.close();
  }
}

/** `<out>/<run>`, with `<out>/latest` pointing at it. */
function makeFolder(out: string, id: string): string {
  const folder = join(out, id);
  try {
    mkdirSync(folder, { recursive: true });
    const latest = join(out, 'latest');
    rmSync(latest, { force: true });
    symlinkSync(id, latest);
  } catch (thrown) {
    throw new UsageError(`--out ${out} cannot be written to: ${messageOf(thrown)}`);
  }
  return folder;
}
