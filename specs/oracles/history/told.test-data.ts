import type { History } from './history.ts';
import type { Listing, ListQuery, Page } from './listing.ts';
import type { ObjectState } from './state.ts';
import type { Frame, Watching, WatchRequest } from './watching.ts';
import type { Write } from './write.ts';

/**
 * Histories told in a few words, for tests. Objects are `a`, `b` … in the namespace `ns`, or `x/a` in another; a version is a number.
 * A time is that of its version: the write to version 7 is sent at 7000 ms and answered at 7100.
 *
 * Writes: `+a5` created at version 5, `~a6 l=1` changed, with a label, `-a7` deleted (at 7), `?a8` no answer,
 * `!a6` a write that changes nothing of version 6.
 * Frames: the same signs for ADDED, MODIFIED and DELETED, `*9` a bookmark, `*9!` the one that ends the initial events, `E410`.
 */
export function writesOf(text: string): Write[] {
  return parsed(text).map(({ sign, key, version, labels, time }): Write => {
    const timed = { key, sentAt: time, at: time + 100 };
    const state = stateAt(key, version, labels);
    const uid = uidOf(key);
    if (sign === '?') return { kind: 'unknown', does: 'update', ...timed };
    if (sign === '!')
      return {
        kind: 'unchanged',
        why: 'no change',
        version,
        wouldBe: `dry ${key}`,
        ...timed,
        at: time + 300,
        sentAt: time + 200,
      };
    if (sign === '-') return { kind: 'deleted', uid, version, ...timed };
    return { kind: sign === '+' ? 'created' : 'updated', uid, version, state, ...timed };
  });
}

export function stateAt(key: string, version: string, labels: Readonly<Record<string, string>> = {}): ObjectState {
  return { labels, digest: `${key} as of ${version}`, metadataDigest: `metadata of ${key} as of ${version}` };
}

function uidOf(key: string): string {
  return `uid of ${key}`;
}

interface Token {
  readonly sign: string;
  readonly key: string;
  readonly version: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly time: number;
  readonly mark: string;
}

const token = /([-+~?!*E])([a-z/]*)(\d+)(!?)((?:\s+l=\w+)?)/g;

function parsed(text: string): Token[] {
  return [...text.matchAll(token)].map(([, sign = '', name = '', version = '', mark = '', label = '']) => ({
    sign,
    key: name.includes('/') ? name : `ns/${name}`,
    version,
    labels: label === '' ? {} : { l: label.trim().slice(2) },
    time: Number(version) * 1000,
    mark,
  }));
}

const types = { '+': 'ADDED', '~': 'MODIFIED', '-': 'DELETED' } as const;

/** The states of deleted objects are those of their last version that the text shows, or that `writes` name. */
export function framesOf(text: string, writes: readonly Write[] = []): Frame[] {
  const last = new Map<string, ObjectState>();
  const frames: Frame[] = [];
  for (const { sign, key, version, labels, time, mark } of parsed(text)) {
    const at = Math.max(time + 50, frames.at(-1)?.at ?? 0);
    if (sign === 'E') frames.push({ type: 'ERROR', at, kind: 'v1/Status', code: Number(version), reason: 'Expired' });
    else if (sign === '*') frames.push({ type: 'BOOKMARK', at, kind: 'v1/Pod', version, endsInitial: mark === '!' });
    else {
      const written = writes.findLast(
        (write) =>
          (write.kind === 'created' || write.kind === 'updated') &&
          write.key === key &&
          Number(write.version) < Number(version),
      );
      const before =
        last.get(key) ?? (written?.kind === 'updated' || written?.kind === 'created' ? written.state : undefined);
      const state = sign === '-' ? (before ?? stateAt(key, 'before')) : stateAt(key, version, labels);
      last.set(key, state);
      const type = types[sign as keyof typeof types];
      const shown = sign === '-' && Object.keys(labels).length > 0 ? labels : state.labels;
      frames.push({ type, at, kind: 'v1/Pod', key, uid: uidOf(key), version, labels: shown, digest: state.digest });
    }
  }
  return frames;
}

export interface ToldWatch extends Partial<WatchRequest> {
  readonly frames: string | readonly Frame[];
  readonly name?: string;
  /** An exact start; without it the start is unset. */
  readonly from?: string;
  readonly seen?: 'list' | 'event' | 'bookmark' | 'write' | 'expired';
  readonly sentAt?: number;
  readonly answeredAt?: number;
  readonly status?: number;
  readonly reason?: string;
  readonly how?: Watching['end']['how'];
  readonly endAt?: number;
  readonly resumes?: string;
  readonly isReadSlowly?: boolean;
}

function watchingOf(told: ToldWatch, index: number, writes: readonly Write[]): Watching {
  const { frames, name = `w${index + 1}`, from, seen = 'list', sentAt = 0, answeredAt, status = 200 } = told;
  const { how = 'complete', endAt = 100_000, resumes, reason, isReadSlowly = false, ...request } = told;
  return {
    name,
    request: {
      start: from === undefined ? { kind: 'unset' } : { kind: 'exact', version: from, from: seen },
      ...request,
    },
    sentAt,
    answer: { status, reason, at: answeredAt ?? sentAt + 10 },
    frames: typeof frames === 'string' ? framesOf(frames, writes) : frames,
    end: { how, at: endAt },
    isReadSlowly,
    ...(resumes !== undefined && { resumes }),
  };
}

export interface ToldPage extends ListQuery {
  readonly items: string;
  readonly of?: string;
  readonly next?: string;
  readonly left?: number;
  readonly status?: number;
  readonly reason?: string;
  readonly sentAt?: number;
}

function pageTold({
  items,
  of,
  next,
  left,
  status = 200,
  reason,
  sentAt = Number(of ?? 0) * 1000 + 200,
  ...query
}: ToldPage): Page {
  return {
    query,
    status,
    reason,
    sentAt,
    at: sentAt + 100,
    resourceVersion: of,
    continue: next,
    remainingItemCount: left,
    items: framesOf(items.replaceAll(/(^|\s)(?=[a-z/]+\d)/g, '$1+')).flatMap((frame) =>
      frame.type === 'ADDED'
        ? [{ key: frame.key, uid: frame.uid, version: frame.version, labels: frame.labels, digest: frame.digest }]
        : [],
    ),
  };
}

export interface Told {
  readonly writes?: string | readonly Write[];
  readonly watches?: readonly ToldWatch[];
  readonly lists?: readonly (Partial<Listing> & { readonly told: readonly ToldPage[] })[];
}

/** A history from its words. */
export function historyOf({ writes = '', watches = [], lists = [] }: Told): History {
  const written = typeof writes === 'string' ? writesOf(writes) : writes;
  return {
    kind: 'v1/Pod',
    writes: written,
    watchings: watches.map((told, index) => watchingOf(told, index, written)),
    listings: lists.map(({ told, ...rest }, index) => ({
      name: `list ${index + 1}`,
      ...rest,
      pages: told.map(pageTold),
    })),
  };
}
