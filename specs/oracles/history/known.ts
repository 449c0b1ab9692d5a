import type { History } from './history.ts';
import { hasSelector } from './selects.ts';
import type { ObjectState } from './state.ts';
import { compareVersions, isDecimal, isNewer, later } from './versions.ts';
import type { ObjectFrame, Watching } from './watching.ts';
import type { Deleted, Stored, Write } from './write.ts';

/** One change of one object, as far as it is known. Those of one object are linked. */
export interface Change {
  readonly version: string;
  readonly key: string;
  readonly uid: string;
  /**
   * `shown`: somebody else's change that a watch showed. `hidden`: one that a watch with a selector showed as a deletion, so that
   * nobody knows whether the object is gone.
   */
  readonly what: 'created' | 'updated' | 'deleted' | 'shown' | 'hidden';
  /** What the object was after it; of a deletion, before it. */
  readonly state: ObjectState | undefined;
  /** The watch that showed it, where it is none of the run's. */
  readonly shownIn?: string;
  /** Of a deletion whose version nobody showed: it was after `after`, and at the latest at the version of the change. */
  readonly after?: string;
  /** The change of the same object before this one, and the one after it. */
  before: Change | undefined;
  next: Change | undefined;
}

/** What is known of a collection from all that was written and all that was shown. */
export interface Known {
  /** All changes, oldest first. */
  readonly changes: readonly Change[];
  /** The change of an object at a version. */
  at(version: string, key: string): Change | undefined;
  /** The change of any object at a version. */
  first(version: string): Change | undefined;
  of(key: string): readonly Change[];
  /** The keys of all objects that are known of. */
  readonly keys: Iterable<string>;
  /** Whether somebody else may have changed the object, or a write of it has no answer. */
  isUncertain(key: string): boolean;
  /** False where some version is no number: then none is older than another. */
  readonly isOrdered: boolean;
}

/** Gathers what a history says, in one pass and a sort. */
export function knownOf(history: History): Known {
  const stored = history.writes.filter(
    (write): write is Stored => write.kind === 'created' || write.kind === 'updated',
  );
  const found: Change[] = stored.map(({ version, key, uid, kind, state }) =>
    changeOf({ version, key, uid, what: kind, state }),
  );
  const versions = new Versions(found);
  const uncertain = new Set(history.writes.flatMap((write) => (write.kind === 'unknown' ? [write.key] : [])));
  const deletions = new Map(
    history.writes.filter((write): write is Deleted => write.kind === 'deleted').map((write) => [write.uid, write]),
  );
  const resolved = new Set<string>();
  for (const watching of history.watchings) {
    const isFiltered = hasSelector(watching.request);
    for (const frame of watching.frames) {
      if (frame.type !== 'ADDED' && frame.type !== 'MODIFIED' && frame.type !== 'DELETED') continue;
      const known = versions.of(frame.version, frame.key);
      if (known && !(known.what === 'hidden' && !isFiltered)) continue;
      const isDeletion = frame.type === 'DELETED' && !isFiltered;
      const deletion = isDeletion ? deletions.get(frame.uid) : undefined;
      if (deletion && resolved.has(frame.uid)) continue;
      if (deletion) resolved.add(frame.uid);
      else if (frame.type !== 'DELETED' || !deletions.has(frame.uid)) uncertain.add(frame.key);
      const change = changeShown(frame, watching, isFiltered, deletion);
      // What one watch hid, another shows.
      if (known) Object.assign(known, change);
      else {
        found.push(change);
        versions.add(change);
      }
    }
  }
  const isOrdered = found.every(({ version }) => isDecimal(version));
  const open = [...deletions.values()].filter(({ uid }) => !resolved.has(uid));
  found.sort(byVersion);
  if (isOrdered && open.length > 0) {
    const firstOf = link(found);
    const limits = limitsOf(open, history);
    const isOf = (uid: string) => (change: Change) => change.uid === uid;
    for (const { key, uid, state } of open) {
      const { after = '0', until = beyondAll } = limits.get(uid) ?? {};
      const chain = firstOf.get(key) ?? [];
      // Another object can only be there once this one is gone.
      const other = chain.slice(chain.findLastIndex(isOf(uid)) + 1)[0]?.version;
      const version = other !== undefined && isNewer(until, other) ? other : until;
      const last = chain.findLast(isOf(uid))?.version;
      found.push(changeOf({ version, key, uid, what: 'deleted', state, after: later(after, last) ?? after }));
    }
    found.sort(byVersion);
  }
  const chains = link(found);
  return {
    changes: found,
    isOrdered,
    at: (version, key) => versions.of(version, key),
    first: (version) => versions.first(version),
    of: (key) => chains.get(key) ?? [],
    keys: [...chains.keys()],
    isUncertain: (key) => uncertain.has(key),
  };
}

