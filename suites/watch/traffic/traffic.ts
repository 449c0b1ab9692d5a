import type { History } from '../../../specs/oracles/history/history.ts';
import { type Read, read } from '../../../specs/oracles/history/reading.ts';
import type { Frame } from '../../../specs/oracles/history/watching.ts';
import { wait } from '../../../src/client/client.ts';
import { InconclusiveError } from '../../../src/errors.ts';
import type { Plan, World } from '../../../src/requirement.ts';
import { versionOf } from '../../events.ts';
import type { Subject } from '../../promises/for-each-kind.ts';
import { within } from '../../within.ts';
import { lanesOf, movedField, turnLabel } from './lanes.ts';
import { lateLanes } from './late.ts';
import { Markers } from './markers.ts';
import { Recorder } from './recorder.ts';
import { roomOf } from './rooms.ts';
import { type Scene, watcherOf } from './scene.ts';
import { sizeOf, type TrafficSize } from './size.ts';
import { hash, type Step, stepsOf } from './steps.ts';
import { startWatcher, type Watched, type Watcher } from './watcher.ts';
import { type Desk, Writer } from './writer.ts';

/** What was written and seen while many wrote and many watched. */
export interface Traffic {
  readonly history: History;
  readonly read: Read;
}

/** Milliseconds that every watch is given to show the last writes, before nothing more can be said of it. */
const patienceMs = 10_500;

/** Milliseconds for which something is written at least, so that a watch that falls silent after its first second is found. */
const leastMs = 1300;

/** Milliseconds between the writes of that time. */
const lingerPauseMs = 200;

/** Milliseconds between two looks for a bookmark meanwhile. */
const lookMs = 5;

/** Watches that begin at once when all is written. */
const atOnce = 25;

/** Lets several write to one collection while several watch it, and writes down all of it. @throws InconclusiveError */
export async function runTraffic(world: World, subject: Subject, { seed }: Pick<Plan, 'seed'>): Promise<Traffic> {
  const { client, sandbox, effort } = world;
  const { resource } = subject;
  const size = sizeOf(effort, world.watch);
  const fields = [movedField(resource)?.path].filter((path) => path !== undefined);
  const recorder = new Recorder(`${resource.apiVersion}/${resource.kind}`, fields);
  const [here, elsewhere] = [roomOf(sandbox, 'home'), roomOf(sandbox, 'elsewhere')];
  const { name: home } = await here.namespace();
  const desk: Desk = { client, subject, recorder, home };
  const markers = new Markers(new Writer(desk, here), new Writer(desk, elsewhere));
  await markers.make();
  const scene: Scene = { resource, home, marker: markers.name, listVersion: await list(desk) };

  const began = client.now();
  const watched = new Map<Watcher, Watched>();
  const start = (watcher: Watcher): readonly [Watcher, Watched] => {
    const one = startWatcher(client, recorder, watcher, fields);
    watched.set(watcher, one);
    return [watcher, one];
  };
  const opening = lanesOf(resource, effort).map(async (lane) => {
    if (lane.after !== undefined) await recorder.reaches(recorder.writes.length + lane.after);
    start(watcherOf(scene, lane));
  });
  try {
    const writers = Array.from({ length: size.writers }, (_, index) =>
      write(new Writer(desk, here), stepsOf(hash(seed), index, size.objects), size),
    );
    await Promise.all([...writers, writeElsewhere(new Writer(desk, elsewhere))]);
    recorder.close();
    await Promise.all(opening);
    await linger(desk, markers, watched, { until: began + leastMs, most: began + size.lingerMs });
    const late = lateLanes(seenBy(watched, recorder), scene.listVersion, size.resumed);
    await markers.touchAll();
    const shown = async ([watcher, one]: readonly [Watcher, Watched]) => {
      const last = markers.lastFor(watcher.request, fields);
      if (last !== undefined) await one.reaches(last);
      if (watcher.request.sendInitialEvents) await one.shows(isInitialEnd);
    };
    const [soon = [], ...later] = inParts(late, atOnce);
    for (const { lane, start: at } of soon) start(watcherOf(scene, lane, at));
    await within(patienceMs, Promise.all([...watched].map(shown)));
    for (const part of later) {
      const begun = part.map(({ lane, start: at }) => watcherOf(scene, lane, at)).map(start);
      await within(patienceMs, Promise.all(begun.map(shown)));
      await Promise.all(begun.map(([, one]) => one.stop()));
    }
  } finally {
    recorder.close();
    await Promise.all([...watched.values()].map((one) => one.stop()));
  }
  const history = recorder.history(home);
  return { history, read: read(history) };
}

/** The list that comes before all that is watched. */
async function list({ client, subject, recorder, home }: Desk): Promise<string> {
  const path = subject.resource.collection.replace('{namespace}', home);
  const sentAt = client.now();
  const answer = await client.send({ method: 'GET', path });
  const version = versionOf(answer.body);
  if (answer.status !== 200 || version === undefined)
    throw new InconclusiveError(`no version to watch from: GET ${path} answers ${answer.status}`);
  recorder.listed({ answer, sentAt, at: client.now() });
  return version;
}

async function write(
  writer: Writer,
  steps: Iterable<Step>,
  { steps: most, pauseMs, forMs = Number.POSITIVE_INFINITY }: TrafficSize,
): Promise<void> {
  const until = performance.now() + forMs;
  let left = most;
  for (const step of steps) {
    await writer.take(step);
    if (--left <= 0 || performance.now() > until) return;
    if (pauseMs > 0) await wait(pauseMs);
  }
}

/** A little is written in another namespace, of which a watch of one namespace must not tell. */
async function writeElsewhere(writer: Writer): Promise<void> {
  for (const turn of ['in', 'out']) {
    await writer.create(0, { [turnLabel]: turn });
    await writer.annotate(0, 'elsewhere');
    await writer.remove(0);
  }
}

/**
 * Goes on writing a little, for a while, and until a bookmark came. Something is written as soon as one has come: what it said too
 * early is then shown after it.
 */
async function linger(
  { client }: Desk,
  markers: Markers,
  watched: ReadonlyMap<Watcher, Watched>,
  { until, most }: { readonly until: number; readonly most: number },
): Promise<void> {
  const isMark = (frame: Frame) => frame.type === 'BOOKMARK' && !frame.endsInitial;
  const asking = [...watched].filter(([{ request }]) => request.bookmarks).map(([, one]) => one);
  const marks = () => asking.reduce((sum, { frames }) => sum + frames.filter(isMark).length, 0);
  let seen = marks();
  while (client.now() < until || (client.now() < most && seen === 0)) {
    const next = client.now() + lingerPauseMs;
    while (client.now() < next && marks() === seen) await wait(lookMs);
    seen = marks();
    await markers.touch();
  }
}

function seenBy(watched: ReadonlyMap<Watcher, Watched>, { writes }: Recorder) {
  const all = [...watched.values()].flatMap(({ frames }) => frames);
  const plain = [...watched].find(([{ name }]) => name === 'plain')?.[1].frames ?? [];
  return { plain: plain.length > 0 ? plain : all, all, writes: writes.slice() };
}

function isInitialEnd(frame: Frame): boolean {
  return frame.type === 'BOOKMARK' && frame.endsInitial;
}

function inParts<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
