import fc from 'fast-check';
import type { History } from './history.ts';
import type { Item, Listing, ListQuery, Page } from './listing.ts';
import { selects } from './selects.ts';
import { type Step, Store, type Stored, second } from './store.test-data.ts';
import type { Frame, ObjectFrame, Watching, WatchRequest, WatchStart } from './watching.ts';
import type { Write } from './write.ts';

interface Watcher {
  /** The step before which it begins. */
  readonly at: number;
  readonly begins: 'unset' | 'any' | 'exact' | 'initial' | 'now';
  readonly scope: 'all' | 'namespace' | 'label' | 'name';
  readonly bookmarks: boolean;
  /** Frames after which its connections are cut. */
  readonly cuts: readonly number[];
}

interface Pager {
  readonly at: number;
  readonly limit: number;
  /** Steps between two pages. */
  readonly pace: number;
  readonly scope: 'all' | 'namespace' | 'label';
  readonly version: 'unset' | 'exact' | 'not older';
  /** Where its token expires. */
  readonly expires: number | undefined;
}

export interface Script {
  readonly steps: readonly Step[];
  readonly watchers: readonly Watcher[];
  readonly pagers: readonly Pager[];
}

export const scripts: fc.Arbitrary<Script> = fc.record({
  steps: fc.array(
    fc.record<Step>({
      does: fc.constantFrom('write', 'write', 'write', 'write', 'delete', 'foreign', 'lost', 'dry run', 'no change'),
      object: fc.nat(5),
      label: fc.nat(2),
      gap: fc.nat(2),
    }),
    { minLength: 5, maxLength: 40 },
  ),
  watchers: fc.array(
    fc.record<Watcher>({
      at: fc.nat(20),
      begins: fc.constantFrom('unset', 'any', 'exact', 'exact', 'initial', 'now'),
      scope: fc.constantFrom('all', 'all', 'namespace', 'label', 'name'),
      bookmarks: fc.boolean(),
      cuts: fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  pagers: fc.array(
    fc.record<Pager>({
      at: fc.nat(20),
      limit: fc.integer({ min: 1, max: 4 }),
      pace: fc.nat(3),
      scope: fc.constantFrom('all', 'namespace', 'label'),
      version: fc.constantFrom('unset', 'exact', 'not older'),
      expires: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
    }),
    { maxLength: 2 },
  ),
});

/** Plays a script on a store that is right, and tells what was written and seen. */
export function play({ steps, watchers, pagers }: Script): History {
  const store = new Store();
  const writes: Write[] = [];
  for (const name of ['a/marker', 'b/marker']) writes.push(store.write(name, 'm', -1, 'run') as Write);
  steps.forEach((step, index) => {
    const write = store.take(step, index);
    if (write) writes.push(write);
  });
  // What every watch must show at last, so that whatever it did not show before was left out.
  for (const name of ['a/marker', 'b/marker', 'a/marker', 'b/marker'])
    writes.push(store.write(name, 'm', steps.length, 'run') as Write);
  return {
    kind: 'v1/Pod',
    writes,
    watchings: watchers.flatMap((watcher, index) => watchingsOf(store, watcher, steps.length, `w${index + 1}`)),
    listings: pagers.map((pager, index) => listingOf(store, pager, steps.length, `list ${index + 1}`)),
  };
}

const scopes: Readonly<Record<Watcher['scope'], Pick<WatchRequest, 'namespace' | 'labelSelector' | 'fieldSelector'>>> =
  {
    all: {},
    namespace: { namespace: 'a' },
    label: { labelSelector: 'l in (0, m)' },
    name: { fieldSelector: 'metadata.name!=o0' },
  };

function watchingsOf(store: Store, watcher: Watcher, steps: number, name: string): Watching[] {
  const opened = (Math.min(watcher.at, steps) + 2) * second - 500;
  const version = store.versionAt(opened);
  const { begins, bookmarks } = watcher;
  const starts: Readonly<Record<Watcher['begins'], WatchStart>> = {
    unset: { kind: 'unset' },
    any: { kind: 'any' },
    exact: { kind: 'exact', version: String(version), from: 'list' },
    initial: { kind: 'exact', version: String(version), from: 'list' },
    now: { kind: 'unset' },
  };
  const rest = { ...scopes[watcher.scope], bookmarks: bookmarks || begins === 'initial' };
  const chosen = selects(rest);
  const isState = begins === 'unset' || begins === 'any' || begins === 'initial';
  const all: Frame[] = [];
  if (isState) {
    // In the order of their keys, not of their versions.
    for (const object of store.at(version))
      if (chosen(object.key, object.state)) all.push(frameOf('ADDED', object, opened));
    if (begins === 'initial') all.push(bookmark(version, opened, true));
  }
  for (const { version: changed, at, before, after } of store.log) {
    if (changed <= version) continue;
    const was = before !== undefined && chosen(before.key, before.state) === true;
    const is = after !== undefined && chosen(after.key, after.state) === true;
    if (is && after) all.push(frameOf(was ? 'MODIFIED' : 'ADDED', after, at));
    else if (was && before) all.push(frameOf('DELETED', { ...before, version: changed }, at));
    if (rest.bookmarks && changed % 5 === 0) all.push(bookmark(changed, at, false));
  }
  const first: WatchRequest = {
    start: starts[begins],
    ...rest,
    ...(begins === 'initial' && { sendInitialEvents: true }),
    ...(begins === 'now' && { sendInitialEvents: false }),
  };
  return cut(all, first, watcher, { name, opened, end: (steps + 40) * second, initial: initialOf(all, first) });
}

/** Frames that a cut may not come before: an initial state that is not whole cannot be gone on from. */
function initialOf(frames: readonly Frame[], { start, sendInitialEvents }: WatchRequest): number {
  if (start.kind === 'exact' && !sendInitialEvents) return 0;
  return Math.max(1, frames.findIndex(({ type }) => type !== 'ADDED') + 1);
}

function cut(
  all: readonly Frame[],
  first: WatchRequest,
  { cuts }: Watcher,
  { name, opened, end, initial }: { name: string; opened: number; end: number; initial: number },
): Watching[] {
  const watchings: Watching[] = [];
  let from = 0;
  let request = first;
  let sentAt = opened;
  for (const length of [...cuts, all.length]) {
    const isLast = from + length >= all.length || watchings.length === cuts.length;
    const until = isLast ? all.length : Math.max(from + length, watchings.length === 0 ? initial : 0);
    const frames = all.slice(from, until);
    const last = frames.at(-1);
    const at = isLast ? end : Math.max(sentAt, last?.at ?? 0) + 30;
    const number = watchings.length + 1;
    watchings.push({
      name: `${name}#${number}`,
      request,
      sentAt,
      answer: { status: 200, at: sentAt + 10 },
      frames,
      end: { how: isLast ? 'closed' : number % 2 === 0 ? 'broken' : 'complete', at },
      ...(number > 1 && { resumes: `${name}#${number - 1}` }),
    });
    if (isLast || until >= all.length) break;
    from = until;
    sentAt = at + 10;
    const seen = frames.at(-1);
    if (!seen) continue;
    const { sendInitialEvents: _initial, ...same } = first;
    const seenIn = seen.type === 'BOOKMARK' ? 'bookmark' : 'event';
    request = { ...same, start: { kind: 'exact', version: highest(all.slice(0, until)), from: seenIn } };
  }
  return watchings;
}

/** The version to go on from: within a first state the last shown need not be the highest. */
function highest(frames: readonly Frame[]): string {
  return String(Math.max(...frames.flatMap((frame) => ('version' in frame ? [Number(frame.version)] : []))));
}

function frameOf(type: ObjectFrame['type'], { key, uid, version, state }: Stored, at: number): ObjectFrame {
  return {
    type,
    at: at + 20,
    kind: 'v1/Pod',
    key,
    uid,
    version: String(version),
    labels: state.labels,
    digest: state.digest,
  };
}

function bookmark(version: number, at: number, endsInitial: boolean): Frame {
  return { type: 'BOOKMARK', at: at + 20, kind: 'v1/Pod', version: String(version), endsInitial };
}

function listingOf(store: Store, pager: Pager, steps: number, name: string): Listing {
  const { namespace, labelSelector } = scopes[pager.scope];
  const chosen = selects({ namespace, labelSelector });
  let sentAt = (Math.min(pager.at, steps) + 2) * second - 400;
  let version = store.versionAt(sentAt);
  const asked = { limit: String(pager.limit), ...(labelSelector !== undefined && { labelSelector }) };
  const matches: Readonly<Record<Pager['version'], ListQuery>> = {
    unset: {},
    exact: { resourceVersion: String(version), resourceVersionMatch: 'Exact' },
    'not older': { resourceVersion: String(version), resourceVersionMatch: 'NotOlderThan' },
  };
  const pages: Page[] = [];
  let query: ListQuery = { ...asked, ...matches[pager.version] };
  let left = chosenAt(version);
  for (let count = 1; ; count++) {
    if (count - 1 === pager.expires) {
      pages.push({
        query,
        status: 410,
        reason: 'Expired',
        sentAt,
        at: sentAt + 50,
        continue: `fresh ${count}`,
        items: [],
      });
      query = { ...asked, continue: `fresh ${count}` };
      sentAt += 60;
      version = store.versionAt(sentAt);
      const last = pages.flatMap(({ items }) => items).at(-1)?.key ?? '';
      left = chosenAt(version).filter(({ key }) => key > last);
    }
    const items = left.slice(0, pager.limit);
    left = left.slice(pager.limit);
    const token = left.length > 0 ? `token ${name} ${count}` : undefined;
    const remaining = token !== undefined && labelSelector === undefined ? left.length : undefined;
    pages.push({
      query,
      status: 200,
      sentAt,
      at: sentAt + 50,
      resourceVersion: String(version),
      remainingItemCount: remaining,
      continue: token,
      items: items.map(itemOf),
    });
    if (token === undefined) break;
    query = { ...asked, continue: token };
    sentAt += pager.pace * second + 60;
  }
  return { name, namespace, pages };

  function chosenAt(when: number): Stored[] {
    return store.at(when).filter(({ key, state }) => chosen(key, state) === true);
  }
}

function itemOf({ key, uid, version, state: { labels, digest } }: Stored): Item {
  return { key, uid, version: String(version), labels, digest };
}
