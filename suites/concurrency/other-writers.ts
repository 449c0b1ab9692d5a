import type { JsonObject } from '../../specs/json.ts';
import { otherWriters } from '../../specs/oracles/update-rules.ts';
import { type Client, wait } from '../../src/client/client.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';
import { ownManager, read } from '../update-rules/observe-write.ts';

/** Milliseconds in which a controller is expected to have written to a new object, and between two looks at it. */
const patienceMs = 2_000;
const betweenMs = 100;

/**
 * The object once another client wrote to it, a controller that has something to say of every new one; undefined where none
 * does so in time.
 */
export async function onceOthersWrote(client: Client, stored: StoredObject): Promise<JsonObject | undefined> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const now = await read(client, stored.path);
    if (otherWriters(stored.object, now, ownManager).length > 0) return now;
    if (performance.now() > deadline) return undefined;
    await wait(betweenMs);
  }
}
