import type { OwedStatus } from '../refusal-status.ts';

/** A request as it is sent, as far as a refusal can follow from it. */
export interface SentRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly contentType?: string;
  readonly accept?: string;
  /** As text; undefined where none is sent, or where it is not known here. */
  readonly body?: string;
  /** Bytes of the body, where the text is not at hand. */
  readonly bodyBytes?: number;
  /** In whose name: somebody who may do all, who may do nothing, whose token nobody knows, or nobody. */
  readonly caller: 'admin' | 'powerless' | 'stranger' | 'anonymous';
}

/** A kind that a server serves. */
export interface ServedKind {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  /** The methods of each subresource. */
  readonly subresources: Readonly<Record<string, readonly string[]>>;
}

/** What is known of a server, and of what it stores, when a request comes. */
export interface KnownServer {
  readonly kinds: readonly ServedKind[];
  hasNamespace(name: string): boolean;
  /** Whether there is an object at a path (without subresource); undefined where that is not known. */
  has(path: string): boolean | undefined;
}

/** A request with what its address says, once that is understood. */
export interface AddressedRequest extends SentRequest {
  readonly query: URLSearchParams;
  readonly target: Target;
}

/** What an address is of. */
export interface Target {
  readonly kind: ServedKind;
  readonly namespace?: string;
  readonly name?: string;
  readonly subresource?: string;
  /** The object's own path. */
  readonly objectPath: string;
}

/**
 * One reason for which requests are refused. Answers what the refusal owes; undefined where it finds no fault. The stages are
 * asked in the order in which a server comes to them.
 */
export type Stage = (request: AddressedRequest, server: KnownServer) => OwedStatus | undefined;
