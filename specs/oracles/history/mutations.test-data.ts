import type { PagingGuarantee } from '../paging.ts';
import type { WatchGuarantee } from '../watch.ts';
import type { History } from './history.ts';
import type { Listing, Page } from './listing.ts';
import { hasSelector } from './selects.ts';
import type { Frame, ObjectFrame, Watching } from './watching.ts';

/** One way to break a history at one place. */
export interface Mutation {
  readonly name: string;
  /** The judge that must speak. */
  readonly breaks: WatchGuarantee | PagingGuarantee;
  /** The places at which the history can be broken so, each with what it is then. */
  places(history: History): readonly (() => History)[];
}

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

function isObject(frame: Frame | undefined): frame is ObjectFrame {
  return frame?.type === 'ADDED' || frame?.type === 'MODIFIED' || frame?.type === 'DELETED';
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

/** What is asked of a history at each of its places, found out once. */
interface Digest {
  readonly written: ReadonlySet<string>;
  readonly used: ReadonlySet<number>;
}

const digests = new WeakMap<History, Digest>();

function digestOf(history: History): Digest {
  const known = digests.get(history);
  if (known) return known;
  const { writes, watchings } = history;
  const stored = writes.filter(({ kind }) => kind === 'created' || kind === 'updated');
  const shown = watchings.flatMap(({ frames }) =>
    frames.flatMap((frame) => ('version' in frame ? [frame.version] : [])),
  );
  const answered = writes.flatMap((write) =>
    'version' in write && write.version !== undefined ? [write.version] : [],
  );
  const digest = {
    written: new Set(stored.map((write) => `${write.key} ${'version' in write ? write.version : ''}`)),
    used: new Set([...shown, ...answered].map(Number)),
  };
  digests.set(history, digest);
  return digest;
}

function isByRun({ key, version }: ObjectFrame, history: History): boolean {
  return digestOf(history).written.has(`${key} ${version}`);
}

/** Nobody knows a change that is the run's no more than it is shown elsewhere: only those of the run are looked for. */
function isOwed(place: Place, history: History): boolean {
  return isObject(place.frame) && isByRun(place.frame, history) && isShownLater(place);
}

function unused(history: History, from: string): string | undefined {
  const next = Number(from) + 1;
  return digestOf(history).used.has(next) ? undefined : String(next);
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

function ofPages(
  name: string,
  breaks: PagingGuarantee,
  change: (
    place: { page: Page; at: number; pages: readonly Page[]; listing: Listing },
    history: History,
  ) => readonly Page[] | undefined,
): Mutation {
  return {
    name,
    breaks,
    places: (history) =>
      history.listings.flatMap((listing, index) =>
        listing.pages.flatMap((page, at) => {
          const pages = change({ page, at, pages: listing.pages, listing }, history);
          if (!pages) return [];
          return [
            () => ({ ...history, listings: history.listings.map((one, i) => (i === index ? { ...one, pages } : one)) }),
          ];
        }),
      ),
  };
}

/** Whether every change of an object is the run's, and one of them that of the version. */
function isOwn(key: string, version: string, { writes, watchings }: History): boolean {
  const versions = writes.flatMap((write) => (write.key === key && 'version' in write ? [write.version] : []));
  const isTouched =
    writes.some((write) => write.key === key && (write.kind === 'unknown' || write.kind === 'deleted')) ||
    watchings.some(({ frames }) =>
      frames.some((frame) => isObject(frame) && frame.key === key && !versions.includes(frame.version)),
    );
  return !isTouched && versions.includes(version);
}

/** Ways to break what a list shows. */
export const pagingMutations: readonly Mutation[] = [
  ofPages('an object is lost', 'snapshot', ({ page, at, pages }, history) => {
    const [first] = page.items;
    return first && isOwn(first.key, first.version, history) && pages.every(({ status }) => status === 200)
      ? pages.with(at, { ...page, items: page.items.slice(1) })
      : undefined;
  }),
  ofPages('an object is of a later state', 'snapshot', ({ page, at, pages }) => {
    const [first, ...rest] = page.items;
    return first && page.resourceVersion !== undefined
      ? pages.with(at, { ...page, items: [{ ...first, version: String(Number(page.resourceVersion) + 1) }, ...rest] })
      : undefined;
  }),
  ofPages('an object is in another state', 'snapshot', ({ page, at, pages }, history) => {
    const [first, ...rest] = page.items;
    return first && isOwn(first.key, first.version, history)
      ? pages.with(at, { ...page, items: [{ ...first, digest: 'other' }, ...rest] })
      : undefined;
  }),
  ofPages('a page is of another version', 'constantVersion', ({ page, at, pages }) =>
    at > 0 && page.status === 200 && pages[at - 1]?.status === 200
      ? pages.with(at, { ...page, resourceVersion: `${page.resourceVersion}0` })
      : undefined,
  ),
  ofPages('a page holds more', 'withinLimit', ({ page, at, pages }) => {
    const [moved, ...rest] = pages[at + 1]?.items ?? [];
    const next = pages[at + 1];
    return moved && next && page.items.length === Number(page.query.limit)
      ? pages.with(at, { ...page, items: [...page.items, moved] }).with(at + 1, { ...next, items: rest })
      : undefined;
  }),
  ofPages('an object is on two pages', 'once', ({ page, at, pages }) => {
    const last = pages[at - 1]?.items.at(-1);
    return last && page.status === 200 ? pages.with(at, { ...page, items: [last, ...page.items] }) : undefined;
  }),
  ofPages('two objects change places', 'inOrder', ({ page, at, pages }) => {
    const [first, second, ...rest] = page.items;
    return first && second ? pages.with(at, { ...page, items: [second, first, ...rest] }) : undefined;
  }),
  ofPages('an object that is not chosen', 'selected', ({ page, at, pages }) => {
    const [first, ...rest] = page.items;
    return first && pages[0]?.query.labelSelector !== undefined
      ? pages.with(at, { ...page, items: [{ ...first, labels: { l: '1' } }, ...rest] })
      : undefined;
  }),
  ofPages('the token is lost', 'complete', ({ page, at, pages }, history) => {
    const next = pages[at + 1]?.items[0];
    return next &&
      pages[at + 1]?.status === 200 &&
      pages[at]?.status === 200 &&
      isOwn(next.key, next.version, history) &&
      pages.slice(0, at).every(({ status }) => status === 200)
      ? [...pages.slice(0, at), { ...page, continue: undefined }]
      : undefined;
  }),
  ofPages('the remaining items are miscounted', 'remaining', ({ page, at, pages }) =>
    page.remainingItemCount !== undefined && pages.slice(at).every(({ status }) => status === 200)
      ? pages.with(at, { ...page, remainingItemCount: Number(page.remainingItemCount) + 1 })
      : undefined,
  ),
  ofPages('the token gives another page', 'repeatable', ({ page, at, pages }) =>
    page.query.continue?.startsWith('token') && page.status === 200
      ? [...pages.slice(0, at + 1), { ...page, items: page.items.slice(1) }, ...pages.slice(at + 1)]
      : undefined,
  ),
  ofPages('the list is an old one', 'honoured', ({ page, at, pages }) =>
    at === 0 && page.query.resourceVersionMatch === undefined
      ? pages.with(at, { ...page, resourceVersion: '10' })
      : undefined,
  ),
  ofPages('the list is not of the very version', 'honoured', ({ page, at, pages }) =>
    at === 0 && page.query.resourceVersionMatch === 'Exact'
      ? pages.with(at, { ...page, resourceVersion: `${page.resourceVersion}1` })
      : undefined,
  ),
  ofPages('a token is refused as bad', 'honoured', ({ page, at, pages }) =>
    at === 0 ? pages.with(at, { ...page, status: 400, items: [] }) : undefined,
  ),
  ofPages('no reason for an expired token', 'expiredToken', ({ page, at, pages }) =>
    page.status === 410 ? pages.with(at, { ...page, reason: 'BadRequest' }) : undefined,
  ),
  ofPages('no fresh token', 'expiredToken', ({ page, at, pages }) =>
    page.status === 410 ? pages.with(at, { ...page, continue: undefined }) : undefined,
  ),
];
