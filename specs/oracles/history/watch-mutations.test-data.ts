import type { WatchGuarantee } from '../watch.ts';
import type { History } from './history.ts';
import { isByRun, isObject, type Mutation, unused } from './mutation.test-data.ts';
import { hasSelector } from './selects.ts';
import type { Frame, ObjectFrame, Watching } from './watching.ts';

function withFrames(history: History, index: number, frames: readonly Frame[]): History {
  return { ...history, watchings: history.watchings.map((one, i) => (i === index ? { ...one, frames } : one)) };
}

function withWatching(history: History, index: number, change: Partial<Watching>): History {
  return { ...history, watchings: history.watchings.map((one, i) => (i === index ? { ...one, ...change } : one)) };
}

interface Place {
  readonly watching: Watching;
  readonly frame: Frame;
  readonly at: number;
  readonly frames: readonly Frame[];
}

/** A mutation of one frame: what stands in its place, or undefined where it cannot be broken. */
function ofFrames(
  name: string,
  breaks: WatchGuarantee,
  change: (place: Place, history: History) => readonly Frame[] | undefined,
): Mutation {
  return {
    name,
    breaks,
    places: (history) =>
      history.watchings.flatMap((watching, index) =>
        watching.frames.flatMap((frame, at) => {
          const instead = change({ watching, frame, at, frames: watching.frames }, history);
          return instead ? [() => withFrames(history, index, watching.frames.toSpliced(at, 1, ...instead))] : [];
        }),
      ),
  };
}

/** Whether a frame is one of the objects that the watch began with, or may be taken for one. */
function mayBeInitial({ watching, at, frames }: Place): boolean {
  const { start, sendInitialEvents } = watching.request;
  const isExact = start.kind === 'exact' && !sendInitialEvents;
  const end = frames.findIndex(({ type }) => type !== 'ADDED');
  return !isExact && sendInitialEvents !== false && (end < 0 || at <= end);
}

function isShownLater({ frames, at }: Place): boolean {
  return frames.slice(at + 1).some((frame) => isObject(frame) && frame.type === 'MODIFIED');
}

/** Nobody knows a change that is the run's no more than it is shown elsewhere: only those of the run are looked for. */
function isOwed(place: Place, history: History): boolean {
  return isObject(place.frame) && isByRun(place.frame, history) && isShownLater(place);
}

const later = (frame: Frame, version: string): Frame => ({ ...frame, version }) as Frame;

