import { valueAt } from '../../../specs/json.ts';
import { compareVersions, isDecimal, isNewer } from '../../../specs/oracles/history/versions.ts';
import { type Frame, frameOf, type WatchRequest, type WatchStart } from '../../../specs/oracles/history/watching.ts';
import type { Client } from '../../../src/client/client.ts';
import type { WatchStream } from '../../../src/client/watch-stream.ts';
import type { Recorder } from './recorder.ts';

/** What one watcher asks for, each time it connects. */
export interface Watcher {
  readonly name: string;
  readonly request: Omit<WatchRequest, 'start'>;
  readonly start: WatchStart;
  readonly path: (request: WatchRequest) => string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Frames after which a connection is cut by us, in turn; never without. */
  readonly cuts?: readonly number[];
}

/** A watcher at work. */
export interface Watched {
  /** Resolves once it was shown a version, or a later one, or cannot go on: true and false. */
  reaches(version: string): Promise<boolean>;
  /** Resolves once a frame fits, or it cannot go on. */
  shows(fits: (frame: Frame) => boolean): Promise<boolean>;
  /** Resolves once it was first answered, or cannot be. */
  readonly answered: Promise<void>;
  /** All that it was shown so far, over all its connections. */
  readonly frames: readonly Frame[];
  /** Ends it. Resolves when all of it is written down. */
  stop(): Promise<void>;
}

/** Connections in a row that end within a moment and show nothing, after which it is no use to go on. */
const idleConnections = 6;
const momentMs = 1000;

/** Begins to watch, and to begin again where a connection ends. */
export function startWatcher(client: Client, recorder: Recorder, watcher: Watcher, fields: readonly string[]): Watched {
  const { name, request, cuts = [], headers } = watcher;
  const waiting = new Set<() => void>();
  const seen: Frame[] = [];
  let position: string | undefined;
  let stream: WatchStream | undefined;
  let isStopped = false;
  let isOver = false;
  let settleAnswered: () => void = () => {};
  const answered = new Promise<void>((resolve) => {
    settleAnswered = resolve;
  });
  const look = () => {
    for (const one of [...waiting]) one();
  };

  const connect = async (number: number, start: WatchStart, resumes: string | undefined) => {
    const frames: Frame[] = [];
    const cutAfter = cuts.length > 0 ? cuts[(number - 1) % cuts.length] : undefined;
    const { sendInitialEvents: _initial, ...again } = request;
    // Who goes on from what was seen has the state already.
    const asked: WatchRequest = { ...(start === watcher.start ? request : again), start };
    let isBegun = start.kind === 'exact' && asked.sendInitialEvents !== true;
    const opening: WatchStream = client.watch(
      watcher.path(asked),
      ({ type, object, at }) => {
        const frame = frameOf(type, object, at, fields);
        frames.push(frame);
        seen.push(frame);
        if ('version' in frame && isDecimal(frame.version))
          position = position === undefined || isNewer(frame.version, position) ? frame.version : position;
        // Objects that were there come first: who is cut off among them would have to begin anew.
        if (type !== 'ADDED') isBegun = true;
        look();
        if (cutAfter !== undefined && frames.length >= cutAfter && isBegun) opening.close();
      },
      headers,
    );
    stream = opening;
    if (isStopped) opening.close();
    const opened = await opening.opened;
    settleAnswered();
    const { kind, at } = await opening.ended;
    const reason = valueAt(opening.lastLine(), ['reason']);
    const isRefused = opened !== undefined && opened.status !== 200;
    recorder.watched({
      name: `${name}#${number}`,
      request: asked,
      sentAt: opening.sentAt,
      ...(opened && {
        answer: {
          status: opened.status,
          at: opened.at,
          ...(isRefused && typeof reason === 'string' && { reason }),
        },
      }),
      frames,
      end: { how: kind, at },
      ...(resumes !== undefined && { resumes }),
    });
    return {
      frames,
      isRefused,
      isTooOld: opened?.status === 410 || frames.some((frame) => frame.type === 'ERROR' && frame.code === 410),
      isIdle: frames.length === 0 && at - opening.sentAt < momentMs,
    };
  };

  const run = async () => {
    let { start } = watcher;
    let idle = 0;
    for (let number = 1; !isStopped; number++) {
      const before = number === 1 ? undefined : `${name}#${number - 1}`;
      const { frames, isRefused, isTooOld, isIdle } = await connect(number, start, before);
      idle = isIdle && !isTooOld ? idle + 1 : 0;
      const hasFailed = frames.some(({ type }) => type === 'ERROR');
      if (isTooOld && position !== undefined && beginsAnew(watcher)) start = { kind: 'unset' };
      else if (isRefused || hasFailed || idle === idleConnections) return;
      else start = nextStart(start, frames);
    }
  };
  const ended = run().finally(() => {
    isOver = true;
    look();
  });

  const until = (holds: () => boolean) =>
    new Promise<boolean>((resolve) => {
      const check = () => {
        const held = holds();
        if (!held && !isOver) return;
        waiting.delete(check);
        resolve(held);
      };
      waiting.add(check);
      check();
    });

  return {
    answered,
    frames: seen,
    reaches: (version) => until(() => position !== undefined && compareVersions(position, version) >= 0),
    shows: (fits) => {
      let looked = 0;
      let found = false;
      return until(() => {
        for (; looked < seen.length && !found; looked++) found = fits(seen[looked] as Frame);
        return found;
      });
    },
    async stop() {
      isStopped = true;
      stream?.close();
      await ended;
    },
  };
}

