import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../specs/json.ts';
import type { Client } from '../../../src/client/client.ts';
import type { SeenEvent, WatchEnd, WatchOpened, WatchStream } from '../../../src/client/watch-stream.ts';
import { Recorder } from './recorder.ts';
import { startWatcher, type Watcher, watchPath } from './watcher.ts';

interface Connection {
  readonly path: string;
  show(type: string, version: string): void;
  fail(code: number): void;
  end(kind: WatchEnd['kind']): void;
}

/** A server whose connections the test feeds. */
function fed(...answers: WatchOpened[]) {
  const connections: Connection[] = [];
  const client = {
    watch: (path: string, take: (event: SeenEvent) => void): WatchStream => {
      let end: (end: WatchEnd) => void = () => {};
      const ended = new Promise<WatchEnd>((resolve) => {
        end = resolve;
      });
      const finish = (kind: WatchEnd['kind']) => end({ kind, reason: '', at: 5000 });
      connections.push({
        path,
        show: (type, version) => take({ type, object: thing(version), at: 2 }),
        fail: (code) => take({ type: 'ERROR', object: { kind: 'Status', code, reason: 'Expired' }, at: 3 }),
        end: finish,
      });
      return {
        sentAt: 0,
        opened: Promise.resolve(answers[connections.length - 1] ?? { status: 200, headers: {}, at: 1 }),
        ended,
        lastLine: () => ({ reason: 'Forbidden' }),
        close: () => finish('closed'),
      } as unknown as WatchStream;
    },
  } as unknown as Client;
  return { client, connections };
}

const thing = (resourceVersion: string): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Thing',
  metadata: { name: 'a', uid: 'u', resourceVersion },
});

const shownAt = (at: number): WatchOpened => ({ status: 200, headers: {}, at });

const exact: Watcher = {
  name: 'w',
  request: {},
  start: { kind: 'exact', version: '3', from: 'list' },
  path: (request) => watchPath({ collection: '/api/v1/namespaces/{namespace}/things', namespace: 'ns' }, request),
};

function watching(watcher: Partial<Watcher> = {}, ...answers: WatchOpened[]) {
  const server = fed(...answers);
  const recorder = new Recorder('v1/Thing', []);
  const watched = startWatcher(server.client, recorder, { ...exact, ...watcher }, []);
  const next = async (count: number) => {
    await expect.poll(() => server.connections.length).toBe(count);
    return server.connections[count - 1] as Connection;
  };
  return { ...server, recorder, watched, next };
}

