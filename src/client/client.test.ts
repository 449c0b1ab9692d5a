import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { InconclusiveError } from '../errors.ts';
import type { Exchange } from '../evidence.ts';
import type { ConnectionSettings } from '../settings/settings.ts';
import { type Client, type ClientOptions, createClient } from './client.ts';
import { json, type Received, type SmallServer, startSmallServer } from './small-server.test-data.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function serve(answer: (request: Received, response: ServerResponse) => void): Promise<SmallServer> {
  const server = await startSmallServer(answer);
  open.unshift(server);
  return server;
}

function connect(
  url: string,
  options: Partial<ClientOptions> = {},
  headers: ConnectionSettings['headers'] = {},
): Client {
  const client = createClient({ server: url, headers, insecureSkipTlsVerify: false }, { connections: 4, ...options });
  open.unshift(client);
  return client;
}

async function hindranceOf(sending: Promise<unknown>): Promise<string> {
  const thrown = await sending.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(InconclusiveError);
  return (thrown as InconclusiveError).message;
}

describe('an answer', () => {
  test.each([200, 302, 404, 409, 422, 500, 503])('of status %i is what the check gets', async (status) => {
    const server = await serve((_request, response) => json(response, status, { a: [1] }, { location: '/elsewhere' }));
    const answer = await connect(server.url).send({ method: 'GET', path: '/x' });
    expect(answer).toMatchObject({ status, body: { a: [1] } });
    expect(server.received).toHaveLength(1);
  });

  test('whose body is no JSON has none, and its text is in the exchange, as it was sent', async () => {
    const server = await serve((_request, response) => response.writeHead(200).end('{"half": é'));
    const { body, exchange } = await connect(server.url).send({ method: 'GET', path: '/x' });
    expect(body).toBeUndefined();
    expect(exchange.responseBody).toBe('{"half": é');
  });
});

describe('a request', () => {
  test('carries the path and query untouched, the body as JSON or as the text that it is, and its media type', async () => {
    const server = await serve((_request, response) => json(response, 200, {}));
    const client = connect(server.url);
    await client.send({ method: 'POST', path: '/a%2Fb?c=d%20e', body: { x: 'é' } });
    await client.send({ method: 'PATCH', path: '/p', body: '{"a": 1', contentType: 'application/merge-patch+json' });
    await client.send({ method: 'DELETE', path: '/d' });
    const [post, patch, remove] = server.received;
    expect(post).toMatchObject({ method: 'POST', path: '/a%2Fb?c=d%20e', body: '{"x":"é"}' });
    expect(post?.headers['content-type']).toBe('application/json');
    expect(patch).toMatchObject({ method: 'PATCH', body: '{"a": 1' });
    expect(patch?.headers['content-type']).toBe('application/merge-patch+json');
    expect(remove).toMatchObject({ method: 'DELETE', body: '' });
    expect(remove?.headers['content-type']).toBeUndefined();
  });

  test('is in the exchange with its answer, credentials aside', async () => {
    const secrets = { authorization: 'Bearer s3cr3t-a', 'x-auth-token': 's3cr3t-b', 'x-api-key': 's3cr3t-c' };
    const server = await serve((_request, response) =>
      json(response, 200, { ok: true }, { 'set-cookie': 'session=s3cr3t-d', 'x-note': 'kept' }),
    );
    const { exchange } = await connect(server.url, {}, secrets).send({ method: 'PUT', path: '/x', body: { a: 1 } });
    expect(server.received[0]?.headers).toMatchObject(secrets);
    expect(JSON.stringify(exchange)).not.toContain('s3cr3t');
    expect(exchange).toMatchObject({
      method: 'PUT',
      path: '/x',
      requestBody: '{"a":1}',
      status: 200,
      responseBody: '{"ok":true}',
    });
    expect(exchange.requestHeaders['authorization']).toBe('REDACTED');
    expect(exchange.responseHeaders).toMatchObject({ 'set-cookie': 'REDACTED', 'x-note': 'kept' });
  });

  test('is heard by the listener of the client that sent it, and by no other', async () => {
    const server = await serve((_request, response) => json(response, 200, {}));
    const client = connect(server.url);
    const heard: Record<string, Exchange[]> = { a: [], b: [] };
    await client.observed((exchange) => heard['a']?.push(exchange)).send({ method: 'GET', path: '/a' });
    await client.observed((exchange) => heard['b']?.push(exchange)).send({ method: 'GET', path: '/b' });
    await client.send({ method: 'GET', path: '/c' });
    expect(heard['a']?.map(({ path }) => path)).toEqual(['/a']);
    expect(heard['b']?.map(({ path }) => path)).toEqual(['/b']);
    expect(client.count()).toBe(3);
  });
});

