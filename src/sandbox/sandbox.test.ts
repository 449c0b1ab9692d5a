import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Client, createClient } from '../client/client.ts';
import { json } from '../client/small-server.test-data.ts';
import type { Resource } from '../contract/contract.ts';
import { InconclusiveError } from '../errors.ts';
import { deletions, type FakeCluster, startFakeCluster, status } from './fake-cluster.test-data.ts';
import { openLedger, outstanding } from './ledger.ts';
import { createSandbox, type Place, runLabel, type Sandbox, turnLabel } from './sandbox.ts';

const resource = {
  name: 'pod',
  kind: 'Pod',
  collection: '/api/v1/namespaces/{namespace}/pods',
  path: '/api/v1/namespaces/{namespace}/pods/{name}',
} as Resource;
const namespace = '/api/v1/namespaces/covenant-r1-chapter';
const pods = `${namespace}/pods`;

let folder: string;
let file: string;
let cluster: FakeCluster;
let client: Client;
let sandbox: Sandbox;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'covenant-'));
  file = join(folder, 'ledger.jsonl');
  cluster = await startFakeCluster();
  const connection = { server: cluster.url, headers: {}, insecureSkipTlsVerify: false };
  client = createClient(connection, { connections: 4, timeoutMs: 2000 });
  sandbox = createSandbox({ client, ledger: openLedger(file), runId: 'r1', chapter: 'chapter' });
});
afterEach(async () => {
  client.close();
  await cluster.close();
  rmSync(folder, { recursive: true });
});

async function hindranceOf(action: Promise<unknown>): Promise<string> {
  const thrown = await action.catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(InconclusiveError);
  return (thrown as InconclusiveError).message;
}

describe('the namespace', () => {
  test('is made once, however many ask for it at once, and is labelled for the run', async () => {
    const found = await Promise.all([sandbox.namespace(), sandbox.namespace(), sandbox.namespace()]);
    expect(new Set(found.map(({ uid }) => uid)).size).toBe(1);
    expect(found[0]?.name).toBe('covenant-r1-chapter');
    expect([...cluster.objects.keys()]).toEqual([namespace]);
    expect(cluster.objects.get(namespace)).toMatchObject({ metadata: { labels: { [runLabel]: 'r1' } } });
    expect(outstanding(file)).toEqual([{ path: namespace, uid: found[0]?.uid }]);
  });

  test('of another sandbox is a further one, labelled and in the ledger as well, and its objects are in it', async () => {
    const others = [sandbox.another(), sandbox.another()];
    const [first, second] = await Promise.all(others.map((other) => other.namespace()));
    expect([first?.name, second?.name]).toEqual(['covenant-r1-chapter-1', 'covenant-r1-chapter-2']);
    expect((await others[0]?.another().namespace())?.name).toBe('covenant-r1-chapter-3');
    const stored = await others[1]?.create(client, resource, {});
    expect(stored?.path).toContain('/namespaces/covenant-r1-chapter-2/');
    expect(outstanding(file).map(({ path }) => path)).toEqual([
      '/api/v1/namespaces/covenant-r1-chapter-1',
      '/api/v1/namespaces/covenant-r1-chapter-2',
      '/api/v1/namespaces/covenant-r1-chapter-3',
      stored?.path,
    ]);
  });

  test('that a sandbox or its kin made is known to all of them, and no other is', async () => {
    const other = sandbox.another();
    const names = [(await sandbox.namespace()).name, (await other.namespace()).name];
    for (const kin of [sandbox, other]) expect(names.map((name) => kin.owns(name))).toEqual([true, true]);
    for (const foreign of ['default', 'covenant-r1-chapter-2', 'covenant-r1', ''])
      expect(sandbox.owns(foreign)).toBe(false);
  });

  test('is there with whatever success it is answered', async () => {
    cluster.intercept = ({ method }, response) => {
      if (method === 'POST') json(response, 200, { metadata: { uid: 'made' } });
      return method === 'POST';
    };
    expect((await sandbox.namespace()).uid).toBe('made');
    expect(outstanding(file)).toEqual([{ path: namespace, uid: 'made' }]);
  });

  test('is not made before it is needed', () => {
    expect(cluster.received).toEqual([]);
  });

  test('that the server refuses is a hindrance, in its words', async () => {
    cluster.intercept = (_request, response) => {
      status(response, 403, 'you may not');
      return true;
    };
    expect(await hindranceOf(sandbox.namespace())).toBe('the namespace could not be created: 403 you may not');
    expect(await hindranceOf(sandbox.create(client, resource, {}))).toContain('you may not');
    expect(outstanding(file)).toEqual([]);
  });
});