describe('a watcher', () => {
  test('goes on from the last version that it was shown, of an event or of a bookmark', async () => {
    const { recorder, watched, next } = watching();
    const first = await next(1);
    first.show('ADDED', '5');
    first.show('BOOKMARK', '9');
    first.end('complete');
    const second = await next(2);
    second.show('MODIFIED', '11');
    second.end('broken');
    await next(3);
    await watched.stop();
    expect(
      recorder.watchings.map(({ name, request, resumes, end }) => [name, request.start, resumes, end.how]),
    ).toEqual([
      ['w#1', exact.start, undefined, 'complete'],
      ['w#2', { kind: 'exact', version: '9', from: 'bookmark' }, 'w#1', 'broken'],
      ['w#3', { kind: 'exact', version: '11', from: 'event' }, 'w#2', 'closed'],
    ]);
    expect(second.path).toBe('/api/v1/namespaces/ns/things?watch=1&resourceVersion=9');
  });

  test('is cut after so many events, but never among the objects that there were', async () => {
    const { recorder, watched, next } = watching({ start: { kind: 'unset' }, cuts: [1] });
    const first = await next(1);
    for (const version of ['5', '4']) first.show('ADDED', version);
    first.show('MODIFIED', '6');
    await next(2);
    await watched.stop();
    expect(recorder.watchings.map(({ frames, request }) => [frames.length, request.start.kind])).toEqual([
      [3, 'unset'],
      [0, 'exact'],
    ]);
  });

  test('asks for initial events only once', async () => {
    const { watched, next } = watching({ request: { sendInitialEvents: true } });
    const first = await next(1);
    expect(first.path).toContain('sendInitialEvents=true&resourceVersionMatch=NotOlderThan');
    first.show('BOOKMARK', '9');
    first.end('complete');
    expect((await next(2)).path).not.toContain('sendInitialEvents');
    await watched.stop();
  });

  test('that is refused, or told of an error, does not go on, and says why', async () => {
    const refused = watching({}, { status: 403, headers: {}, at: 1 });
    (await refused.next(1)).end('complete');
    expect(await refused.watched.reaches('4')).toBe(false);
    expect(refused.recorder.watchings[0]?.answer).toEqual({ status: 403, at: 1, reason: 'Forbidden' });
    const failed = watching();
    const connection = await failed.next(1);
    connection.show('ERROR', '0');
    connection.end('complete');
    expect(await failed.watched.reaches('4')).toBe(false);
  });

  test('begins with the objects there are when it has watched and its version is too old, by status or by an error', async () => {
    const { recorder, watched, next } = watching({}, shownAt(1), { ...shownAt(5), status: 410 });
    const first = await next(1);
    first.show('ADDED', '5');
    first.end('complete');
    (await next(2)).end('complete');
    const third = await next(3);
    expect(third.path).toBe('/api/v1/namespaces/ns/things?watch=1');
    third.show('MODIFIED', '9');
    third.fail(410);
    third.end('complete');
    (await next(4)).show('ADDED', '12');
    expect(await watched.reaches('12')).toBe(true);
    await watched.stop();
    expect(
      recorder.watchings.map(({ request, answer, resumes }) => [request.start.kind, answer?.status, resumes]),
    ).toEqual([
      ['exact', 200, undefined],
      ['exact', 410, 'w#1'],
      ['unset', 200, 'w#2'],
      ['unset', 200, 'w#3'],
    ]);
  });

  test.each([
    ['that was shown nothing yet', exact.start],
    ['that asks whether an old version is still known', { kind: 'exact', version: '3', from: 'expired' }],
    ['that goes on from an event', { kind: 'exact', version: '3', from: 'event' }],
  ] as const)('%s and whose version is too old ends', async (what, start) => {
    const { recorder, watched, next } = watching({ start }, shownAt(1));
    const first = await next(1);
    if (what !== 'that was shown nothing yet') first.show('ADDED', '5');
    first.fail(410);
    first.end('complete');
    expect(await watched.reaches('12')).toBe(false);
    expect(recorder.watchings).toHaveLength(1);
  });

  test('says when a version was shown, or a later one', async () => {
    const { watched, next } = watching();
    const reached = watched.reaches('7');
    const marked = watched.shows(({ type }) => type === 'BOOKMARK');
    const connection = await next(1);
    connection.show('MODIFIED', '6');
    connection.show('BOOKMARK', '8');
    expect(await Promise.all([reached, marked])).toEqual([true, true]);
    await watched.stop();
  });
});

test.each([
  [{}, { labelSelector: 'a in (b)' }, '/api/v1/namespaces/ns/things?watch=1&labelSelector=a+in+%28b%29'],
  [{ namespace: undefined }, {}, '/api/v1/things?watch=1'],
  [{ isOld: true }, {}, '/api/v1/watch/namespaces/ns/things'],
  [{ isOld: true, namespace: undefined }, { timeoutSeconds: 3 }, '/api/v1/watch/things?timeoutSeconds=3'],
  [{ isOld: true, object: 'a' }, { fieldSelector: 'metadata.name=a' }, '/api/v1/watch/namespaces/ns/things/a'],
  [
    { isOld: true, collection: '/apis/batch/v1/namespaces/{namespace}/jobs' },
    { bookmarks: true },
    '/apis/batch/v1/watch/namespaces/ns/jobs?allowWatchBookmarks=true',
  ],
])('the path of a watch %j %j is %s', (place, request, path) => {
  const usual = { collection: '/api/v1/namespaces/{namespace}/things', namespace: 'ns' };
  expect(watchPath({ ...usual, ...place }, { start: { kind: 'unset' }, ...request })).toBe(path);
});

test('version 0 is sent as such', () => {
  expect(watchPath({ collection: '/x', namespace: 'ns' }, { start: { kind: 'any' } })).toBe(
    '/x?watch=1&resourceVersion=0',
  );
});
