import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';
import { isObject, type JsonObject } from '../../specs/json.ts';
import { messageOf } from '../errors.ts';
import { type Exchange, redactHeaders } from '../evidence.ts';
import type { ConnectionSettings } from '../settings/settings.ts';
import { newPace } from './throttle.ts';
import { tlsOf } from './tls.ts';

/** One event of a watch, as it came. */
export interface SeenEvent {
  readonly type: string;
  readonly object: JsonObject;
  /** Milliseconds since the run began. */
  readonly at: number;
}

/** How a watch ended. `closed`: by us. `complete`: the server ended it in order. `broken`: the connection broke, or never was. */
export interface WatchEnd {
  readonly kind: 'closed' | 'complete' | 'broken';
  readonly reason: string;
  /** Milliseconds since the run began. */
  readonly at: number;
}

/** The beginning of an answer. */
export interface WatchOpened {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds since the run began. */
  readonly at: number;
}

/** A watch under way. Its events are those of one connection: whoever wants more begins again from the last version. */
export interface WatchStream {
  /** All events so far, in order; bookmarks and errors among them. */
  readonly events: readonly SeenEvent[];
  /** When the request was sent, the last one where it was throttled: milliseconds since the run began. */
  readonly sentAt: number;
  /** Status and headers of the answer; undefined where the watch ends before any. */
  readonly opened: Promise<WatchOpened | undefined>;
  readonly ended: Promise<WatchEnd>;
  /** The first event, of those seen already too, that fits; undefined where none has come in time or before the end. */
  until(fits: (event: SeenEvent) => boolean, ms: number): Promise<SeenEvent | undefined>;
  /** Reads nothing until `resume`: what the server sends meanwhile waits on the way, or in the server. */
  pause(): void;
  resume(): void;
  /** The last line of the answer as JSON: of a refusal, its Status. */
  lastLine(): unknown;
  close(): void;
}

/** Whoever takes the events itself: none is kept then, which a watch of hours needs. */
export type TakeEvent = (event: SeenEvent) => void;

export interface WatchOptions {
  readonly take?: TakeEvent;
  /** More headers, or others. */
  readonly headers?: Readonly<Record<string, string>>;
  /** When the run began, by `performance.now()`. */
  readonly began: number;
  /** Told of the exchange when the watch is over. */
  readonly listen: (exchange: Exchange) => void;
  /** Milliseconds for which its headers are waited for; a minute without. */
  readonly unansweredMs?: number;
}

/** Milliseconds after which a watch that is not answered at all is given up: a run must end, whatever a target holds back. */
const longestSilenceMs = 60_000;

/** Lines that the exchange shows of a watch whose events are taken. */
const keptLines = 20;

