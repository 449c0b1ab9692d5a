import { expect, test, vi } from 'vitest';
import type { Answer, Client } from '../src/client/client.ts';
import { eventsIn, eventsUpTo } from './events.ts';

const line = (type: string, resourceVersion: string) =>
  JSON.stringify({ type, object: { kind: 'Thing', metadata: { name: 'a', resourceVersion } } });

/** A client whose watches answer with these streams, one after the other. */
function watching(...streams: readonly string[]) {
  const left = [...streams];
  const send = vi.fn(
    async (_request: { path: string }) => ({ status: 200, exchange: { responseBody: left.shift() ?? '' } }) as Answer,
  );
  return { client: { send } as unknown as Client, send };
}

const stored = { path: '/api/v1/namespaces/n/things/a', name: 'a' };
const versions = (events: readonly { object: Record<string, unknown> }[]) =>
  events.map(({ object }) => (object['metadata'] as Record<string, unknown>)['resourceVersion']);

test('a stream is taken apart line by line, without bookmarks, empty lines and what was cut off', () => {
  const stream = `${line('ADDED', '1')}\n\n${line('BOOKMARK', '2')}\n${line('MODIFIED', '3')}\n{"type":"MOD`;
  expect(eventsIn(stream).map(({ type }) => type)).toStrictEqual(['ADDED', 'MODIFIED']);
  expect(eventsIn('')).toStrictEqual([]);
  expect(eventsIn('[]\n{"type":"ADDED"}\nnull')).toStrictEqual([]);
});

test('events are gathered up to the marker, and what comes after it is left', async () => {
  const { client, send } = watching([line('MODIFIED', '5'), line('MODIFIED', '6'), line('MODIFIED', '7')].join('\n'));
  expect(versions(await eventsUpTo(client, stored, '4', '6'))).toStrictEqual(['5', '6']);
  expect(send).toHaveBeenCalledWith({
    method: 'GET',
    path: '/api/v1/namespaces/n/things?watch=1&fieldSelector=metadata.name%3Da&resourceVersion=4&timeoutSeconds=1',
  });
});

test('a watch that ends early is begun again where it ended', async () => {
  const { client, send } = watching(line('MODIFIED', '5'), '', line('MODIFIED', '6'));
  expect(versions(await eventsUpTo(client, stored, '4', '6'))).toStrictEqual(['5', '6']);
  const from = send.mock.calls.map(([{ path }]) => /resourceVersion=(\d+)/.exec(path)?.[1]);
  expect(from).toStrictEqual(['4', '5', '5']);
});

test('without the marker nothing is known', async () => {
  await expect(eventsUpTo(watching(line('MODIFIED', '5')).client, stored, '4', '6')).rejects.toThrow('on purpose');
  const error = JSON.stringify({ type: 'ERROR', object: { kind: 'Status', message: 'too old' } });
  await expect(eventsUpTo(watching(error).client, stored, '4', '6')).rejects.toThrow('too old');
});
