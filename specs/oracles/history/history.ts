import type { Listing } from './listing.ts';
import type { Watching } from './watching.ts';
import type { Write } from './write.ts';

/**
 * All that a run wrote to one collection, and all that it was shown of it. Nothing in it needs an order: times and versions say
 * what was when.
 */
export interface History {
  /** `apiVersion/kind` of the objects, as `v1/Pod`. */
  readonly kind: string;
  readonly writes: readonly Write[];
  readonly watchings: readonly Watching[];
  readonly listings: readonly Listing[];
}