/**
 * Who has watched for a while and is told that its version is too old begins with the objects there are, as every client does
 * (API concepts, "410 Gone responses"). Whoever asks for a version of old to see whether it is still known does not.
 */
function beginsAnew({ start }: Watcher): boolean {
  return start.kind !== 'exact' || start.from === 'list';
}

/** Where a watcher goes on: from the last version that it was shown, or as before where it was shown none. */
function nextStart(start: WatchStart, frames: readonly Frame[]): WatchStart {
  let next = start;
  for (const frame of frames) {
    if (frame.type === 'ERROR' || frame.type === 'STRANGE' || !isDecimal(frame.version)) continue;
    if (next.kind === 'exact' && !isNewer(frame.version, next.version)) continue;
    next = { kind: 'exact', version: frame.version, from: frame.type === 'BOOKMARK' ? 'bookmark' : 'event' };
  }
  return next;
}

/** The paths of watches of one collection. */
export interface WatchPath {
  /** With `{namespace}` in it. */
  readonly collection: string;
  readonly namespace: string | undefined;
  /** The old way: a path of its own, without the parameter. */
  readonly isOld?: boolean;
  /** The old path of one object. */
  readonly object?: string;
}

/** The path and query of a watch. */
export function watchPath(
  { collection, namespace, isOld = false, object }: WatchPath,
  { start, labelSelector, fieldSelector, bookmarks, sendInitialEvents, timeoutSeconds }: WatchRequest,
): string {
  const scoped =
    namespace === undefined
      ? collection.replace('/namespaces/{namespace}', '')
      : collection.replace('{namespace}', namespace);
  const path = isOld ? scoped.replace(/^(\/api\/[^/]+|\/apis\/[^/]+\/[^/]+)\//, '$1/watch/') : scoped;
  const query = new URLSearchParams();
  if (!isOld) query.set('watch', '1');
  if (start.kind !== 'unset') query.set('resourceVersion', start.kind === 'any' ? '0' : start.version);
  if (labelSelector !== undefined) query.set('labelSelector', labelSelector);
  if (fieldSelector !== undefined && object === undefined) query.set('fieldSelector', fieldSelector);
  if (bookmarks) query.set('allowWatchBookmarks', 'true');
  if (timeoutSeconds !== undefined) query.set('timeoutSeconds', String(timeoutSeconds));
  if (sendInitialEvents !== undefined) {
    query.set('sendInitialEvents', String(sendInitialEvents));
    query.set('resourceVersionMatch', 'NotOlderThan');
  }
  const text = query.toString();
  return `${path}${object === undefined ? '' : `/${object}`}${text === '' ? '' : `?${text}`}`;
}