describe('an object', () => {
  test('is made in the namespace under a fresh name, and comes back as the server shows it', async () => {
    const object = { kind: 'Pod', metadata: { labels: { a: 'b' }, name: 'ignored' }, spec: {} };
    const first = await sandbox.create(client, resource, object);
    const second = await sandbox.create(client, resource, object);
    expect([first.path, second.path]).toEqual([`${pods}/pod-1`, `${pods}/pod-2`]);
    expect(first.object).toMatchObject({
      kind: 'Pod',
      metadata: { labels: { a: 'b' }, name: 'pod-1', namespace: 'covenant-r1-chapter', uid: first.uid },
    });
    expect(first.createdBy).toMatchObject({ method: 'POST', path: pods, status: 201 });
    expect(object.metadata.name).toBe('ignored');
  });

  test('is in the ledger before the request for it is sent', async () => {
    const known: string[][] = [];
    cluster.intercept = ({ method }) => {
      if (method === 'POST') known.push(outstanding(file).map(({ path }) => path));
      return false;
    };
    await sandbox.create(client, resource, {});
    expect(known).toEqual([[namespace], [namespace, `${pods}/pod-1`]]);
  });

  test('that is removed is deleted by its uid, and no longer outstanding', async () => {
    const stored = await sandbox.create(client, resource, {});
    await sandbox.remove(client, stored);
    expect(deletions(cluster)).toEqual([[stored.path, stored.uid]]);
    expect(outstanding(file).map(({ path }) => path)).toEqual([namespace]);
  });

  test('that was seen gone is no longer outstanding, and nothing is sent for it', async () => {
    const stored = await sandbox.create(client, resource, {});
    const sent = cluster.received.length;
    sandbox.gone(stored);
    expect(outstanding(file).map(({ path }) => path)).toEqual([namespace]);
    expect(cluster.received).toHaveLength(sent);
  });

  test('that cannot be removed is a hindrance, and stays outstanding', async () => {
    const stored = await sandbox.create(client, resource, {});
    cluster.intercept = (_request, response) => {
      status(response, 500, 'oops');
      return true;
    };
    expect(await hindranceOf(sandbox.remove(client, stored))).toContain('DELETE answered 500');
    expect(outstanding(file).map(({ path }) => path)).toContain(stored.path);
  });
});

describe('an object that a check makes in its own way', () => {
  const put = ({ collection, name }: Place) =>
    client.send({ method: 'POST', path: collection, body: { kind: 'Pod', metadata: { name } } });

  test('is in the ledger before it is made, and is removed as any other', async () => {
    const known: unknown[] = [];
    const { answer, stored, place } = await sandbox.createBy(resource, (there) => {
      known.push(outstanding(file).at(-1));
      return put(there);
    });
    expect(known).toEqual([{ path: place.path }]);
    expect(place).toMatchObject({ path: `${pods}/pod-1`, collection: pods, namespace: 'covenant-r1-chapter' });
    expect(stored).toMatchObject({ path: place.path, name: 'pod-1', object: answer.body });
    expect(outstanding(file)).toContainEqual({ path: place.path, uid: stored?.uid });
    if (stored) await sandbox.remove(client, stored);
    expect(outstanding(file).map(({ path }) => path)).toEqual([namespace]);
  });

  test.each([404, 405])('that is refused with %i was not made, and the answer is for the check', async (code) => {
    await sandbox.namespace();
    cluster.intercept = (_request, response) => {
      status(response, code, 'no');
      return true;
    };
    const { answer, stored } = await sandbox.createBy(resource, put);
    expect([answer.status, stored]).toEqual([code, undefined]);
    expect(outstanding(file).map(({ path }) => path)).toEqual([namespace]);
  });

  test.each([200, 500])('that is answered %i and shows nothing stays outstanding: it may be there', async (code) => {
    await sandbox.namespace();
    cluster.intercept = (_request, response) => {
      status(response, code, 'no');
      return true;
    };
    expect((await sandbox.createBy(resource, put)).stored).toBeUndefined();
    expect(outstanding(file)).toContainEqual({ path: `${pods}/pod-1` });
  });
});

