import type { OpenAPIV3_1 } from 'openapi-types';

/** Where in its document a promise stands: the heading as the document spells it, and the row, field or code under it. */
export interface Locator {
  readonly section: string;
  readonly row?: string;
  /** Which of a section's tables without a caption, counted from 1. */
  readonly table?: number;
}

/** `stated`: the document says it. `derived`: it follows from the Kubernetes API's own conventions. */
export type Basis = 'stated' | 'derived';

export interface DocumentFacts {
  readonly id: string;
  readonly file: string;
  readonly title: string;
  readonly language: 'en' | 'zh';
  readonly publisher: string;
}

/** A new value for a field, in terms of the stored one. */
export type NewValue =
  | { readonly value: unknown }
  | { readonly absent: true }
  /** A list with one more item at its end. */
  | { readonly append: unknown }
  /** A list with another first item. */
  | { readonly first: unknown }
  | { readonly withoutFirst: true };

/** One change of one field that the promise speaks of, and the object that it starts from. */
export interface Transition {
  readonly name: string;
  /** Laid over the minimal object (as a merge patch) before it is created. */
  readonly given?: Readonly<Record<string, unknown>>;
  readonly to: NewValue;
  /** What must change with it, laid over the wanted object (as a merge patch). */
  readonly along?: Readonly<Record<string, unknown>>;
}

export interface UpdatableField {
  /** A field path such as `spec.containers[*].image`. */
  readonly field: string;
  readonly 'x-basis'?: Basis;
  readonly locator: Locator;
  readonly transitions: readonly Transition[];
}

/** The promise that nothing else changes. */
export interface OtherFields {
  readonly locator: Locator;
  readonly transitions?: readonly (Transition & { readonly field: string })[];
}

/** A part of a kind that has a path of its own, which writes it and nothing else of the object but metadata. */
export interface Subresource {
  /** The last segment of its path. */
  readonly name: string;
  /** The member of the object that it writes. */
  readonly writes: string;
  /** Lawful values of that member; any may follow any other. */
  readonly values?: readonly Readonly<Record<string, unknown>>[];
  /** Members of it that the server keeps where a write leaves them out. */
  readonly kept?: readonly string[];
  /** A write to it also writes labels and annotations, as it does for the older kinds. */
  readonly writesMetadata?: boolean;
}

/** A field that the Kubernetes API does not let an update change, though the document says nothing of it. */
export interface ImmutableField {
  readonly field: string;
  /** Fields within it that may change after all, under some condition or in some version. */
  readonly except?: readonly string[];
}

/** An object laid over the smallest one (as a merge patch), for what it shows. */
export interface Variant {
  readonly name: string;
  readonly given: Readonly<Record<string, unknown>>;
}

/** An object that is not valid. */
export interface InvalidVariant extends Variant {
  /** The field that the refusal names. */
  readonly field: string;
  /** Of an object that is there it may be lawful: the document promises that an update may do just that. */
  readonly onlyOnCreate?: true;
}

/** What the suites need to know of a kind, so that they run for any kind without a line of code. */
export interface ResourceFacts {
  readonly name: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  /** The collection's path, with `{namespace}` in it. */
  readonly collection: string;
  readonly schema: { readonly $ref: string };
  readonly minimal: Readonly<Record<string, unknown>>;
  readonly samples?: Readonly<Record<string, unknown>>;
  readonly updatableFields?: readonly UpdatableField[];
  readonly otherFields?: OtherFields;
  readonly immutableFields?: readonly ImmutableField[];
  readonly subresources?: readonly Subresource[];
  /** Fields that are not written at random, since a controller would act on them. */
  readonly leftAlone?: readonly string[];
  /** The length of the longest name that an object may have; 253, as of a DNS subdomain, without. */
  readonly longestName?: number;
  /** What a server fills in where a field is left out and what it stands in is not, by field path. */
  readonly defaults?: Readonly<Record<string, unknown>>;
  /** Objects that may be created, beside the smallest one. */
  readonly lawful?: readonly Variant[];
  /** Objects that may not be. */
  readonly invalid?: readonly InvalidVariant[];
}

/** How an example object is made fit to be created again: what to leave out, what to set. */
export interface Replay {
  readonly without?: readonly string[];
  readonly set?: Readonly<Record<string, unknown>>;
}

export type ContractExample = OpenAPIV3_1.ExampleObject & { 'x-locator'?: Locator; 'x-replay'?: Replay };

export interface OperationExtensions {
  'x-locator'?: Locator;
  'x-basis'?: Basis;
}

export interface PathItemExtensions {
  'x-basis'?: Basis;
  'x-resource'?: ResourceFacts;
}

export type ContractOperation = OpenAPIV3_1.OperationObject<OperationExtensions>;

export type ContractPathItem = OpenAPIV3_1.PathItemObject<OperationExtensions> & PathItemExtensions;

export type ContractDocument = Omit<OpenAPIV3_1.Document<OperationExtensions>, 'paths' | 'info'> & {
  info: OpenAPIV3_1.InfoObject & { 'x-document': DocumentFacts };
  paths?: Record<string, ContractPathItem>;
};
