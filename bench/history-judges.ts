import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { History } from '../specs/oracles/history/history.ts';
import { read } from '../specs/oracles/history/reading.ts';
import type { Frame, Watching } from '../specs/oracles/history/watching.ts';
import type { Write } from '../specs/oracles/history/write.ts';
import { watchJudges } from '../specs/oracles/watch.ts';
import { type Figure, median } from './table.ts';

const sizes = [125_000, 250_000, 500_000, 1_000_000];

/** Events of the largest history that one watcher is shown: a fiftieth, so that there are fifty of them, and 20,000 writes. */
const watchers = 50;

/** How many events a second all judges of a watch together go through, and what memory a history and its judgement take. */
export async function historyJudges(): Promise<Figure[]> {
  const rates: number[] = [];
  const heaps: { events: number; bytes: number }[] = [];
  judged(historyOf(50_000));
  for (const events of sizes) {
    const before = heapUsed();
    const history = historyOf(events);
    const began = performance.now();
    const { findings, bytes } = judged(history);
    const seconds = (performance.now() - began) / 1000;
    if (findings > 0) throw new Error(`the judges speak on a right history, ${findings} times`);
    rates.push(events / seconds);
    heaps.push({ events, bytes: bytes - before });
  }
  const last = heaps.at(-1)?.bytes ?? Number.NaN;
  const cut = historyOf(sizes[1] ?? 0, 1000);
  const began = performance.now();
  judged(cut);
  const cutRate = (sizes[1] ?? 0) / ((performance.now() - began) / 1000);
  return [
    {
      what: `events judged, all judges, ${watchers} watchers, median of ${sizes.length} histories`,
      value: median(rates),
      unit: 'events/s',
      goal: { least: 200_000 },
    },
    { what: 'the same in the largest history', value: rates.at(-1) ?? 0, unit: 'events/s', goal: { least: 200_000 } },
    {
      what: 'the same where each watcher was cut 20 times',
      value: cutRate,
      unit: 'events/s',
      goal: { least: 200_000 },
    },
    {
      what: `heap of ${sizes.at(-1)?.toLocaleString('en')} events while they are judged`,
      value: last / 2 ** 20,
      unit: 'MiB',
      goal: { most: 1000 },
    },
    { what: 'of that, an event more (slope over the histories)', value: slope(heaps), unit: 'bytes/event' },
    {
      what: 'the largest history by that slope: 1 where memory is linear',
      value: last / (slope(heaps) * (sizes.at(-1) ?? 0)),
      unit: '',
      goal: { least: 0.8, most: 1.25 },
    },
  ];
}

function judged(history: History): { findings: number; bytes: number } {
  const ready = read(history);
  let findings = 0;
  for (const judge of Object.values(watchJudges))
    findings += judge(ready).filter(({ outcome }) => outcome === 'broken').length;
  return { findings, bytes: heapUsed() };
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heapUsed(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** A right history of so many events; where `length` is given, each connection is cut after so many. */
function historyOf(events: number, length = Number.POSITIVE_INFINITY): History {
  const count = events / watchers;
  const objects = 500;
  const writes: Write[] = [];
  for (let index = 0; index < count; index++) {
    const key = `default/object-${index % objects}`;
    const version = String(1000 + index);
    const state = { labels: { turn: String(index % 7) }, digest: `digest ${version}`, metadataDigest: undefined };
    const kind = index < objects ? 'created' : 'updated';
    writes.push({ kind, key, uid: `uid of ${key}`, version, state, sentAt: index, at: index + 1 });
  }
  const watchings: Watching[] = [];
  for (let watcher = 0; watcher < watchers; watcher++)
    for (let from = 0; from < count; from += length) {
      const part = writes.slice(from, from + length);
      watchings.push({
        name: `watcher ${watcher} from ${from}`,
        request: { start: { kind: 'exact', version: String(999 + from), from: from === 0 ? 'list' : 'event' } },
        sentAt: from,
        answer: { status: 200, at: from },
        // Each frame has texts of its own, as those that are parsed from a stream have.
        frames: part.map((write) => frameOf(write)),
        end: { how: 'complete', at: count + 100 },
        ...(from > 0 && { resumes: `watcher ${watcher} from ${from - length}` }),
      });
    }
  return { kind: 'v1/Pod', writes, watchings, listings: [] };
}

function frameOf(write: Write): Frame {
  if (write.kind !== 'created' && write.kind !== 'updated') throw new Error('only what is stored is shown');
  const own = JSON.parse(
    JSON.stringify({
      key: write.key,
      uid: write.uid,
      version: write.version,
      labels: write.state.labels,
      digest: write.state.digest,
    }),
  );
  return { type: write.kind === 'created' ? 'ADDED' : 'MODIFIED', at: write.at + 1, kind: 'v1/Pod', ...own };
}

function slope(points: readonly { events: number; bytes: number }[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const x = mean(points.map(({ events }) => events));
  const y = mean(points.map(({ bytes }) => bytes));
  const over = points.reduce((sum, { events, bytes }) => sum + (events - x) * (bytes - y), 0);
  return over / points.reduce((sum, { events }) => sum + (events - x) ** 2, 0);
}
