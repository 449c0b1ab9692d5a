import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../specs/json.ts';
import { type Client, createClient } from '../client/client.ts';
import { json } from '../client/small-server.test-data.ts';
import { cleanUp } from './clean-up.ts';
import { deletions, type FakeCluster, startFakeCluster, status } from './fake-cluster.test-data.ts';
import { type Ledger, openLedger, outstanding } from './ledger.ts';

const namespace = '/api/v1/namespaces/covenant-1';
const pod = (name: string) => `${namespace}/pods/${name}`;

let folder: string;
let file: string;
let ledger: Ledger;
let cluster: FakeCluster;
let client: Client;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'covenant-'));
  file = join(folder, 'ledger.jsonl');
  ledger = openLedger(file);
  cluster = await startFakeCluster();
  client = createClient(
    { server: cluster.url, headers: {}, insecureSkipTlsVerify: false },
    { connections: 4, timeoutMs: 2000 },
  );
});
afterEach(async () => {
  client.close();
  await cluster.close();
  rmSync(folder, { recursive: true });
});

/** An object on the cluster that the ledger knows. */
function made(path: string, uid: string, metadata: JsonObject = {}): void {
  cluster.objects.set(path, { metadata: { uid, ...metadata } });
  ledger.intend(path);
  ledger.created(path, uid);
}

test('everything made is deleted by its uid, objects before namespaces, and then no longer outstanding', async () => {
  made(namespace, 'ns');
  made(pod('a'), 'a');
  made(pod('b'), 'b');
  expect(await cleanUp(client, file, 4)).toEqual([]);
  expect(cluster.objects.size).toBe(0);
  const deleted = deletions(cluster);
  expect(deleted.slice(0, 2).sort()).toEqual([
    [pod('a'), 'a'],
    [pod('b'), 'b'],
  ]);
  expect(deleted.slice(2)).toEqual([[namespace, 'ns']]);
  expect(outstanding(file)).toEqual([]);
});

test('a namespace whose creation was never answered is looked for until it could no longer come about', async () => {
  ledger.intend(namespace);
  ledger.intend(pod('a'));
  let looks = 0;
  cluster.intercept = ({ method, path }) => {
    // The server carries out what it was sent only after it was asked whether it is there.
    if (method === 'GET' && path === namespace && ++looks === 2)
      cluster.objects.set(path, { metadata: { uid: 'late' } });
    return false;
  };
  expect(await cleanUp(client, file, 4)).toEqual([]);
  expect(looks).toBeGreaterThan(1);
  expect(deletions(cluster)).toEqual([[namespace, 'late']]);
  expect(cluster.objects.size).toBe(0);
  // What was to be in it goes with it: one look is enough.
  expect(cluster.received.filter(({ path }) => path === pod('a'))).toHaveLength(1);
});

test('where nothing is outstanding, no request is sent', async () => {
  expect(await cleanUp(client, file, 4)).toEqual([]);
  expect(cluster.received).toEqual([]);
});

test('what is gone already counts as gone', async () => {
  made(pod('a'), 'a');
  cluster.objects.clear();
  expect(await cleanUp(client, file, 4)).toEqual([]);
  expect(outstanding(file)).toEqual([]);
});

test.each([pod('a'), namespace])('what somebody else made at %s afterwards is left alone', async (path) => {
  made(path, 'ours');
  const theirs = { metadata: { uid: 'theirs' } };
  cluster.objects.set(path, theirs);
  expect(await cleanUp(client, file, 4)).toEqual([]);
  expect(cluster.objects.get(path)).toEqual(theirs);
  expect(outstanding(file)).toEqual([]);
});

test.each(['kube-covenant.example/finalizer', 'orphan', 'foregroundDeletion'])(
  'the finalizer %s that holds an object of ours is taken off, naming its uid',
  async (finalizer) => {
    made(pod('a'), 'a', { finalizers: [finalizer] });
    expect(await cleanUp(client, file, 4)).toEqual([]);
    expect(cluster.objects.size).toBe(0);
    const patch = cluster.received.find(({ method }) => method === 'PATCH');
    expect(JSON.parse(patch?.body ?? '')).toEqual({ metadata: { uid: 'a', finalizers: [] } });
  },
);

