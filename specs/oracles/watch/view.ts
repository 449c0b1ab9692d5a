import { isSure, type Read, type Reading } from '../history/reading.ts';
import { firstAfter, isNewer } from '../history/versions.ts';
import type { ObjectFrame } from '../history/watching.ts';

/** What somebody who has only one watch to go by knows of an object: it is there, it is gone, or nothing was shown of it. */
export class View {
  readonly #reading: Reading;
  readonly #read: Read;
  readonly #last = new Map<string, ObjectFrame>();

  constructor(read: Read, reading: Reading) {
    this.#read = read;
    this.#reading = reading;
  }

  /** The last frame that showed the object. */
  last(key: string): ObjectFrame | undefined {
    return this.#last.get(key);
  }

  show(frame: ObjectFrame): void {
    this.#last.set(frame.key, frame);
  }

  /** Whether the object is there, as far as the watch has said; undefined where that cannot be known. */
  has(key: string): boolean | undefined {
    const last = this.#last.get(key);
    if (last) return last.type !== 'DELETED';
    const { begins, start } = this.#reading;
    if (begins === 'state') return false;
    return begins === 'exact' && start !== undefined && this.#read.known.isOrdered
      ? this.#hadAt(start, key)
      : undefined;
  }

  /** Whether the object was there, and chosen, at the version that the watch began after. */
  #hadAt(start: string, key: string): boolean | undefined {
    const chain = this.#read.known.of(key);
    const index = firstAfter(chain, start);
    const last = chain[index - 1];
    const next = chain[index];
    if (last === undefined) return next?.what === 'created' ? false : undefined;
    if (!isSure(this.#read, last, start, { byState: this.#reading.isFiltered })) return undefined;
    if (last.what === 'deleted') return false;
    if (next?.after !== undefined && isNewer(start, next.after)) return undefined;
    return last.what === 'hidden' ? undefined : this.#reading.selects(key, last.state);
  }
}
