import type { JsonObject } from '../../../specs/json.ts';
import { selects } from '../../../specs/oracles/history/selects.ts';
import { identityOf, stateOf } from '../../../specs/oracles/history/state.ts';
import { later } from '../../../specs/oracles/history/versions.ts';
import type { WatchRequest } from '../../../specs/oracles/history/watching.ts';
import { InconclusiveError } from '../../../src/errors.ts';
import { turnLabel } from './lanes.ts';
import type { Writer } from './writer.ts';

/** Slots of the writer of the markers; the first is the one object that some watches are of. */
const homeLabels: readonly Readonly<Record<string, string>>[] = [
  { [turnLabel]: 'in' },
  { [turnLabel]: 'out' },
  {},
  { [turnLabel]: 'in' },
];

/** The slot of the marker whose status is moved, so that a selector of that chooses it. */
const moved = 3;

/**
 * Objects that are there all the time, so many that every watch chooses one of them, and that are written to last of all: a
 * watch that shows that has shown all that it ever will of what was before.
 */
export class Markers {
  readonly #home: Writer;
  readonly #elsewhere: Writer;
  #turn = 0;

  constructor(home: Writer, elsewhere: Writer) {
    this.#home = home;
    this.#elsewhere = elsewhere;
  }

  async make(): Promise<void> {
    for (const [slot, labels] of homeLabels.entries()) await this.#home.create(slot, labels);
    await this.#elsewhere.create(0, { [turnLabel]: 'in' });
    await this.#home.status(moved, 0);
    if (this.#all().length < homeLabels.length + 1)
      throw new InconclusiveError('the objects to write to while watching could not be made');
  }

  /** The name of the one object that some watches are of. */
  get name(): string {
    return String((this.#home.at(0)?.['metadata'] as JsonObject | undefined)?.['name']);
  }

  /** Writes to one of them. */
  async touch(slot = this.#turn % homeLabels.length): Promise<void> {
    await this.#home.annotate(slot, `marker-${++this.#turn}`);
  }

  /** Writes to all of them. */
  async touchAll(): Promise<void> {
    for (const slot of homeLabels.keys()) await this.touch(slot);
    await this.#elsewhere.annotate(0, `marker-${this.#turn}`);
  }

  /** The last version of those that a watch chooses; undefined where it chooses none, or nobody can say. */
  lastFor(request: Omit<WatchRequest, 'start'>, fields: readonly string[]): string | undefined {
    const chosen = selects(request);
    let last: string | undefined;
    for (const object of this.#all()) {
      const identity = identityOf(object);
      if (identity && chosen(identity.key, stateOf(object, fields)) === true) last = later(last, identity.version);
    }
    return last;
  }

  #all(): JsonObject[] {
    const home = [...homeLabels.keys()].map((slot) => this.#home.at(slot));
    return [...home, this.#elsewhere.at(0)].filter((object) => object !== undefined);
  }
}
