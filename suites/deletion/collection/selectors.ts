import type { StoredObject } from '../../../src/sandbox/sandbox.ts';

/** A lawful way to choose among objects with `colours`. */
export interface Selector {
  readonly name: string;
  /** The parameters; made of the objects, since fields choose by names. */
  readonly query: (made: readonly StoredObject[]) => Readonly<Record<string, string>>;
  /** Whether it chooses the object at this position, with these labels. */
  readonly chooses: (labels: Readonly<Record<string, string>>, position: number) => boolean;
}

/** Selectors of labels and of fields, each operator and several at once (SEL; labels concept, "Label selectors"). */
export const selectors: readonly Selector[] = [
  labels('label-equals', 'colour=red', ({ colour }) => colour === 'red'),
  labels('label-in', 'colour in (red, green)', ({ colour }) => colour === 'red' || colour === 'green'),
  labels('label-equals-twice', 'colour==blue', ({ colour }) => colour === 'blue'),
  // Objects without the label are chosen as well.
  labels('label-differs', 'colour!=red', ({ colour }) => colour !== 'red'),
  labels('label-notin', 'colour notin (red,blue)', ({ colour }) => colour !== 'red' && colour !== 'blue'),
  labels('label-exists', 'size', ({ size }) => size !== undefined),
  labels('label-absent', '!size', ({ size }) => size === undefined),
  labels('labels-several', 'size=big,colour!=blue', ({ size, colour }) => size === 'big' && colour !== 'blue'),
  labels('label-of-none', 'colour=pink', () => false),
  fields(
    'name-equals',
    (name) => `metadata.name=${name}`,
    (_labels, position) => position === 1,
  ),
  fields(
    'name-differs',
    (name) => `metadata.name!=${name}`,
    (_labels, position) => position !== 1,
  ),
  fields(
    'name-of-none',
    () => 'metadata.name=kube-covenant-none',
    () => false,
  ),
  {
    name: 'label-and-name',
    query: ([, second]) => ({ labelSelector: 'size=big', fieldSelector: `metadata.name!=${second?.name}` }),
    chooses: ({ size }, position) => size === 'big' && position !== 1,
  },
];

function labels(name: string, labelSelector: string, chooses: Selector['chooses']): Selector {
  return { name, query: () => ({ labelSelector }), chooses };
}

/** By the name of the second object. */
function fields(name: string, selector: (name: string) => string, chooses: Selector['chooses']): Selector {
  return { name, query: ([, second]) => ({ fieldSelector: selector(second?.name ?? '') }), chooses };
}

/** A selector that cannot be understood; everything is at stake when it is taken for none. */
export interface BadSelector {
  readonly name: string;
  readonly query: Readonly<Record<string, string>>;
}

/** All of them are answered 400 by kube-apiserver (recordings, `delete` step 39; seen of 1.33 and 1.34). */
export const badSelectors: readonly BadSelector[] = [
  { name: 'label-operator', query: { labelSelector: '!!' } },
  { name: 'field-unknown', query: { fieldSelector: 'spec.covenant=x' } },
  { name: 'label-doubled', query: { labelSelector: 'colour===red' } },
  { name: 'label-unclosed', query: { labelSelector: 'colour in (red' } },
  { name: 'label-unopened', query: { labelSelector: 'colour in red' } },
  { name: 'label-comma-last', query: { labelSelector: 'colour=red,' } },
  { name: 'label-comma-alone', query: { labelSelector: ',' } },
  { name: 'label-name-invalid', query: { labelSelector: '-colour=red' } },
  { name: 'label-value-too-long', query: { labelSelector: `colour=${'x'.repeat(64)}` } },
  { name: 'label-word-unknown', query: { labelSelector: 'colour like (red)' } },
  { name: 'field-without-operator', query: { fieldSelector: 'metadata.name' } },
  { name: 'field-of-metadata-unknown', query: { fieldSelector: 'metadata.covenant=x' } },
  { name: 'field-doubled', query: { fieldSelector: 'metadata.name===x' } },
  { name: 'label-bad-field-good', query: { labelSelector: '!!', fieldSelector: 'metadata.name!=x' } },
  { name: 'label-good-field-bad', query: { labelSelector: 'size=big', fieldSelector: 'spec.covenant=x' } },
];
