import { request as open } from 'node:http';
import { sendOne, wire } from './load.ts';
import { makePods } from './reference-server.ts';
import { compile, forkReference } from './server.ts';
import type { Figure } from './table.ts';

const pods = '/api/v1/namespaces/default/pods';

/** Milliseconds without an event after which those that are missing are lost. */
const silenceMs = 5000;

/** Many watchers on few writes, and fewer on many: every event at every watcher, in order, and how long after its write. */
export async function watchersOnWrites(): Promise<Figure[]> {
  return [...(await watched(100, 1000)), ...(await watched(50, 10_000))];
}

async function watched(watchers: number, writes: number): Promise<Figure[]> {
  compile();
  const server = await forkReference({ history: writes });
  await makePods(server, 1);
  const since = await versionNow(server.url);
  const arrived = Array.from({ length: watchers }, (): { version: string; at: number }[] => []);
  let events = 0;
  const watching = await Promise.all(
    arrived.map((list) =>
      watch(`${server.url}${pods}?watch=1&resourceVersion=${since}`, (version) => {
        list.push({ version, at: performance.now() });
        events++;
      }),
    ),
  );
  const written: { version: string; at: number }[] = [];
  for (let turn = 1; turn <= writes; turn++) {
    const patch = JSON.stringify({ metadata: { labels: { turn: String(turn) } } });
    const { body } = await sendOne(server.url, wire('PATCH', `${pods}/p0`, patch, 'application/merge-patch+json'));
    written.push({ version: versionIn(body), at: performance.now() });
  }
  const end = performance.now();
  for (let seen = -1; events < watchers * writes && seen !== events; ) {
    seen = events;
    const deadline = performance.now() + silenceMs;
    while (events < watchers * writes && performance.now() < deadline) await new Promise((done) => setTimeout(done, 5));
  }
  for (const one of watching) one.close();
  server.close();
  const inOrder = arrived.reduce(
    (sum, list) => sum + list.filter(({ version }, i) => version === written[i]?.version).length,
    0,
  );
  const lags = arrived.flatMap((list) => list.map(({ at }, i) => Math.max(0, at - (written[i]?.at ?? at))));
  lags.sort((a, b) => a - b);
  const last = Math.max(...arrived.map((list) => list.at(-1)?.at ?? Number.POSITIVE_INFINITY));
  return [
    {
      what: `events delivered in order, ${watchers} watchers on ${writes.toLocaleString('en')} writes`,
      value: inOrder,
      unit: 'events',
      goal: { least: watchers * writes },
    },
    { what: 'their lag after the answer to the write, 99 of 100', value: quantile(lags, 0.99), unit: 'ms' },
    { what: 'the last of them after the last write', value: Math.max(0, last - end), unit: 'ms' },
  ];
}

async function versionNow(url: string): Promise<string> {
  const { body } = await sendOne(url, wire('GET', pods));
  return versionIn(body);
}

function versionIn(text: string): string {
  return /"resourceVersion":"(\d+)"/.exec(text)?.[1] ?? '';
}

/** Opens a watch; answers once its headers are there. */
function watch(url: string, event: (version: string) => void): Promise<{ close(): void }> {
  return new Promise((resolve, reject) => {
    const call = open(url, { agent: false }, (response) => {
      let rest = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) event(versionIn(line));
      });
      response.on('error', () => {});
      resolve({ close: () => call.destroy() });
    });
    call.once('error', reject);
    call.end();
  });
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