describe('a creation that was never answered', () => {
  test('is found by its name and deleted by the uid that it turns out to have', async () => {
    ledger.intend(pod('a'));
    cluster.objects.set(pod('a'), { metadata: { uid: 'found' } });
    expect(await cleanUp(client, file, 4)).toEqual([]);
    expect(deletions(cluster)).toEqual([[pod('a'), 'found']]);
    expect(cluster.objects.size).toBe(0);
  });

  test('is settled where nothing came of it', async () => {
    ledger.intend(pod('a'));
    expect(await cleanUp(client, file, 4, 300)).toEqual([]);
    expect(deletions(cluster)).toEqual([]);
    expect(outstanding(file)).toEqual([]);
  });

  test('is left, with the reason, where the server does not say whether it is there', async () => {
    ledger.intend(pod('a'));
    cluster.intercept = ({ method }, response) => {
      if (method === 'GET') status(response, 500, 'oops');
      return method === 'GET';
    };
    const reason = 'whether it is still there is not known: GET answered 500';
    expect(await cleanUp(client, file, 4)).toEqual([{ path: pod('a'), reason }]);
    expect(outstanding(file)).toEqual([{ path: pod('a') }]);
  });
});

describe('an unnamed creation that was never answered', () => {
  const path = `${namespace}/pods?labelSelector=kube-covenant%2Fturn%3D7`;
  const listed = (name: string, turn: string) => ({
    metadata: { name, uid: name, labels: { 'kube-covenant/turn': turn } },
  });

  test('is found by its label and deleted, and nothing else that the server lists', async () => {
    ledger.intend(path);
    for (const name of ['a', 'b']) cluster.objects.set(pod(name), listed(name, name === 'a' ? '7' : '8'));
    cluster.intercept = (request, response) => {
      if (request.path !== path) return false;
      json(response, 200, { items: [listed('a', '7'), listed('b', '8')] });
      return true;
    };
    expect(await cleanUp(client, file, 4)).toEqual([]);
    expect(deletions(cluster)).toEqual([[pod('a'), 'a']]);
    expect(outstanding(file)).toEqual([]);
  });

  test('is left, with the reason, where it cannot be looked for', async () => {
    ledger.intend(path);
    cluster.intercept = (_request, response) => {
      status(response, 403, 'no');
      return true;
    };
    expect(await cleanUp(client, file, 4)).toEqual([
      { path, reason: 'whether it was made is not known: GET answered 403' },
    ]);
    expect(outstanding(file)).toEqual([{ path }]);
  });
});

test('a namespace that takes a while to disappear is waited for', async () => {
  made(namespace, 'ns', { finalizers: ['kubernetes'] });
  let asked = 0;
  cluster.intercept = ({ method }, response) => {
    if (method === 'PATCH') status(response, 404, 'not found');
    if (method === 'GET' && ++asked === 3) cluster.objects.delete(namespace);
    return method === 'PATCH';
  };
  expect(await cleanUp(client, file, 4)).toEqual([]);
  expect(asked).toBe(3);
});

describe('what cannot be deleted is listed with its reason, stays outstanding, and does not keep the rest', () => {
  async function leftBy(refuse: { method: string; path: string; code: number }) {
    made(pod('a'), 'a', { finalizers: ['kube-covenant.example/finalizer'] });
    made(pod('b'), 'b');
    cluster.intercept = ({ method, path }, response) => {
      const refused = method === refuse.method && path === refuse.path;
      if (refused) status(response, refuse.code, 'no');
      return refused;
    };
    const left = await cleanUp(client, file, 4);
    expect(cluster.objects.has(pod('b'))).toBe(false);
    expect(outstanding(file)).toEqual([{ path: pod('a'), uid: 'a' }]);
    return left;
  }

  test.each([403, 500])('when its deletion is answered %i', async (code) => {
    expect(await leftBy({ method: 'DELETE', path: pod('a'), code })).toEqual([
      { path: pod('a'), reason: `DELETE answered ${code}` },
    ]);
  });

  test('when its deletion is a conflict that is not about the uid', async () => {
    expect(await leftBy({ method: 'DELETE', path: pod('a'), code: 409 })).toEqual([
      { path: pod('a'), reason: 'DELETE answered 409' },
    ]);
  });

  test('when its finalizers cannot be taken off', async () => {
    expect(await leftBy({ method: 'PATCH', path: pod('a'), code: 403 })).toEqual([
      { path: pod('a'), reason: 'its finalizers stay: PATCH answered 403' },
    ]);
  });

  test('when its deletion was accepted, and the server does not say whether it is gone', async () => {
    expect(await leftBy({ method: 'GET', path: pod('a'), code: 403 })).toEqual([
      { path: pod('a'), reason: 'whether it is still there is not known: GET answered 403' },
    ]);
  });

  test('when the server is gone', async () => {
    made(namespace, 'ns');
    made(pod('a'), 'a');
    await cluster.close();
    const left = await cleanUp(client, file, 4);
    expect(left.map(({ path }) => path)).toEqual([pod('a'), namespace]);
    for (const { reason } of left) expect(reason).toContain('nothing listens there');
  });
});
