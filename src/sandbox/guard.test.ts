import { describe, expect, test } from 'vitest';
import type { Client, Request } from '../client/client.ts';
import { UnsupportedError } from '../errors.ts';
import { guarded } from './guard.ts';

/** The requests that a guarded client of the namespace `ours` sends on, of those that it is given. */
async function sent(request: Request, wrap: (client: Client) => Client = (client) => client): Promise<string[]> {
  const got: string[] = [];
  const client = {
    send: async ({ method, path }: Request) => {
      got.push(`${method} ${path}`);
      return {};
    },
    observed: () => client,
  } as unknown as Client;
  const asked = wrap(guarded(client, (namespace) => namespace === 'ours')).send(request);
  await asked.catch((thrown: unknown) => {
    if (!(thrown instanceof UnsupportedError)) throw thrown;
  });
  return got;
}

describe('a DELETE is sent', () => {
  test.each([
    '/api/v1/namespaces/ours/pods',
    '/api/v1/namespaces/ours/pods?labelSelector=a%3Db',
    '/apis/batch/v1/namespaces/ours/jobs',
    '/api/v1/namespaces/ours/pods/',
    '/api/v1/namespaces/ours/pods/a',
    '/api/v1/namespaces/ours',
    // One object, wherever it is: the ledger sees to those.
    '/api/v1/namespaces/theirs/pods/a',
    '/api/v1/namespaces/theirs/pods/a/status',
    '/api/v1/namespaces/theirs',
    '/api/v1',
    '/apis',
    '/version',
  ])('to %s', async (path) => {
    expect(await sent({ method: 'DELETE', path })).toEqual([`DELETE ${path}`]);
  });
});

describe('no DELETE is sent', () => {
  const dangerous = [
    '/api/v1/namespaces/theirs/pods',
    '/api/v1/namespaces/theirs/pods?labelSelector=a%3Db',
    '/api/v1/namespaces/theirs/pods/',
    '/api/v1/namespaces/theirs//pods',
    '//api/v1/namespaces/theirs/pods',
    '/apis/batch/v1/namespaces/theirs/jobs',
    '/api/v1/namespaces/ours/../theirs/pods',
    '/api/v1/namespaces/ours/%2e%2e/theirs/pods',
    '/api/v1/namespaces/ours%2F..%2Ftheirs/pods',
    '/api/v1/namespaces/%74heirs/pods',
    '/api/v1/namespaces/ours%/pods',
    '/api/v1/pods',
    '/apis/batch/v1/jobs/',
    '/api/v1/namespaces',
    '/api/v1/namespaces/Ours/pods',
  ];
  test.each(dangerous)('to %s', async (path) => {
    expect(await sent({ method: 'DELETE', path })).toEqual([]);
  });

  test.each(dangerous)('to %s by a client that is observed as well', async (path) => {
    expect(await sent({ method: 'DELETE', path }, (client) => client.observed(() => {}))).toEqual([]);
  });
});

test.each(['GET', 'POST'] as const)('a %s of a collection of others is none of its business', async (method) => {
  const path = '/api/v1/namespaces/theirs/pods';
  expect(await sent({ method, path })).toEqual([`${method} ${path}`]);
});