describe('throttling', () => {
  test.each([429, 503])('by %i with Retry-After is obeyed, and the check does not see it', async (status) => {
    let calls = 0;
    const server = await serve((_request, response) => {
      if (++calls < 3) json(response, status, {}, { 'retry-after': '0' });
      else json(response, 200, { calls });
    });
    const heard: number[] = [];
    const client = connect(server.url);
    const answer = await client.observed((exchange) => heard.push(exchange.status)).send({ method: 'GET', path: '/x' });
    expect(answer).toMatchObject({ status: 200, body: { calls: 3 } });
    expect(heard).toEqual([200]);
    expect(client.count()).toBe(3);
  });

  test.each([
    ['in seconds', () => '1', 1000],
    // A date has no fractions: what is left of the second may be anything.
    ['as a date', () => new Date(Date.now() + 2000).toUTCString(), 950],
  ])('is waited for as long as Retry-After says %s', async (_how, retryAfter, least) => {
    const at: number[] = [];
    const server = await serve((_request, response) => {
      at.push(performance.now());
      if (at.length === 1) json(response, 503, {}, { 'retry-after': retryAfter() });
      else json(response, 200, {});
    });
    expect((await connect(server.url).send({ method: 'POST', path: '/x', body: {} })).status).toBe(200);
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(least - 10);
  });

  test('of a watch is obeyed too: it opens once the server lets it', async () => {
    let calls = 0;
    const server = await serve((_request, response) => {
      if (++calls < 3) json(response, 429, {}, { 'retry-after': '0' });
      else response.writeHead(200).end('{"type":"ADDED","object":{"a":1}}\n');
    });
    const watch = connect(server.url).watch('/x?watch=1');
    expect(await watch.opened).toMatchObject({ status: 200 });
    expect(await watch.ended).toMatchObject({ kind: 'complete' });
    expect(watch.events.map(({ type }) => type)).toEqual(['ADDED']);
    expect(calls).toBe(3);
  });

  test('that would not stop is a hindrance, said in words, and not waited for', async () => {
    const server = await serve((_request, response) => json(response, 429, {}, { 'retry-after': '3600' }));
    expect(await hindranceOf(connect(server.url).send({ method: 'GET', path: '/x' }))).toBe(
      'GET /x: the server throttles (429) and would not stop',
    );
    expect(server.received).toHaveLength(1);
  });
});

describe('no whole answer is a hindrance, in plain words', () => {
  test('where nothing listens', async () => {
    const server = await startSmallServer(() => {});
    await server.close();
    const message = await hindranceOf(connect(server.url).send({ method: 'GET', path: '/x' }));
    expect(message).toBe('GET /x: nothing listens there (connection refused)');
  });

  test('where the server accepts and stays silent', async () => {
    const server = await serve(() => {});
    const message = await hindranceOf(connect(server.url, { timeoutMs: 100 }).send({ method: 'GET', path: '/x' }));
    expect(message).toBe('GET /x: no whole answer in time');
  });

  test('where the server begins an answer and stays silent', async () => {
    const server = await serve((_request, response) => response.writeHead(200).write('{"a":'));
    const message = await hindranceOf(connect(server.url, { timeoutMs: 100 }).send({ method: 'GET', path: '/x' }));
    expect(message).toBe('GET /x: no whole answer in time');
  });

  test.each([
    ['before an answer', (response: ServerResponse) => response.destroy()],
    ['in the middle of a body of known length', (response: ServerResponse) => half(response, { 'content-length': 99 })],
    ['in the middle of a chunked body', (response: ServerResponse) => half(response, {})],
  ])('where the server closes the connection %s', async (_when, close) => {
    const server = await serve((_request, response) => void close(response));
    const message = await hindranceOf(connect(server.url).send({ method: 'GET', path: '/x' }));
    expect(message).toBe('GET /x: the server closed the connection');
  });
});

