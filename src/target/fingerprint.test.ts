import { afterEach, describe, expect, test } from 'vitest';
import { type ServeOptions, startReferenceServer } from '../../fixtures/reference-server/index.ts';
import { createClient } from '../client/client.ts';
import { fingerprintOf } from './fingerprint.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function fingerprint(options: ServeOptions = {}): Promise<string | undefined> {
  const server = await startReferenceServer(options);
  const client = createClient({ server: server.url, headers: {}, insecureSkipTlsVerify: false }, { connections: 2 });
  open.push(client, server);
  return fingerprintOf(client, ['v1', 'batch/v1']);
}

describe('a fingerprint', () => {
  test('is the same of two servers that are the same', async () => {
    const [first, second] = [await fingerprint(), await fingerprint()];
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(second).toBe(first);
  });

  test('is another of another version, and of a server that publishes no schemas', async () => {
    const all = [
      await fingerprint(),
      await fingerprint({ kubernetesVersion: '1.33' }),
      await fingerprint({ openapi: false }),
    ];
    expect(new Set(all).size).toBe(3);
  });

  test('is none of a server that does not answer', async () => {
    const client = createClient(
      { server: 'http://127.0.0.1:1', headers: {}, insecureSkipTlsVerify: false },
      { connections: 2 },
    );
    open.push(client);
    expect(await fingerprintOf(client, ['v1'])).toBeUndefined();
  });
});
