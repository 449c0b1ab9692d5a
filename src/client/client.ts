import { isUtf8 } from 'node:buffer';
import { type AgentOptions, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import supertest from 'supertest';
import { InconclusiveError, messageOf } from '../errors.ts';
import { type Exchange, redactHeaders } from '../evidence.ts';
import type { ConnectionSettings } from '../settings/settings.ts';
import { type Caller, connectionOf, type TokenHeader, withoutCertificate } from './caller.ts';
import { newPace } from './throttle.ts';
import { tlsOf } from './tls.ts';
import { openWatch, type TakeEvent, type WatchStream } from './watch-stream.ts';

export interface Request {
  readonly method: 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'TRACE';
  /** Path and query, percent-encoded. */
  readonly path: string;
  /** A text and bytes are sent as they are, anything else as JSON. */
  readonly body?: unknown;
  /** `application/json` where there is a body and nothing else is said; none is sent with null. */
  readonly contentType?: string | null;
  /** More headers, or others; one that is null is not sent. */
  readonly headers?: Readonly<Record<string, string | null>>;
  /** In whose name; the run's own without. */
  readonly caller?: Caller;
  /** The header that carries the token, alone; the one in which it was given without. */
  readonly tokenIn?: TokenHeader;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed JSON body; undefined where it is none. */
  readonly body: unknown;
  readonly exchange: Exchange;
}

/** Sends requests to one server. A request that got no whole answer throws InconclusiveError: nothing was learned. */
export interface Client {
  /** @throws UnsupportedError where the run has no credentials for the caller asked for */
  send(request: Request): Promise<Answer>;
  /** Opens a watch, which shows events as they come; it is not counted among the connections. */
  watch(path: string, take?: TakeEvent, headers?: Readonly<Record<string, string>>): WatchStream;
  /** A client over the same connections that hands every exchange to a listener of its own. */
  observed(listen: (exchange: Exchange) => void): Client;
  /** Milliseconds since the run began, on the clock of every watch. */
  now(): number;
  /** Exchanges so far, retries included. */
  count(): number;
  close(): void;
}

export interface ClientOptions {
  readonly connections: number;
  /** Milliseconds until a silent server is given up. */
  readonly timeoutMs?: number;
  /** Told to stop: no further request is sent, the one under way is dropped. */
  readonly signal?: AbortSignal;
}

/** Opens a client with a pool of kept connections. @throws nothing: a bad address shows at the first request. */
export function createClient(connection: ConnectionSettings & { server: string }, options: ClientOptions): Client {
  const pool = { keepAlive: true, maxSockets: options.connections, scheduling: 'fifo' as const };
  const agents = { own: agentOf(connection, pool), bare: agentOf(withoutCertificate(connection), pool) };
  const target = supertest(connection.server);
  const began = performance.now();
  const watches = new Set<WatchStream>();
  let count = 0;
  const close = () => {
    for (const watch of watches) watch.close();
    for (const agent of Object.values(agents)) agent.destroy();
  };
  // Dropping the connections ends what is under way; superagent's own abort leaves a rejection that nobody can handle.
  const stop = () => {
    // A request that waits for a connection would be given one, and sent, as soon as another is dropped.
    for (const agent of Object.values(agents))
      for (const waiting of Object.values(agent.requests)) for (const request of waiting ?? []) request.destroy();
    close();
  };
  options.signal?.addEventListener('abort', stop, { once: true });

  async function once(request: Request): Promise<Answer> {
    const { caller = 'own', contentType = 'application/json' } = request;
    const asked = connectionOf(connection, caller, request.tokenIn);
    const headers = withoutNulls({
      'user-agent': 'kube-covenant',
      accept: 'application/json',
      ...asked.headers,
      ...(request.body !== undefined && { 'content-type': contentType }),
      ...request.headers,
    });
    const body = bytesOf(request.body);
    const agent = asked.clientCert === connection.clientCert ? agents.own : agents.bare;
    if (options.signal?.aborted) throw new InconclusiveError('the run was interrupted');
    const started = performance.now();
    count++;
    const call = target[request.method.toLowerCase() as 'get'](request.path).agent(agent).set(headers).redirects(0);
    call
      .ok(() => true)
      .buffer(true)
      .parse(readText)
      .serialize((bytes: unknown) => bytes as string)
      .timeout({ deadline: options.timeoutMs ?? 30_000 });
    try {
      const response = await (body === undefined ? call : call.send(body));
      const text = typeof response.body === 'string' ? response.body : '';
      const exchange: Exchange = {
        method: request.method,
        path: request.path,
        requestHeaders: redactHeaders(headers),
        ...recordedBody(body),
        status: response.status,
        responseHeaders: redactHeaders(response.headers as Record<string, string>),
        responseBody: text,
        at: Math.round(started - began),
        durationMs: performance.now() - started,
      };
      return {
        status: response.status,
        headers: response.headers as Record<string, string>,
        body: parseJson(text),
        exchange,
      };
    } catch (thrown) {
      if (options.signal?.aborted) throw new InconclusiveError('the run was interrupted');
      const failure = describeFailure(thrown);
      if (failure === undefined) throw thrown;
      throw new InconclusiveError(`${request.method} ${request.path}: ${failure}`);
    }
  }

  async function send(request: Request, listen: (exchange: Exchange) => void): Promise<Answer> {
    const pace = newPace();
    for (;;) {
      const answer = await once(request);
      const delay = pace(answer);
      if (delay === undefined) {
        listen(answer.exchange);
        return answer;
      }
      if (delay === 'exhausted') {
        throw new InconclusiveError(
          `${request.method} ${request.path}: the server throttles (${answer.status}) and would not stop`,
        );
      }
      await wait(delay, options.signal);
    }
  }

  const facing = (listen: (exchange: Exchange) => void): Client => ({
    send: (request) => send(request, listen),
    observed: facing,
    watch: (path, take, more) => {
      if (options.signal?.aborted) throw new InconclusiveError('the run was interrupted');
      count++;
      const watch = openWatch(connection, path, {
        began,
        listen,
        ...(take && { take }),
        ...(more && { headers: more }),
      });
      watches.add(watch);
      watch.ended.finally(() => watches.delete(watch));
      return watch;
    },
    now: () => performance.now() - began,
    count: () => count,
    close,
  });
  return facing(() => {});
}

function agentOf(connection: ConnectionSettings & { server: string }, pool: AgentOptions): HttpAgent {
  return connection.server.startsWith('https:')
    ? new HttpsAgent({ ...pool, ...tlsOf(connection) })
    : new HttpAgent(pool);
}

function withoutNulls(headers: Readonly<Record<string, string | null>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== null));
}