describe('an object that a check places itself', () => {
  const made = (name: string) => ({ kind: 'Pod', metadata: { name } });

  test('has the name that it is given, and is removed by it', async () => {
    const { place, stored } = await sandbox.createBy(
      resource,
      ({ collection, name }) => client.send({ method: 'POST', path: collection, body: made(name) }),
      { name: 'a.b' },
    );
    expect([place.path, stored?.path]).toEqual([`${pods}/a.b`, `${pods}/a.b`]);
    expect(outstanding(file)).toContainEqual({ path: `${pods}/a.b`, uid: stored?.uid });
  });

  test('and does not name is found by its label until the answer names it', async () => {
    const known: unknown[] = [];
    const { place, stored } = await sandbox.createBy(
      resource,
      ({ collection }) => {
        known.push(outstanding(file).at(-1));
        return client.send({ method: 'POST', path: collection, body: made('given-by-the-server') });
      },
      { unnamed: true },
    );
    expect(place.label).toEqual({ [turnLabel]: '1' });
    expect(known).toEqual([{ path: `${pods}?labelSelector=kube-covenant%2Fturn%3D1` }]);
    expect(stored).toMatchObject({ name: 'given-by-the-server', path: `${pods}/given-by-the-server` });
    expect(outstanding(file).map(({ path }) => path)).toEqual([namespace, stored?.path]);
  });

  test('in another namespace is looked for there', async () => {
    const elsewhere = '/api/v1/namespaces/absent/pods';
    const { place } = await sandbox.createBy(
      resource,
      ({ collection, name }) => client.send({ method: 'POST', path: collection, body: made(name) }),
      { namespace: 'absent' },
    );
    expect(place).toMatchObject({ collection: elsewhere, namespace: 'absent' });
    expect(outstanding(file).map(({ path }) => path)).toEqual([place.path]);
  });
});

describe('a creation', () => {
  async function fails(answer: 'hang up' | number, message = 'no'): Promise<string> {
    await sandbox.namespace();
    cluster.intercept = ({ path }, response) => {
      if (path !== pods) return false;
      if (answer === 'hang up') response.destroy();
      else status(response, answer, message);
      return true;
    };
    return hindranceOf(sandbox.create(client, resource, {}));
  }

  test('that is refused is a hindrance, and nothing is outstanding: nothing was made', async () => {
    expect(await fails(422, 'spec is missing')).toBe('a Pod to try it on could not be created: 422 spec is missing');
    expect(outstanding(file).map(({ path }) => path)).toEqual([namespace]);
  });

  test.each(['hang up', 500] as const)('that ends in %s stays outstanding: it may have been made', async (answer) => {
    await fails(answer);
    expect(outstanding(file)).toContainEqual({ path: `${pods}/pod-1` });
  });

  test('that comes before the service account of its namespace is tried again', async () => {
    let refused = 0;
    cluster.intercept = ({ path }, response) => {
      if (path !== pods || refused > 0) return false;
      refused++;
      status(response, 403, 'error looking up service account x/default: serviceaccount "default" not found');
      return true;
    };
    expect((await sandbox.create(client, resource, {})).name).toBe('pod-1');
    expect(refused).toBe(1);
  });

  test('that is forbidden for another reason is not', async () => {
    expect(await fails(403, 'you may not')).toContain('403 you may not');
    expect(cluster.received.filter(({ path }) => path === pods)).toHaveLength(1);
  });
});

describe('a loan', () => {
  const object = { kind: 'Pod', spec: { a: 1 } };

  test('that was given back is lent again, as it then was, and only for the same object', async () => {
    const first = await sandbox.borrow(client, resource, object);
    first.giveBack({ ...first.object, now: true });
    const other = await sandbox.borrow(client, resource, { kind: 'Pod', spec: { a: 2 } });
    const again = await sandbox.borrow(client, resource, object);
    expect(other.uid).not.toBe(first.uid);
    expect(again).toMatchObject({ uid: first.uid, object: { now: true } });
  });

  test('is lent to one at a time', async () => {
    const first = await sandbox.borrow(client, resource, object);
    const second = await sandbox.borrow(client, resource, object);
    expect(second.uid).not.toBe(first.uid);
    first.giveBack(first.object);
    const [third, fourth] = [
      await sandbox.borrow(client, resource, object),
      await sandbox.borrow(client, resource, object),
    ];
    expect(third.uid).toBe(first.uid);
    expect([first.uid, second.uid]).not.toContain(fourth.uid);
  });

  test('that is dropped is deleted, and never lent again', async () => {
    const first = await sandbox.borrow(client, resource, object);
    await first.drop();
    expect(cluster.objects.has(first.path)).toBe(false);
    expect((await sandbox.borrow(client, resource, object)).uid).not.toBe(first.uid);
  });
});