/** Opens a watch over a connection of its own; never throws: what goes wrong is how it ends. */
export function openWatch(
  connection: ConnectionSettings & { server: string },
  path: string,
  { began, listen, take: hand, headers: more, unansweredMs = longestSilenceMs }: WatchOptions,
): WatchStream {
  const headers = { 'user-agent': 'kube-covenant', accept: 'application/json', ...connection.headers, ...more };
  const events: SeenEvent[] = [];
  const waiting = new Set<() => void>();
  const started = performance.now();
  const lines: string[] = [];
  let response: IncomingMessage | undefined;
  let end: WatchEnd | undefined;
  let settleOpened: (answer: WatchOpened | undefined) => void = () => {};
  let settleEnded: (end: WatchEnd) => void = () => {};
  const opened = new Promise<WatchOpened | undefined>((resolve) => {
    settleOpened = resolve;
  });
  const ended = new Promise<WatchEnd>((resolve) => {
    settleEnded = resolve;
  });

  const finish = (how: Omit<WatchEnd, 'at'>) => {
    if (end) return;
    end = { ...how, at: performance.now() - began };
    settleOpened(undefined);
    settleEnded(end);
    for (const look of [...waiting]) look();
    listen({
      method: 'GET',
      path,
      requestHeaders: redactHeaders(headers),
      status: response?.statusCode ?? 0,
      responseHeaders: redactHeaders((response?.headers ?? {}) as Record<string, string>),
      responseBody: lines.join('\n'),
      at: Math.round(started - began),
      durationMs: performance.now() - started,
    });
  };

  const secure = connection.server.startsWith('https:');
  const pace = newPace();
  let request: ClientRequest;
  let pause: NodeJS.Timeout | undefined;
  let asked = started;

  function ask(): void {
    asked = performance.now();
    request = (secure ? httpsRequest : httpRequest)(`${connection.server}${path}`, {
      headers,
      agent: false,
      ...(secure && tlsOf(connection)),
    });
    request.on('error', (error) => finish({ kind: 'broken', reason: messageOf(error) }));
    const silence = setTimeout(() => {
      finish({ kind: 'broken', reason: `no answer within ${unansweredMs / 1000} s` });
      request.destroy();
    }, unansweredMs);
    request.on('close', () => clearTimeout(silence));
    request.on('response', (answer) => {
      clearTimeout(silence);
      // A throttled watch has not begun: it is asked for again, as any other request.
      const delay = pace({ status: answer.statusCode ?? 0, headers: answer.headers as Record<string, string> });
      if (typeof delay === 'number') {
        answer.on('error', () => {}).resume();
        pause = setTimeout(ask, delay);
        return;
      }
      open(answer);
    });
    request.end();
  }

  function open(answer: IncomingMessage): void {
    response = answer;
    settleOpened({
      status: answer.statusCode ?? 0,
      headers: answer.headers as Record<string, string>,
      at: performance.now() - began,
    });
    const decoder = new StringDecoder('utf8');
    let rest = '';
    const body = answer.headers['content-encoding'] === 'gzip' ? answer.pipe(createGunzip()) : answer;
    body.on('data', (chunk: Buffer) => {
      const whole = (rest + decoder.write(chunk)).split('\n');
      rest = whole.pop() ?? '';
      for (const line of whole) take(line);
      for (const look of [...waiting]) look();
    });
    body.on('end', () => {
      take(rest);
      finish({ kind: 'complete', reason: 'the server ended the watch' });
    });
    for (const stream of new Set([answer, body]))
      stream.on('error', (error: unknown) => finish({ kind: 'broken', reason: messageOf(error) }));
    // What came before the end of an answer in order is still to be unpacked.
    answer.on('close', () => {
      if (!answer.complete) finish({ kind: 'broken', reason: 'the connection broke' });
    });
  }
  ask();

  function take(line: string): void {
    if (line.trim() === '') return;
    lines.push(line);
    if (hand && lines.length > keptLines) lines.shift();
    const event = parsed(line);
    if (!isObject(event) || typeof event['type'] !== 'string' || !isObject(event['object'])) return;
    const seen = { type: event['type'], object: event['object'], at: performance.now() - began };
    if (hand) hand(seen);
    else events.push(seen);
  }

  return {
    events,
    get sentAt() {
      return asked - began;
    },
    opened,
    ended,
    until: (fits, ms) =>
      new Promise((resolve) => {
        let looked = 0;
        const done = (found: SeenEvent | undefined) => {
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found);
        };
        const look = () => {
          while (looked < events.length) {
            const event = events[looked++] as SeenEvent;
            if (fits(event)) return done(event);
          }
          if (end) done(undefined);
        };
        const timer = setTimeout(() => done(undefined), ms);
        waiting.add(look);
        look();
      }),
    pause: () => response?.pause(),
    resume: () => response?.resume(),
    lastLine: () => parsed(lines.at(-1) ?? ''),
    close: () => {
      finish({ kind: 'closed', reason: 'the check closed the watch' });
      clearTimeout(pause);
      request.destroy();
    },
  };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
