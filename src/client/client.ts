import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import supertest from 'supertest';
import { InconclusiveError, messageOf } from '../errors.ts';
import { type Exchange, redactHeaders } from '../evidence.ts';
import type { ConnectionSettings } from '../settings/settings.ts';
import { retryDelay } from './throttle.ts';

export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path and query, percent-encoded. */
  readonly path: string;
  /** A text is sent as it is, anything else as JSON. */
  readonly body?: unknown;
  /** `application/json` where there is a body and nothing else is said. */
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
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
  send(request: Request): Promise<Answer>;
  /** A client over the same connections that hands every exchange to a listener of its own. */
  observed(listen: (exchange: Exchange) => void): Client;
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

/** Milliseconds in which a throttled request is tried again. */
const throttleBudgetMs = 30_000;

/** Opens a client with a pool of kept connections. @throws nothing: a bad address shows at the first request. */
export function createClient(connection: ConnectionSettings & { server: string }, options: ClientOptions): Client {
  const secure = connection.server.startsWith('https:');
  const pool = { keepAlive: true, maxSockets: options.connections, scheduling: 'fifo' as const };
  const agent = secure ? new HttpsAgent({ ...pool, ...tlsOf(connection) }) : new HttpAgent(pool);
  const target = supertest(connection.server);
  const began = performance.now();
  let count = 0;
  // Dropping the connections ends what is under way; superagent's own abort leaves a rejection that nobody can handle.
  const stop = () => {
    // A request that waits for a connection would be given one, and sent, as soon as another is dropped.
    for (const waiting of Object.values(agent.requests)) for (const request of waiting ?? []) request.destroy();
    agent.destroy();
  };
  options.signal?.addEventListener('abort', stop, { once: true });

  async function once(request: Request): Promise<Answer> {
    const headers: Record<string, string> = {
      'user-agent': 'kube-covenant',
      accept: 'application/json',
      ...connection.headers,
      ...(request.body !== undefined && { 'content-type': request.contentType ?? 'application/json' }),
      ...request.headers,
    };
    const body =
      typeof request.body === 'string' || request.body === undefined ? request.body : JSON.stringify(request.body);
    if (options.signal?.aborted) throw new InconclusiveError('the run was interrupted');
    const started = performance.now();
    count++;
    const call = target[request.method.toLowerCase() as 'get'](request.path).agent(agent).set(headers).redirects(0);
    call
      .ok(() => true)
      .buffer(true)
      .parse(readText)
      .timeout({ deadline: options.timeoutMs ?? 30_000 });
    try {
      const response = await (body === undefined ? call : call.send(body));
      const text = typeof response.body === 'string' ? response.body : '';
      const exchange: Exchange = {
        method: request.method,
        path: request.path,
        requestHeaders: redactHeaders(headers),
        ...(body !== undefined && { requestBody: body }),
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
    const deadline = performance.now() + throttleBudgetMs;
    for (;;) {
      const answer = await once(request);
      const delay = retryDelay(answer);
      if (delay === undefined) {
        listen(answer.exchange);
        return answer;
      }
      if (performance.now() + delay > deadline) {
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
    count: () => count,
    close: () => agent.destroy(),
  });
  return facing(() => {});
}

function tlsOf(connection: ConnectionSettings) {
  const { ca, clientCert, clientKey } = connection;
  return {
    rejectUnauthorized: !connection.insecureSkipTlsVerify,
    ...(ca !== undefined && { ca }),
    ...(clientCert !== undefined && { cert: clientCert }),
    ...(clientKey !== undefined && { key: clientKey }),
  };
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