function half(response: ServerResponse, headers: Record<string, number>): void {
  response.writeHead(200, headers);
  response.write('{"half":', () => response.destroy());
}

describe('connections', () => {
  test('are kept: requests one after another share one', async () => {
    const server = await serve((_request, response) => json(response, 200, {}));
    const client = connect(server.url);
    for (let i = 0; i < 5; i++) await client.send({ method: 'GET', path: '/x' });
    expect(server.connections.opened).toBe(1);
  });

  test('are never more than allowed, however many requests are made at once', async () => {
    // Answers only in threes, so that three must be under way together.
    const waiting: ServerResponse[] = [];
    const server = await serve((_request, response) => {
      if (waiting.push(response) === 3) for (const held of waiting.splice(0)) json(held, 200, {});
    });
    const client = connect(server.url, { connections: 3 });
    await Promise.all(Array.from({ length: 12 }, () => client.send({ method: 'GET', path: '/x' })));
    expect(server.connections).toMatchObject({ opened: 3, most: 3 });
    expect(server.received).toHaveLength(12);
  });

  test('are closed with the client', async () => {
    const server = await serve((_request, response) => json(response, 200, {}));
    const client = connect(server.url);
    await client.send({ method: 'GET', path: '/x' });
    client.close();
    await vi.waitFor(() => expect(server.connections.open).toBe(0));
  });
});

// Shorter than the client's own patience (30 s): a client that did not stop would outlast the test.
describe('told to stop', { timeout: 10_000 }, () => {
  test('before a request, none is sent', async () => {
    const server = await serve((_request, response) => json(response, 200, {}));
    const client = connect(server.url, { signal: AbortSignal.abort() });
    expect(await hindranceOf(client.send({ method: 'GET', path: '/x' }))).toBe('the run was interrupted');
    expect(server.received).toEqual([]);
    expect(server.connections.opened).toBe(0);
  });

  test('during a request, it is dropped', async () => {
    const server = await serve(() => {});
    const stop = new AbortController();
    const sending = hindranceOf(connect(server.url, { signal: stop.signal }).send({ method: 'GET', path: '/x' }));
    await vi.waitFor(() => expect(server.received).toHaveLength(1));
    stop.abort();
    expect(await sending).toBe('the run was interrupted');
    await vi.waitFor(() => expect(server.connections.open).toBe(0));
  });

  test('with requests that wait for a connection, none of those is sent', async () => {
    const server = await serve(() => {});
    const stop = new AbortController();
    const client = connect(server.url, { signal: stop.signal, connections: 1 });
    const sending = ['/a', '/b', '/c'].map((path) => hindranceOf(client.send({ method: 'GET', path })));
    await vi.waitFor(() => expect(server.received).toHaveLength(1));
    stop.abort();
    expect(await Promise.all(sending)).toEqual(Array(3).fill('the run was interrupted'));
    expect(server.received.map(({ path }) => path)).toEqual(['/a']);
  });

  test('while it waits for a throttling server, it waits no longer', async () => {
    const server = await serve((_request, response) => json(response, 429, {}, { 'retry-after': '20' }));
    const stop = new AbortController();
    const sending = hindranceOf(connect(server.url, { signal: stop.signal }).send({ method: 'GET', path: '/x' }));
    await vi.waitFor(() => expect(server.received).toHaveLength(1));
    stop.abort();
    expect(await sending).toBe('the run was interrupted');
    expect(server.received).toHaveLength(1);
  });
});
