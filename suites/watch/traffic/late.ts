import { compareVersions } from '../../../specs/oracles/history/versions.ts';
import type { Frame, WatchStart } from '../../../specs/oracles/history/watching.ts';
import type { Write } from '../../../specs/oracles/history/write.ts';
import type { Lane } from './lanes.ts';

/** A watch that begins when all is written, from a version that was seen before. */
export interface LateLane {
  readonly lane: Lane;
  readonly start: WatchStart;
}

/** The oldest version of all. On a server that has lived for a while what came after it is long forgotten. */
const oldest: WatchStart = { kind: 'exact', version: '1', from: 'expired' };

/** Events of which the changes are still remembered for sure: a server may remember few, and others write as well. */
const recent = 100;

/** Events after which the first of them may be forgotten. */
const long = 400;

/**
 * From which of the versions seen watches begin once all is written: some of the changes, every
 * bookmark, some answers, and old ones, of which a server may know nothing any more.
 */
export function lateLanes(
  seen: { readonly plain: readonly Frame[]; readonly all: readonly Frame[]; readonly writes: readonly Write[] },
  listVersion: string,
  count: number,
): LateLane[] {
  const inEvents = versionsOf(seen.plain.filter(({ type }) => type !== 'BOOKMARK'));
  const inBookmarks = versionsOf(seen.all.filter(({ type }) => type === 'BOOKMARK'));
  const inWrites = seen.writes.flatMap((write) =>
    write.kind === 'created' || write.kind === 'updated' ? [write.version] : [],
  );
  const isOld = inEvents.length > long;
  const starts: (readonly [string, WatchStart])[] = [
    ['version 1', oldest] as const,
    from(listVersion, 'expired'),
    ...spread(inBookmarks.slice(isOld ? -1 : 0), count).map((version) => from(version, 'bookmark')),
    ...spread(isOld ? inEvents.slice(-recent) : inEvents, count).map((version) => from(version, 'event')),
    ...spread(isOld ? inWrites.slice(-recent) : inWrites, Math.max(3, Math.ceil(count / 3))).map((version) =>
      from(version, 'write'),
    ),
    ...(isOld ? spread(inEvents.slice(0, -recent), count).map((version) => from(version, 'expired')) : []),
  ];
  return starts.map(([name, start]) => ({ lane: { name, begins: 'list' }, start }));
}

function from(version: string, seenIn: 'event' | 'bookmark' | 'write' | 'expired') {
  const name = `from ${seenIn === 'expired' ? 'old version' : seenIn} ${version}`;
  return [name, { kind: 'exact', version, from: seenIn }] as const;
}

/** The versions that frames show, oldest first. */
function versionsOf(frames: readonly Frame[]): string[] {
  return [...new Set(frames.flatMap((frame) => ('version' in frame ? [frame.version] : [])))].sort(compareVersions);
}

/** So many of a list, the first and the last among them, the others evenly between. */
export function spread<T>(all: readonly T[], count: number): T[] {
  if (all.length <= count) return [...all];
  if (count === 1) return all.slice(-1);
  return Array.from({ length: count }, (_, index) => all[Math.round((index * (all.length - 1)) / (count - 1))] as T);
}
