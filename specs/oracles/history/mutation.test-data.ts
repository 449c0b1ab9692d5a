import type { PagingGuarantee } from '../paging.ts';
import type { WatchGuarantee } from '../watch.ts';
import type { History } from './history.ts';
import type { Frame, ObjectFrame } from './watching.ts';

/** One way to break a history at one place. */
export interface Mutation {
  readonly name: string;
  /** The judge that must speak. */
  readonly breaks: WatchGuarantee | PagingGuarantee;
  /** The places at which the history can be broken so, each with what it is then. */
  places(history: History): readonly (() => History)[];
}

export function isObject(frame: Frame | undefined): frame is ObjectFrame {
  return frame?.type === 'ADDED' || frame?.type === 'MODIFIED' || frame?.type === 'DELETED';
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

export function isByRun({ key, version }: ObjectFrame, history: History): boolean {
  return digestOf(history).written.has(`${key} ${version}`);
}

/** The version after one, where nothing has it. */
export function unused(history: History, from: string): string | undefined {
  const next = Number(from) + 1;
  return digestOf(history).used.has(next) ? undefined : String(next);
}
