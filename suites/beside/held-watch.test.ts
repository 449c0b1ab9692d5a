import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../specs/json.ts';
import type { Answer, Client } from '../../src/client/client.ts';
import type { SeenEvent, WatchEnd, WatchStream } from '../../src/client/watch-stream.ts';
import { InconclusiveError } from '../../src/errors.ts';
import { holdWatch } from './held-watch.ts';

const thing = (uid: string, resourceVersion: string): JsonObject => ({ metadata: { uid, resourceVersion } });

/** A server whose watches the test feeds, one after the other. */
function fed(list: Partial<Answer> = {}) {
  const opened: { path: string; show: (type: string, object: JsonObject) => void; end: (end: WatchEnd) => void }[] = [];
  const client = {
    send: async () => ({ status: 200, body: { metadata: { resourceVersion: '10' } }, ...list }),
    watch: (path: string, take: (event: SeenEvent) => void): WatchStream => {
      let end: (end: WatchEnd) => void = () => {};
      const ended = new Promise<WatchEnd>((resolve) => {
        end = resolve;
      });
      opened.push({ path, show: (type, object) => take({ type, object, at: 0 }), end });
      const answer = { status: 200, headers: {}, at: 0 };
      return { opened: Promise.resolve(answer), ended } as unknown as WatchStream;
    },
  } as unknown as Client;
  return { client, opened, last: () => opened[opened.length - 1] as (typeof opened)[number] };
}

const noMark = () => Promise.reject(new Error('no marker is needed'));
const types = (events: readonly { type: string }[]) => events.map(({ type }) => type);

describe('a held watch', () => {
  test('shows what happened to one object while it was followed, up to its deletion', async () => {
    const { client, last } = fed();
    const watch = await holdWatch(client, '/things');
    last().show('ADDED', thing('a', '11'));
    const following = watch.follow();
    last().show('ADDED', thing('b', '12'));
    last().show('MODIFIED', thing('c', '13'));
    const events = following.untilDeleted('b', noMark);
    last().show('DELETED', thing('b', '14'));
    expect(types(await events)).toEqual(['ADDED', 'DELETED']);
    expect(await following.untilDeleted('a', async () => 'b')).toEqual([]);
  });

  test('that ends is begun again where it was, bookmarks counted', async () => {
    const { client, opened, last } = fed();
    const following = (await holdWatch(client, '/things')).follow();
    last().show('ADDED', thing('a', '11'));
    last().show('BOOKMARK', { metadata: { resourceVersion: '20' } });
    last().end({ kind: 'complete', reason: '', at: 0 });
    await expect.poll(() => opened.length).toBe(2);
    last().show('DELETED', thing('a', '21'));
    expect(types(await following.untilDeleted('a', noMark))).toEqual(['ADDED', 'DELETED']);
    expect(opened.map(({ path }) => path)).toEqual([
      '/things?watch=1&resourceVersion=10',
      '/things?watch=1&resourceVersion=20',
    ]);
  });

  test('that shows what came after, but not the deletion, shows what it has', async () => {
    const { client, last } = fed();
    const following = (await holdWatch(client, '/things')).follow();
    last().show('ADDED', thing('a', '11'));
    const events = following.untilDeleted('a', async () => {
      last().show('ADDED', thing('marker', '15'));
      return 'marker';
    });
    expect(types(await events)).toEqual(['ADDED']);
  });

  test.each([
    ['breaks off with an error', (watch: ReturnType<typeof fed>) => watch.last().show('ERROR', { message: 'too old' })],
    ['is closed', (watch: ReturnType<typeof fed>) => watch.last().end({ kind: 'closed', reason: 'closed', at: 0 })],
  ])('that %s lets nothing be said', async (_how, breakIt) => {
    const server = fed();
    const watch = await holdWatch(server.client, '/things');
    const following = watch.follow();
    breakIt(server);
    await expect(following.untilDeleted('a', noMark)).rejects.toThrow(InconclusiveError);
    expect(await watch.broken).toMatch(/too old|closed/);
  });

  test('cannot begin where the collection is not listed', async () => {
    await expect(holdWatch(fed({ status: 403 }).client, '/things')).rejects.toThrow('GET /things answers 403');
  });
});
