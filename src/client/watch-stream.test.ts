import type { ServerResponse } from 'node:http';
import { createGzip, constants as zlib } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import type { Exchange } from '../evidence.ts';
import { type SmallServer, startSmallServer } from './small-server.test-data.ts';
import { openWatch, type SeenEvent } from './watch-stream.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const line = (type: string, version: string) =>
  `${JSON.stringify({ type, object: { kind: 'Thing', metadata: { name: 'é', resourceVersion: version } } })}\n`;
const versions = (events: readonly SeenEvent[]) =>
  events.map(({ type, object }) => `${type} ${(object['metadata'] as Record<string, unknown>)['resourceVersion']}`);

/** A server that leaves the stream to the test, and a watch on it. */
async function watching(take?: (event: SeenEvent) => void, headers?: Readonly<Record<string, string>>) {
  let give: (response: ServerResponse) => void = () => {};
  const asked = new Promise<ServerResponse>((resolve) => {
    give = resolve;
  });
  const server: SmallServer = await startSmallServer((_request, response) => give(response));
  open.push(server);
  const exchanges: Exchange[] = [];
  const connection = { server: server.url, headers: { authorization: 'Bearer s3cr3t' }, insecureSkipTlsVerify: false };
  const watch = openWatch(connection, '/things?watch=1', {
    began: performance.now(),
    listen: (exchange) => exchanges.push(exchange),
    ...(take && { take }),
    ...(headers && { headers }),
  });
  open.unshift(watch);
  return { server, watch, exchanges, response: await asked };
}

test('events come as they are sent, however the stream is cut into pieces', async () => {
  const { server, watch, response } = await watching();
  expect(server.received[0]?.headers).toMatchObject({ authorization: 'Bearer s3cr3t', accept: 'application/json' });
  response.writeHead(200, { 'content-type': 'application/json' });
  const bytes = Buffer.from(line('ADDED', '1') + line('MODIFIED', '2'));
  // In the middle of the two bytes of é.
  const cut = bytes.indexOf(0xc3) + 1;
  response.write(bytes.subarray(0, cut));
  expect(await watch.opened).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' } });
  response.write(bytes.subarray(cut));
  await watch.until(({ type }) => type === 'MODIFIED', 5000);
  expect(versions(watch.events)).toEqual(['ADDED 1', 'MODIFIED 2']);
  expect(watch.events[0]?.object['metadata']).toMatchObject({ name: 'é' });
});

test('a watch that is not answered is given up, so that a run comes to its end', async () => {
  const server = await startSmallServer(() => {});
  open.push(server);
  const connection = { server: server.url, headers: {}, insecureSkipTlsVerify: false };
  const watch = openWatch(connection, '/things?watch=1', {
    began: performance.now(),
    listen: () => {},
    unansweredMs: 50,
  });
  expect(await watch.opened).toBeUndefined();
  expect(await watch.ended).toMatchObject({ kind: 'broken', reason: 'no answer within 0.05 s' });
});

test('an event that was seen already is found, and one that does not come in time is not', async () => {
  const { watch, response } = await watching();
  response.writeHead(200).write(line('ADDED', '1'));
  const isAdded = ({ type }: SeenEvent) => type === 'ADDED';
  expect(await watch.until(isAdded, 5000)).toBeDefined();
  expect(await watch.until(isAdded, 5000)).toBe(watch.events[0]);
  expect(await watch.until(({ type }) => type === 'DELETED', 20)).toBeUndefined();
});

test('events that are taken are not kept', async () => {
  const taken: SeenEvent[] = [];
  const { watch, exchanges, response } = await watching((event) => taken.push(event));
  response.writeHead(200);
  for (let version = 1; version <= 50; version++) response.write(line('MODIFIED', String(version)));
  response.end();
  await watch.ended;
  expect(versions(taken)).toHaveLength(50);
  expect(watch.events).toEqual([]);
  expect(exchanges[0]?.responseBody.split('\n')).toHaveLength(20);
});

test('what is packed is unpacked as far as it came', async () => {
  const { server, watch, response } = await watching(undefined, { 'accept-encoding': 'gzip', accept: 'text/other' });
  expect(server.received[0]?.headers).toMatchObject({ 'accept-encoding': 'gzip', accept: 'text/other' });
  response.writeHead(200, { 'content-encoding': 'gzip' });
  const packed = createGzip({ flush: zlib.Z_SYNC_FLUSH });
  packed.pipe(response);
  packed.write(line('ADDED', '1'));
  expect(await watch.until(({ type }) => type === 'ADDED', 5000)).toBeDefined();
  packed.end(line('MODIFIED', '2'));
  expect(await watch.ended).toMatchObject({ kind: 'complete' });
  expect(versions(watch.events)).toEqual(['ADDED 1', 'MODIFIED 2']);
});

test('nothing is read while it is paused', async () => {
  const { watch, response } = await watching();
  response.writeHead(200).flushHeaders();
  await watch.opened;
  watch.pause();
  response.write(line('ADDED', '1'));
  expect(await watch.until(() => true, 50)).toBeUndefined();
  watch.resume();
  expect(await watch.until(() => true, 5000)).toBeDefined();
});

test('a refusal is told by its last line, and all times are those of the run', async () => {
  const { watch, response } = await watching();
  response.writeHead(400).end('{"kind":"Status","code":400}\n');
  const end = await watch.ended;
  const opened = await watch.opened;
  expect(watch.lastLine()).toEqual({ kind: 'Status', code: 400 });
  expect([watch.sentAt, opened?.at, end.at]).toEqual(
    [watch.sentAt, opened?.at, end.at].toSorted((a, b) => Number(a) - Number(b)),
  );
});

describe('a watch that ends', () => {
  test('in order is complete, its last line too, and its exchange is told once, without credentials', async () => {
    const { watch, exchanges, response } = await watching();
    response.writeHead(200).end(line('ADDED', '1').trim());
    expect(await watch.ended).toMatchObject({ kind: 'complete' });
    watch.close();
    expect(versions(watch.events)).toEqual(['ADDED 1']);
    expect(exchanges).toHaveLength(1);
    expect(exchanges[0]).toMatchObject({ method: 'GET', path: '/things?watch=1', status: 200 });
    expect(JSON.stringify(exchanges)).not.toContain('s3cr3t');
  });

  test('by a cut is broken, and lets nobody wait', async () => {
    const { watch, response } = await watching();
    response.writeHead(200).write(line('ADDED', '1'));
    const waited = watch.until(({ type }) => type === 'DELETED', 60_000);
    await watch.until(() => true, 5000);
    response.destroy();
    expect(await watch.ended).toMatchObject({ kind: 'broken' });
    expect(await waited).toBeUndefined();
  });

  test('before any answer is broken, and never was open', async () => {
    const { watch, response } = await watching();
    response.destroy();
    expect(await watch.opened).toBeUndefined();
    expect(await watch.ended).toMatchObject({ kind: 'broken' });
  });

  test('by us is closed', async () => {
    const { watch, response } = await watching();
    response.writeHead(200).write(line('ADDED', '1'));
    await watch.until(() => true, 5000);
    watch.close();
    expect(await watch.ended).toMatchObject({ kind: 'closed' });
  });
});