function bytesOf(body: unknown): Buffer | undefined {
  if (body === undefined || Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

/** The body for the record: as text where it is one, in base64 where it is not. */
function recordedBody(body: Buffer | undefined): Pick<Exchange, 'requestBody' | 'requestBodyBase64'> {
  if (body === undefined) return {};
  return isUtf8(body) ? { requestBody: body.toString() } : { requestBodyBase64: body.toString('base64') };
}

/** The whole body as text: what the server said is judged, not what a parser made of it. Superagent sees to a broken stream. */
function readText(response: unknown, done: (error: Error | null, body: string) => void): void {
  const stream = response as NodeJS.ReadableStream;
  stream.setEncoding('utf8');
  let text = '';
  stream.on('data', (chunk: string) => {
    text += chunk;
  });
  stream.on('end', () => done(null, text));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const failures: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there (connection refused)',
  ENOTFOUND: 'the host name is unknown',
  ECONNRESET: 'the server closed the connection',
  ECONNABORTED: 'no whole answer in time',
  ETIME: 'no whole answer in time',
  ETIMEDOUT: 'no answer in time',
  EHOSTUNREACH: 'the host cannot be reached',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate is self-signed; give its authority with --ca',
  SELF_SIGNED_CERT_IN_CHAIN: 'the certificate authority is not known; give it with --ca',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the certificate authority is not known; give it with --ca',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'the certificate authority is not known; give it with --ca',
  CERT_HAS_EXPIRED: 'the certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another host name',
};

/** What went wrong on the way to the server and back; undefined for what never left us (a header that is none, say). */
function describeFailure(thrown: unknown): string | undefined {
  // supertest keeps the code of a failed connection in the message alone.
  const code = (thrown as NodeJS.ErrnoException).code ?? /^(E[A-Z]+): /.exec(messageOf(thrown))?.[1];
  if (code === undefined || /^ERR_(?!TLS|SSL)/.test(code)) return undefined;
  return failures[code] ?? messageOf(thrown);
}

/** Resolves after `ms`, or throws InconclusiveError as soon as the run is told to stop. */
export function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stopped = () => {
      clearTimeout(timer);
      reject(new InconclusiveError('the run was interrupted'));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stopped);
      resolve();
    }, ms);
    if (signal?.aborted) stopped();
    else signal?.addEventListener('abort', stopped, { once: true });
  });
}
