import { valueAt } from '../../specs/json.ts';
import { read } from '../../specs/oracles/history/reading.ts';
import { wait } from '../../src/client/client.ts';
import type { Library } from '../../src/contract/library.ts';
import { InconclusiveError } from '../../src/errors.ts';
import type { Effort } from '../../src/record.ts';
import { type Case, defineCase, type Requirement, type World } from '../../src/requirement.ts';
import { versionOf } from '../events.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { written } from '../update-rules/places.ts';
import { within } from '../within.ts';
import { covers } from './covers.ts';
import { outcomeOf } from './judged.ts';
import { slug, trafficCase } from './lane-cases.ts';
import { lanesOf } from './traffic/lanes.ts';
import { Recorder } from './traffic/recorder.ts';
import { roomOf } from './traffic/rooms.ts';
import { type Scene, watcherOf } from './traffic/scene.ts';
import { startWatcher } from './traffic/watcher.ts';
import { Writer } from './traffic/writer.ts';

/** Milliseconds that the end of a watch may come late before it is said not to come; the judge's own, and a little. */
const lateMs = 10_300;

/** Milliseconds for which headers are waited for before anything is written: the judge's own, and a little. */
const headersMs = 5200;

/** Milliseconds for which nothing happens on a quiet watch. Some servers and proxies cut one off, or forget it, after half a minute. */
const quietMs: Readonly<Record<Effort, number>> = { quick: 1200, standard: 3000, deep: 35_000 };

/** When watches answer, show and end. */
export function watchesKeepTime(library: Library): Requirement[] {
  return [
    ...forEachKind(library, {
      id: 'watch.*.timeout-ends-it',
      title: 'A watch of {kind} ends cleanly after the time asked for',
      method:
        'Watches for a second, a quiet and a busy collection: each ends in order. One that goes on ten seconds more while others are answered is wrong.',
      covers: covers.timeout,
      derivedFrom: written,
      kills: () => ['watch-timeout-ignored'],
      *cases(subject, plan) {
        yield trafficCase(subject, plan, 'timed', {
          guarantees: ['bounded'],
          isAbout: (watcher) => watcher === 'timed',
          expected: bounded,
        });
        yield quietEndCase(subject);
      },
    }),
    ...forEachKind(library, {
      id: 'watch.*.is-prompt',
      title:
        'A watch of {kind} is answered at once, and shows each change as it happens, however small and however long nothing happened',
      method:
        'Waits for the headers of a quiet watch before anything is written; then, and in traffic, for each change in every watch, up to ten seconds after another watch was shown it.',
      covers: [],
      derivedFrom: written,
      kills: () => ['watch-headers-late', 'watch-goes-silent', 'watch-answered-empty', 'watch-holds-small-events-back'],
      *cases(subject, plan) {
        for (const { name, isOld, also } of lanesOf(subject.resource, plan.effort)) {
          if (isOld || also !== undefined) continue;
          yield trafficCase(subject, plan, name, {
            guarantees: ['prompt'],
            isAbout: (watcher) => watcher === name,
            expected: prompt,
            lacking: [400, 403, 406, 422],
          });
        }
        yield quietCase(subject, 'quiet', {});
        yield quietCase(subject, 'quiet, packed', { isPacked: true });
      },
    }),
  ];
}

const bounded = 'the watch ends in order within ten seconds of the time asked for';
const prompt = 'headers at once, and each change within ten seconds of when another watch was shown it';

type Judged = Parameters<typeof outcomeOf>[0];

/** A watch that shows nothing must end in time as well. */
function quietEndCase(subject: Subject): Case {
  return defineCase<Judged>({
    name: 'quiet',
    async gather(world) {
      const { recorder, scene, writer, home } = await sceneOf(world, subject, 'ends');
      const { client } = world;
      const asked = 1;
      const request = { namespace: home, fieldSelector: 'metadata.name=none', timeoutSeconds: asked };
      const { path } = watcherOf(scene, {
        name: 'quiet',
        begins: 'list',
        fieldSelector: 'metadata.name=none',
        timeoutSeconds: asked,
      });
      const start = { kind: 'exact', version: scene.listVersion, from: 'list' } as const;
      const stream = client.watch(path({ ...request, start }));
      const ended = await within(asked * 1000 + lateMs, stream.ended);
      // Something else is answered meanwhile: it is not the server that stands still, or we.
      if (ended === undefined) await writer.create(0, {});
      stream.close();
      const opened = await stream.opened;
      const { kind, at } = await stream.ended;
      const { sentAt } = stream;
      recorder.watched({
        name: 'quiet#1',
        request: { ...request, start },
        sentAt,
        ...(opened && { answer: { status: opened.status, at: opened.at } }),
        frames: [],
        end: { how: kind, at },
      });
      return read(recorder.history(home));
    },
    judge: (seen) => outcomeOf(seen, { guarantees: ['bounded'], isAbout: () => true, expected: bounded }),
  });
}

/** A watch on which nothing happens for a while, and then one small thing. */
function quietCase(subject: Subject, name: string, { isPacked = false }: { readonly isPacked?: boolean }): Case {
  return defineCase<Judged>({
    name: slug(name.replace(',', '')),
    async gather(world) {
      const { recorder, scene, writer, home } = await sceneOf(world, subject, name);
      const { client, effort } = world;
      let made: Awaited<ReturnType<Writer['create']>>;
      const begin = (lane: Parameters<typeof watcherOf>[1]) =>
        startWatcher(client, recorder, watcherOf(scene, lane), []);
      const quiet = begin({ name, begins: 'list', isPacked });
      // Ends every second, and so is shown in any case what another one keeps back.
      const witness = begin({ name: 'witness', begins: 'list', timeoutSeconds: 1 });
      try {
        await within(headersMs, quiet.answered);
        await wait(quietMs[effort]);
        made = await writer.create(0, {});
        const version = versionOf(made?.now);
        if (version === undefined) throw new InconclusiveError('nothing could be written for a quiet watch to show');
        await within(lateMs + 1500, Promise.all([quiet.reaches(version), witness.reaches(version)]));
      } finally {
        await Promise.all([quiet.stop(), witness.stop()]);
        // Nobody watches any more: it is not written down.
        if (made) await world.sandbox.remove(client, made.stored);
      }
      return read(recorder.history(home));
    },
    judge: (seen) =>
      outcomeOf(seen, { guarantees: ['prompt', 'reliable'], isAbout: (watcher) => watcher === name, expected: prompt }),
  });
}

async function sceneOf({ client, sandbox }: World, subject: Subject, name: string) {
  const { resource } = subject;
  const here = roomOf(sandbox, name);
  const { name: home } = await here.namespace();
  const recorder = new Recorder(`${resource.apiVersion}/${resource.kind}`, []);
  const writer = new Writer({ client, subject, recorder, home }, here);
  const list = await client.send({ method: 'GET', path: resource.collection.replace('{namespace}', home) });
  const listVersion = valueAt(list.body, ['metadata', 'resourceVersion']);
  if (list.status !== 200 || typeof listVersion !== 'string')
    throw new InconclusiveError(`no version to watch from: GET ${resource.collection} answers ${list.status}`);
  const scene: Scene = { resource, home, marker: 'none', listVersion };
  return { recorder, writer, home, scene };
}
