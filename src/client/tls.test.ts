import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConnectionSettings } from '../settings/settings.ts';
import { createClient } from './client.ts';
import { certificate, key } from './self-signed.test-data.ts';
import { json, type SmallServer, startSmallServer } from './small-server.test-data.ts';

let server: SmallServer;
beforeAll(async () => {
  server = await startSmallServer((_request, response) => json(response, 200, { secure: true }), {
    cert: certificate,
    key,
  });
});
afterAll(() => server.close());

async function ask(connection: Partial<ConnectionSettings>, url = server.url): Promise<unknown> {
  const settings = { server: url, headers: {}, insecureSkipTlsVerify: false, ...connection };
  const client = createClient(settings, { connections: 1, timeoutMs: 5000 });
  try {
    return (await client.send({ method: 'GET', path: '/x' })).body;
  } finally {
    client.close();
  }
}

test('a certificate that nobody vouches for is refused, the words say what to do, and no request is sent', async () => {
  const before = server.received.length;
  await expect(ask({ headers: { authorization: 'Bearer secret' } })).rejects.toThrow(
    'GET /x: the certificate is self-signed; give its authority with --ca',
  );
  expect(server.received).toHaveLength(before);
});

test('it is taken where its authority is given', async () => {
  expect(await ask({ ca: certificate })).toEqual({ secure: true });
});

test('it is taken where verification is switched off', async () => {
  expect(await ask({ insecureSkipTlsVerify: true })).toEqual({ secure: true });
});

test('a client that takes any certificate leaves the others as they are', async () => {
  expect(await ask({ insecureSkipTlsVerify: true })).toEqual({ secure: true });
  await expect(ask({})).rejects.toThrow('self-signed');
});

test('https spoken to a server of plain http is a hindrance, not a crash', async () => {
  const plain = await startSmallServer((_request, response) => json(response, 200, {}));
  try {
    await expect(ask({}, plain.url.replace('http:', 'https:'))).rejects.toMatchObject({ name: 'InconclusiveError' });
  } finally {
    await plain.close();
  }
});
