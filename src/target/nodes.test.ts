import { afterEach, expect, test } from 'vitest';
import { type ReferenceServer, startReferenceServer } from '../../fixtures/reference-server/index.ts';
import type { JsonObject } from '../../specs/json.ts';
import { type Answer, type Client, createClient } from '../client/client.ts';
import { missingNodes } from './nodes.ts';

let running: ReferenceServer | undefined;
afterEach(() => running?.close());

function answering(status: number, body: unknown): Client {
  return { send: async () => ({ status, body }) as Answer } as unknown as Client;
}

interface Given {
  readonly ready?: string;
  readonly spec?: JsonObject;
  readonly system?: string;
}

function node({ ready = 'True', spec = {}, system = 'linux' }: Given = {}): JsonObject {
  return {
    metadata: { name: 'n', labels: system === '' ? {} : { 'kubernetes.io/os': system } },
    spec,
    status: {
      conditions: [
        { type: 'DiskPressure', status: 'False' },
        { type: 'Ready', status: ready },
      ],
    },
  };
}

const taint = (effect: string) => ({ taints: [{ key: 'example.com/t', effect }] });

test.each<[string, readonly JsonObject[]]>([
  ['is ready', [node()]],
  ['is fit beside others that are not', [node({ ready: 'False' }), node({ system: 'windows' }), node()]],
  ['would rather not, and yet takes it', [node({ spec: taint('PreferNoSchedule') })]],
])('a Pod runs where a node %s', async (_what, items) => {
  expect(await missingNodes(answering(200, { items }))).toBeUndefined();
});

test.each<[string, number, unknown, RegExp]>([
  ['there are no nodes', 200, { items: [] }, /^no Pod runs: the server has no nodes$/],
  ['nodes are not served', 404, {}, /does not serve nodes/],
  ['nodes may not be listed', 403, {}, /the credentials may not list nodes \(403\)/],
  ['the answer is no list', 200, undefined, /is not known: GET \/api\/v1\/nodes answers 200/],
  ['the server fails', 500, {}, /is not known: GET \/api\/v1\/nodes answers 500/],
  [
    'none is ready',
    200,
    { items: [node({ ready: 'Unknown' })] },
    /of 1 nodes none is fit, the first since it is not ready/,
  ],
  ['all are cordoned', 200, { items: [node({ spec: { unschedulable: true } })] }, /it is cordoned/],
  ['all are tainted', 200, { items: [node({ spec: taint('NoSchedule') })] }, /it has the taint example\.com\/t/],
  ['none runs Linux', 200, { items: [node({ system: 'windows' })] }, /it runs windows/],
  ['none says what it runs', 200, { items: [node({ system: '' })] }, /no system that it names/],
])('no Pod runs where %s', async (_what, status, body, reason) => {
  expect(await missingNodes(answering(status, body))).toMatch(reason);
});

test.each([
  [0, /does not serve nodes/],
  [1, undefined],
])('of the reference server with %i nodes it is found out', async (nodes, reason) => {
  running = await startReferenceServer({ nodes });
  const client = createClient({ server: running.url, headers: {}, insecureSkipTlsVerify: false }, { connections: 1 });
  const lacks = await missingNodes(client);
  client.close();
  if (reason === undefined) expect(lacks).toBeUndefined();
  else expect(lacks).toMatch(reason);
});