/** Ways to break what a watch shows. */
export const watchMutations: readonly Mutation[] = [
  ofFrames('a change is dropped', 'reliable', (place, history) =>
    isOwed(place, history) && !mayBeInitial(place) && place.watching.request.sendInitialEvents !== false
      ? []
      : undefined,
  ),
  ofFrames('an object is dropped from the first state', 'initialState', (place, history) => {
    if (!mayBeInitial(place) || !isObject(place.frame) || !isOwed(place, history) || place.frame.key.includes('marker'))
      return undefined;
    const { key } = place.frame;
    const certain = history.writes.every((write) => write.key !== key || write.kind !== 'unknown');
    const isAlone = history.watchings.every(({ frames }) =>
      frames.every((frame) => !isObject(frame) || frame.key !== key || isByRun(frame, history)),
    );
    const isLastBefore = place.frames
      .slice(place.at + 1)
      .every((frame) => !isObject(frame) || frame.key !== key || frame.type !== 'ADDED');
    return certain &&
      isAlone &&
      isLastBefore &&
      !history.writes.some((write) => write.key === key && write.kind === 'deleted')
      ? []
      : undefined;
  }),
  ofFrames('the first change after a cut is dropped', 'resumable', (place, history) => {
    const { start } = place.watching.request;
    const isSeam = start.kind === 'exact' && start.from !== 'list' && place.at === place.frames.findIndex(isObject);
    return isSeam && place.watching.request.sendInitialEvents === undefined && isOwed(place, history) ? [] : undefined;
  }),
  ofFrames('the first change after a list is dropped', 'gapless', (place, history) => {
    const { start, sendInitialEvents } = place.watching.request;
    const isSeam = start.kind === 'exact' && start.from === 'list' && place.at === place.frames.findIndex(isObject);
    return isSeam && sendInitialEvents === undefined && isOwed(place, history) ? [] : undefined;
  }),
  ofFrames('a change is shown twice', 'unique', ({ frame }) => (isObject(frame) ? [frame, frame] : undefined)),
  ofFrames('a change is shown again later', 'unique', ({ frame, frames, at }) => {
    const before = frames[at - 2];
    return isObject(before) ? [frame, before] : undefined;
  }),
  {
    name: 'two neighbours change places',
    breaks: 'ordered',
    places: (history) =>
      history.watchings.flatMap((watching, index) =>
        watching.frames.flatMap((frame, at) => {
          const before = watching.frames[at - 1];
          const place = { watching, frame, at, frames: watching.frames };
          if (!isObject(frame) || !isObject(before) || mayBeInitial(place)) return [];
          return [() => withFrames(history, index, watching.frames.toSpliced(at - 1, 2, frame, before))];
        }),
      ),
  },
  ofFrames('MODIFIED becomes ADDED', 'typed', ({ frame, frames, at }) =>
    frame.type === 'MODIFIED' && frames.slice(0, at).some((one) => isObject(one) && one.key === frame.key)
      ? [{ ...frame, type: 'ADDED' }]
      : undefined,
  ),
  ofFrames('ADDED becomes MODIFIED', 'typed', (place, history) => {
    const { frame, frames, at, watching } = place;
    const isGone =
      isObject(frame) &&
      frames.slice(0, at).findLast((one) => isObject(one) && one.key === frame.key)?.type === 'DELETED';
    const isCreated =
      isObject(frame) && history.writes.some((write) => write.kind === 'created' && write.version === frame.version);
    const isExact = watching.request.start.kind === 'exact' && !watching.request.sendInitialEvents;
    return frame.type === 'ADDED' && (isGone || (isExact && isCreated)) ? [{ ...frame, type: 'MODIFIED' }] : undefined;
  }),
  ofFrames('MODIFIED becomes DELETED', 'typed', ({ frame, watching }, history) =>
    frame.type === 'MODIFIED' && isByRun(frame, history) && !hasSelector(watching.request)
      ? [{ ...frame, type: 'DELETED' }]
      : undefined,
  ),
  ofFrames('an object is as it was before', 'typed', ({ frame, frames, at }, history) => {
    if (frame.type !== 'MODIFIED' || !isByRun(frame, history)) return undefined;
    const before = frames.slice(0, at).findLast((one) => isObject(one) && one.key === frame.key);
    return isObject(before) && before.digest !== frame.digest ? [{ ...frame, digest: before.digest }] : undefined;
  }),
  ofFrames('a deletion shows an older state', 'typed', ({ frame, frames, at }) => {
    if (frame.type !== 'DELETED') return undefined;
    const seen = frames.slice(0, at).filter((one): one is ObjectFrame => isObject(one) && one.key === frame.key);
    return seen.length > 0 ? [{ ...frame, digest: 'another' }] : undefined;
  }),
  ofFrames('another uid', 'typed', ({ frame }, history) =>
    isObject(frame) && isByRun(frame, history) && frame.type !== 'DELETED' ? [{ ...frame, uid: 'other' }] : undefined,
  ),
  ofFrames('no kind', 'typed', ({ frame }) => [{ ...frame, kind: 'undefined/undefined' } as Frame]),
  ofFrames('a change has a version that nothing has', 'reliable', (place, history) => {
    const { frame } = place;
    if (!isObject(frame) || !isOwed(place, history) || mayBeInitial(place)) return undefined;
    const version = unused(history, frame.version);
    return version !== undefined && place.watching.request.sendInitialEvents !== false
      ? [later(frame, version)]
      : undefined;
  }),
  ofFrames('an object of another namespace', 'filtered', ({ frame, watching }) =>
    isObject(frame) && watching.request.namespace !== undefined ? [frame, { ...frame, key: 'other/o1' }] : undefined,
  ),
  ofFrames('an object that is not chosen', 'filtered', ({ frame, watching }) =>
    isObject(frame) && frame.type !== 'DELETED' && watching.request.labelSelector !== undefined
      ? [{ ...frame, labels: { l: '2' } }]
      : undefined,
  ),
  ofFrames('an object leaves unseen', 'filtered', (place, history) => {
    const { frame, frames, at, watching } = place;
    if (frame.type !== 'DELETED' || !hasSelector(watching.request) || !isOwed(place, history)) return undefined;
    return isObject(frames.slice(0, at).findLast((one) => isObject(one) && one.key === frame.key)) ? [] : undefined;
  }),
  ofFrames('first objects after a version', 'initialState', ({ frame, watching }) => {
    const { start, sendInitialEvents } = watching.request;
    if (start.kind !== 'exact' || sendInitialEvents || !isObject(frame)) return undefined;
    return [{ ...frame, type: 'ADDED', version: start.version }, frame];
  }),
  ofFrames('the end of the first events is not marked', 'initialState', ({ frame, frames, at, watching }) => {
    const next = frames.slice(at).find((one) => isObject(one) && one.type !== 'ADDED');
    return frame.type === 'BOOKMARK' && frame.endsInitial && next && watching.end.at - next.at > 10_000
      ? []
      : undefined;
  }),
  ofFrames('the end of the first events is marked twice', 'initialState', ({ frame }) =>
    frame.type === 'BOOKMARK' && frame.endsInitial ? [frame, frame] : undefined,
  ),
  ofFrames('a bookmark is ahead', 'bookmarkable', ({ frame, frames, at }) => {
    const next = frames.slice(at + 1).find(isObject);
    return frame.type === 'BOOKMARK' && next ? [later(frame, next.version)] : undefined;
  }),
  ofFrames('a bookmark goes back', 'bookmarkable', ({ frame, frames, at }) =>
    frame.type === 'BOOKMARK' && frames.slice(0, at).some((one) => isObject(one) && Number(one.version) > 94)
      ? [later(frame, '94')]
      : undefined,
  ),
  {
    name: 'bookmarks that nobody asked for',
    breaks: 'bookmarkable',
    places: (history) =>
      history.watchings.flatMap((watching, index) =>
        watching.frames.some(({ type }) => type === 'BOOKMARK')
          ? [() => withWatching(history, index, { request: { ...watching.request, bookmarks: false } })]
          : [],
      ),
  },
  ofFrames('the watch goes on after an error', 'expiry', ({ frame, at }) =>
    isObject(frame) && at > 0
      ? [{ type: 'ERROR', at: frame.at, kind: 'v1/Status', code: 410, reason: 'Expired' }, frame]
      : undefined,
  ),
  ofFrames('the error has no reason', 'expiry', ({ frame, frames, at }) =>
    at === frames.length - 1
      ? [frame, { type: 'ERROR', at: frame.at, kind: 'v1/Status', code: 410, reason: '' }]
      : undefined,
  ),
  {
    name: 'the watch outlasts its time',
    breaks: 'bounded',
    places: (history) =>
      history.watchings.flatMap((watching, index) => {
        const due = watching.sentAt + 1000;
        const isAlive = history.writes.some(({ sentAt, at }) => sentAt > due && at < watching.end.at);
        const isOver = isAlive && watching.end.at - watching.sentAt > 11_000;
        return isOver
          ? [() => withWatching(history, index, { request: { ...watching.request, timeoutSeconds: 1 } })]
          : [];
      }),
  },
  {
    name: 'the watch falls silent',
    breaks: 'prompt',
    places: (history) =>
      history.watchings.flatMap((watching, index) => {
        const last = watching.frames.findLast(isObject);
        const isHeld = watching.end.how === 'closed' && last && watching.end.at - last.at > 12_000;
        const others = history.watchings.filter(
          (one) => one !== watching && one.frames.some((frame) => isObject(frame) && frame.version === last?.version),
        );
        return isHeld && others.length > 0 && isByRun(last, history)
          ? [() => withFrames(history, index, watching.frames.slice(0, watching.frames.indexOf(last)))]
          : [];
      }),
  },
  ofFrames('an event for a write that changes nothing', 'quiet', ({ frame }, history) => {
    if (!isObject(frame)) return undefined;
    const trial = history.writes.find(
      (write) => write.kind === 'unchanged' && write.key === frame.key && write.version === frame.version,
    );
    const version = unused(history, frame.version);
    if (trial?.kind !== 'unchanged' || version === undefined || frame.type === 'DELETED') return undefined;
    return [frame, { ...frame, type: 'MODIFIED', version, at: trial.at + 1, digest: trial.wouldBe }];
  }),
];
