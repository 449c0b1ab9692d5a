/** Where a time line marks something: in which watch or list, at which frame or page, and what is the matter there. */
export interface Mark {
  /** The name of the watch or list. */
  readonly in: string;
  /** The frame or page; of what is missing, the one before which it should have come. */
  readonly at: number;
  /** The item of the page. */
  readonly item?: number;
  readonly how: 'missing' | 'repeated' | 'disordered' | 'wrong';
}

/** The guarantee was kept wherever it could be looked at, so many times. */
export interface Kept {
  readonly outcome: 'kept';
  readonly guarantee: string;
  readonly checked: number;
}

export interface Broken {
  readonly outcome: 'broken';
  readonly guarantee: string;
  /** `should`: nobody promises it outright. */
  readonly level: 'must' | 'should';
  /** One line for people. */
  readonly what: string;
  readonly mark: Mark;
  readonly key?: string | undefined;
  readonly version?: string | undefined;
  /** How many more of this guarantee are broken in the same watch or list, and not told. */
  readonly more?: number;
}

/** Nothing can be said of one watch or list, or of the rest of it. */
export interface Undecided {
  readonly outcome: 'undecided';
  readonly guarantee: string;
  readonly in: string;
  readonly why: string;
}

export type Finding = Kept | Broken | Undecided;

/** Breaches told of one watch or list: where all is wrong, a few say so. */
const told = 20;

/** What a judge finds, gathered. */
export class Findings {
  readonly #guarantee: string;
  readonly #broken = new Map<string, Broken[]>();
  readonly #more = new Map<string, number>();
  readonly #undecided: Undecided[] = [];
  #checked = 0;

  constructor(guarantee: string) {
    this.#guarantee = guarantee;
  }

  /** So many things were looked at. */
  checked(count = 1): void {
    this.#checked += count;
  }

  broken(mark: Mark, what: string, about: { key?: string; version?: string; level?: Broken['level'] } = {}): void {
    const list = this.#broken.get(mark.in) ?? [];
    if (list.length === told) {
      this.#more.set(mark.in, (this.#more.get(mark.in) ?? 0) + 1);
      return;
    }
    const { level = 'must', key, version } = about;
    list.push({ outcome: 'broken', guarantee: this.#guarantee, level, what, mark, key, version });
    this.#broken.set(mark.in, list);
  }

  undecided(name: string, why: string): void {
    this.#undecided.push({ outcome: 'undecided', guarantee: this.#guarantee, in: name, why });
  }

  /** What is broken and what is undecided; that it is kept where nothing is broken and something was looked at. */
  all(): Finding[] {
    const broken = [...this.#broken].flatMap(([name, list]) => {
      const more = this.#more.get(name);
      const [first, ...others] = list;
      return more !== undefined && first ? [{ ...first, more }, ...others] : list;
    });
    const kept: Finding[] =
      broken.length === 0 && this.#checked > 0
        ? [{ outcome: 'kept', guarantee: this.#guarantee, checked: this.#checked }]
        : [];
    return [...kept, ...broken, ...this.#undecided];
  }
}
