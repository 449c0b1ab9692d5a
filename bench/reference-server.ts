import { load, sendOne, wire } from './load.ts';
import { compile, forkBare, forkReference, type ServerProcess } from './server.ts';
import { type Figure, median } from './table.ts';

const connections = 16;
const rounds = 5;
const starts = 7;
const requests = { GET: 8000, PATCH: 4000 } as const;

const pods = '/api/v1/namespaces/default/pods';
const mergePatch = 'application/merge-patch+json';

const podOf = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, labels: { app: 'bench' } },
  spec: { containers: [{ name: 'c', image: 'busybox:1' }] },
});

/** A write that changes something: a label, to another value each time. */
function patchOf(name: string, turn: number): string {
  return wire('PATCH', `${pods}/${name}`, JSON.stringify({ metadata: { labels: { turn: String(turn) } } }), mergePatch);
}

/** Makes a Pod for each connection. */
export async function makePods(server: ServerProcess, count = connections): Promise<void> {
  for (let i = 0; i < count; i++) await sendOne(server.url, wire('POST', pods, JSON.stringify(podOf(`p${i}`))));
}

/** The reference server's requests per second, side by side with a bare handler that answers the same bytes. */
export async function requestsPerSecond(): Promise<Figure[]> {
  compile();
  const figures: Figure[] = [];
  for (const [method, least] of [
    ['GET', 0.5],
    ['PATCH', 0.25],
  ] as const) {
    const reference = await forkReference();
    await makePods(reference);
    const request = (connection: number, turn: number) =>
      method === 'GET' ? wire('GET', `${pods}/p${connection}`) : patchOf(`p${connection}`, turn);
    const { head, body } = await sendOne(reference.url, request(0, 0));
    const headers = { 'content-type': /content-type: (.*)/i.exec(head)?.[1]?.trim() ?? '', 'audit-id': 'none' };
    const bare = await forkBare({ headers, body });
    const ratios: number[] = [];
    const speeds: number[] = [];
    // One after the other, again and again: what else the machine does then hits both alike. The first round warms them.
    for (let round = 0; round <= rounds; round++) {
      const ours = await load(reference.url, connections, requests[method], (i, turn) =>
        request(i, round * requests[method] + turn + 1),
      );
      const best = await load(bare.url, connections, requests[method], request);
      if (round === 0) continue;
      speeds.push(ours);
      ratios.push(ours / best);
    }
    reference.close();
    bare.close();
    figures.push(
      {
        what: `reference server, ${method} of a Pod at concurrency ${connections}`,
        value: median(speeds),
        unit: 'requests/s',
      },
      { what: `${method} against a bare handler of the same bytes`, value: median(ratios), unit: '', goal: { least } },
    );
  }
  return figures;
}

/** From the start of a process to a server that listens, compiled. */
export async function startToReady(): Promise<Figure[]> {
  compile();
  const times: number[] = [];
  for (let i = 0; i <= starts; i++) {
    const server = await forkReference();
    server.close();
    if (i > 0) times.push(server.readyMs);
  }
  const what = `reference server, from process start to ready, median of ${starts}`;
  return [{ what, value: median(times), unit: 'ms', goal: { most: 200 } }];
}

/** What the heap grows by under 100,000 writes, once the history is full: garbage collected, least squares. */
export async function heapUnderWrites(): Promise<Figure[]> {
  compile();
  const server = await forkReference({ history: 1000 });
  await makePods(server);
  const step = 10_000;
  const samples: { writes: number; heap: number }[] = [];
  for (let writes = step; writes <= 10 * step; writes += step) {
    await load(server.url, connections, step, (i, turn) => patchOf(`p${i}`, writes + turn));
    if (writes > step) samples.push({ writes, heap: await server.heap() });
  }
  server.close();
  return [
    { what: 'heap after 100,000 writes, history of 1,000', value: (samples.at(-1)?.heap ?? 0) / 2 ** 20, unit: 'MiB' },
    { what: 'growth of the heap', value: slope(samples), unit: 'bytes/write', goal: { most: 20 } },
  ];
}

function slope(samples: readonly { writes: number; heap: number }[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const x = mean(samples.map(({ writes }) => writes));
  const y = mean(samples.map(({ heap }) => heap));
  const covariance = mean(samples.map(({ writes, heap }) => (writes - x) * (heap - y)));
  return covariance / mean(samples.map(({ writes }) => (writes - x) ** 2));
}
