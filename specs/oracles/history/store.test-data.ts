import { keyOf, type ObjectState } from './state.ts';
import type { Write } from './write.ts';

/** One step of several writers; each takes a second. */
export interface Step {
  readonly does: 'write' | 'write' | 'delete' | 'foreign' | 'lost' | 'dry run' | 'no change';
  readonly object: number;
  readonly label: number;
  /** Versions that other collections take before it. */
  readonly gap: number;
}

/** An object as it is at a version. */
export interface Stored {
  readonly key: string;
  readonly uid: string;
  readonly version: number;
  readonly state: ObjectState;
}

interface Logged {
  readonly version: number;
  readonly at: number;
  readonly key: string;
  readonly before: Stored | undefined;
  readonly after: Stored | undefined;
}

/** Milliseconds that each step takes. */
export const second = 1000;

/** Versions begin with several digits, so that comparing them as text would be found out. */
const firstVersion = 95;

/** A store of versions that is right, and remembers all. */
export class Store {
  readonly log: Logged[] = [];
  #version = firstVersion;
  #serial = 0;
  readonly #objects = new Map<string, Stored>();

  take({ does, object, label, gap }: Step, index: number): Write | undefined {
    const key = keyOf(object % 2 === 0 ? 'a' : 'b', `o${object}`);
    const time = this.#time(index);
    const live = this.#objects.get(key);
    if (does === 'dry run' || does === 'no change') {
      const wouldBe = `trial ${index}`;
      return live && { kind: 'unchanged', why: does, key, version: String(live.version), wouldBe, ...time };
    }
    this.#version += gap;
    if (does === 'write' || (does === 'foreign' && live))
      return this.write(key, String(label), index, does === 'write' ? 'run' : 'other');
    if (!live) return undefined;
    if (does === 'lost') {
      // Half of the lost ones were done.
      if (index % 2 === 0) this.write(key, String(label), index, 'other');
      return { kind: 'unknown', does: 'update', key, ...time };
    }
    if (does !== 'delete') return undefined;
    // Half of the deletions are in two changes, as those of Pods are.
    if (index % 2 === 0) this.write(key, live.state.labels['l'] ?? '', index, 'other');
    const before = this.#objects.get(key) as Stored;
    const version = ++this.#version;
    this.#objects.delete(key);
    this.log.push({ version, at: time.at - 10, key, before, after: undefined });
    return {
      kind: 'deleted',
      key,
      uid: before.uid,
      ...(index % 3 === 0 && { version: String(version), state: before.state }),
      ...time,
    };
  }

  write(key: string, label: string, index: number, by: 'run' | 'other'): Write | undefined {
    const time = this.#time(index);
    const before = this.#objects.get(key);
    const version = ++this.#version;
    const uid = before?.uid ?? `uid ${++this.#serial}`;
    const digest = `content ${++this.#serial}`;
    const after = { key, uid, version, state: { labels: { l: label }, digest, metadataDigest: `metadata ${digest}` } };
    this.#objects.set(key, after);
    this.log.push({ version, at: time.at - 10, key, before, after });
    if (by === 'other') return undefined;
    return { kind: before ? 'updated' : 'created', key, uid, version: String(version), state: after.state, ...time };
  }

  #time(index: number): { sentAt: number; at: number } {
    const sentAt = (index + 2) * second + this.log.length / 100;
    return { sentAt, at: sentAt + 100 };
  }

  /** What there was at a time. */
  versionAt(time: number): number {
    return this.log.findLast(({ at }) => at <= time)?.version ?? firstVersion;
  }

  at(version: number): Stored[] {
    const objects = new Map<string, Stored>();
    for (const { version: changed, key, after } of this.log) {
      if (changed > version) break;
      if (after) objects.set(key, after);
      else objects.delete(key);
    }
    return [...objects.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  }
}
