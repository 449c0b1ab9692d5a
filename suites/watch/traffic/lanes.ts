import type { Representation } from '../../../specs/oracles/history/watching.ts';
import type { Resource } from '../../../src/contract/contract.ts';
import type { Effort } from '../../../src/record.ts';

/** The label by which objects enter and leave what watches choose; of the values `in` and `out`. */
export const turnLabel = 'covenant-turn';

/** The label of all objects of one traffic; its value is the namespace. */
export const homeLabel = 'covenant-home';

/** How one of the watchers of a traffic watches. In selectors `{home}` is the namespace, `{marker}` the name of one object. */
export interface Lane {
  readonly name: string;
  readonly begins: 'list' | 'unset' | 'any' | 'initial' | 'initial without version';
  readonly isEverywhere?: boolean;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
  readonly representation?: Representation;
  readonly bookmarks?: boolean;
  readonly timeoutSeconds?: number;
  /** Frames after which it is cut, in turn. */
  readonly cuts?: readonly number[];
  /** It asks at the path that is for watching alone. */
  readonly isOld?: boolean;
  /** It asks for the one object by the old path of that. */
  readonly isOfOne?: boolean;
  /** It takes packed streams. */
  readonly isPacked?: boolean;
  /** A parameter that a watch does not take, sent all the same. */
  readonly also?: string;
  /** Writes after which it begins. */
  readonly after?: number;
  /** From which effort on. */
  readonly from?: Effort;
}

/** A field of the status that a selector can name and a write can move, for the kinds that have one (Field Selectors). */
export function movedField({ kind }: Pick<Resource, 'kind'>): MovedField | undefined {
  return kind === 'Pod' ? { path: 'status.phase', values: ['Pending', 'Running'] } : undefined;
}

export interface MovedField {
  readonly path: string;
  readonly values: readonly [string, string];
}

const order: readonly Effort[] = ['quick', 'standard', 'deep'];

/** The watchers of a traffic. */
export function lanesOf(resource: Pick<Resource, 'kind'>, effort: Effort): readonly Lane[] {
  const moved = movedField(resource);
  const all: readonly Lane[] = [
    { name: 'plain', begins: 'list' },
    { name: 'late', begins: 'list', after: 8 },
    { name: 'cut', begins: 'list', cuts: [1, 2, 4, 3, 7] },
    { name: 'cut again', begins: 'unset', cuts: [12, 1, 30, 1, 1], after: 3, from: 'standard' },
    { name: 'no version', begins: 'unset', after: 6 },
    { name: 'version 0', begins: 'any', after: 10 },
    { name: 'label', begins: 'list', labelSelector: `${turnLabel}=in` },
    { name: 'label set', begins: 'unset', labelSelector: `${turnLabel} notin (in)`, cuts: [6, 2], after: 5 },
    { name: 'label absent', begins: 'list', labelSelector: `!${turnLabel},${homeLabel}`, from: 'standard' },
    { name: 'name', begins: 'list', fieldSelector: 'metadata.name={marker}', cuts: [3] },
    { name: 'other names', begins: 'list', fieldSelector: 'metadata.name!={marker}', after: 4 },
    ...(moved
      ? ([
          { name: 'field', begins: 'list', fieldSelector: `${moved.path}=${moved.values[1]}` },
          { name: 'field not', begins: 'unset', fieldSelector: `${moved.path}!=${moved.values[1]}`, from: 'standard' },
        ] as const)
      : []),
    { name: 'every namespace', begins: 'list', isEverywhere: true, labelSelector: `${homeLabel}={home}` },
    { name: 'every object', begins: 'list', isEverywhere: true, from: 'deep' },
    { name: 'table', begins: 'list', representation: 'table' },
    {
      name: 'table label',
      begins: 'unset',
      representation: 'table',
      labelSelector: `${turnLabel}=in`,
      from: 'standard',
    },
    { name: 'metadata', begins: 'unset', representation: 'metadata', after: 7 },
    { name: 'bookmarks', begins: 'list', bookmarks: true, timeoutSeconds: 3 },
    { name: 'timed', begins: 'list', timeoutSeconds: 1 },
    { name: 'initial', begins: 'initial', bookmarks: true, after: 9 },
    { name: 'initial without version', begins: 'initial without version', bookmarks: true, after: 11 },
    { name: 'initial label', begins: 'initial', bookmarks: true, labelSelector: `${turnLabel}=in`, from: 'standard' },
    { name: 'old path', begins: 'list', isOld: true },
    {
      name: 'old path everywhere',
      begins: 'list',
      isOld: true,
      isEverywhere: true,
      labelSelector: `${homeLabel}={home}`,
      after: 5,
    },
    { name: 'old path name', begins: 'list', isOld: true, isOfOne: true, fieldSelector: 'metadata.name={marker}' },
    { name: 'limit', begins: 'unset', also: 'limit=1', after: 6 },
    { name: 'token', begins: 'list', also: 'continue=no-token' },
    { name: 'old path limit', begins: 'unset', also: 'limit=1', isOld: true, after: 6 },
    { name: 'old path token', begins: 'list', also: 'continue=no-token', isOld: true },
    { name: 'packed', begins: 'list', isPacked: true, cuts: [20, 5], after: 2 },
  ];
  return all.filter(({ from = 'quick' }) => order.indexOf(from) <= order.indexOf(effort));
}