function changeOf(change: Omit<Change, 'before' | 'next'>): Change {
  return { ...change, before: undefined, next: undefined };
}

function changeShown(
  { version, key, uid, type, labels, fields, digest }: ObjectFrame,
  { name, request: { representation = 'object' } }: Watching,
  isFiltered: boolean,
  deletion: Deleted | undefined,
): Change {
  const whole = representation === 'object';
  const state: ObjectState = {
    labels,
    ...(fields && { fields }),
    ...(whole ? { digest } : { metadataDigest: digest }),
  };
  const what = type !== 'DELETED' ? 'shown' : isFiltered ? 'hidden' : 'deleted';
  const last = deletion ? deletion.state : what === 'hidden' ? undefined : state;
  return changeOf({ version, key, uid, what, state: last, ...(!deletion && { shownIn: name }) });
}

/** A version that none is later than: that of a deletion of which nobody knows when it was. */
const beyondAll = '9'.repeat(40);

/** A deletion of which only the limits are known comes before whatever else is at its later limit. */
function byVersion(a: Change, b: Change): number {
  return compareVersions(a.version, b.version) || Number(b.after !== undefined) - Number(a.after !== undefined);
}

/**
 * Between which versions the deletions were whose versions nobody showed. Each was later than whatever was answered before it was
 * sent, and earlier than every write that was sent after its answer.
 */
function limitsOf(
  deletions: readonly Deleted[],
  { writes, listings }: History,
): Map<string, { after?: string; until?: string }> {
  const written = writes.flatMap((write) => versionIn(write));
  const listed = listings.flatMap(({ pages }) =>
    pages.flatMap(({ at, sentAt, resourceVersion }) =>
      resourceVersion !== undefined && isDecimal(resourceVersion) ? [{ version: resourceVersion, at, sentAt }] : [],
    ),
  );
  const limits = new Map<string, { after?: string; until?: string }>();
  const answered = [...written, ...listed].sort((a, b) => a.at - b.at);
  let after: string | undefined;
  let index = 0;
  for (const { uid, sentAt } of deletions.toSorted((a, b) => a.sentAt - b.sentAt)) {
    for (; index < answered.length && (answered[index]?.at ?? 0) <= sentAt; index++)
      after = later(after, answered[index]?.version);
    limits.set(uid, { ...(after !== undefined && { after }) });
  }
  const sent = written.sort((a, b) => b.sentAt - a.sentAt);
  let until: string | undefined;
  index = 0;
  for (const { uid, at } of deletions.toSorted((a, b) => b.at - a.at)) {
    for (; index < sent.length && (sent[index]?.sentAt ?? 0) >= at; index++) {
      const { version } = sent[index] ?? {};
      if (version !== undefined && (until === undefined || isNewer(until, version))) until = version;
    }
    limits.set(uid, { ...limits.get(uid), ...(until !== undefined && { until }) });
  }
  return limits;
}

function versionIn(write: Write): { version: string; at: number; sentAt: number }[] {
  return write.kind === 'created' || write.kind === 'updated'
    ? [{ version: write.version, at: write.at, sentAt: write.sentAt }]
    : [];
}

function link(sorted: readonly Change[]): Map<string, Change[]> {
  const chains = new Map<string, Change[]>();
  for (const change of sorted) {
    const chain = chains.get(change.key);
    const last = chain?.at(-1);
    if (last) {
      last.next = change;
      change.before = last;
    }
    if (chain) chain.push(change);
    else chains.set(change.key, [change]);
  }
  return chains;
}

/** Changes by version. Two objects have one version only where a server is wrong. */
class Versions {
  readonly #first = new Map<string, Change>();
  readonly #others = new Map<string, Change>();

  constructor(changes: readonly Change[]) {
    for (const change of changes) this.add(change);
  }

  add(change: Change): void {
    if (this.#first.has(change.version)) this.#others.set(`${change.version} ${change.key}`, change);
    else this.#first.set(change.version, change);
  }

  first(version: string): Change | undefined {
    return this.#first.get(version);
  }

  of(version: string, key: string): Change | undefined {
    const first = this.#first.get(version);
    return first === undefined || first.key === key ? first : this.#others.get(`${version} ${key}`);
  }
}
