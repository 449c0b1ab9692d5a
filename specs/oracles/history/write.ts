import type { ObjectState } from './state.ts';

/** When a request was sent and its answer was there: milliseconds since the run began. */
export interface Timed {
  readonly sentAt: number;
  readonly at: number;
}

/** A write that was answered with success and the object as it is stored. */
export interface Stored extends Timed {
  readonly kind: 'created' | 'updated';
  readonly key: string;
  readonly uid: string;
  readonly version: string;
  readonly state: ObjectState;
}

/** A deletion after which the object is gone. Whether the answer shows a version and the last state is the server's choice. */
export interface Deleted extends Timed {
  readonly kind: 'deleted';
  readonly key: string;
  readonly uid: string;
  /**
   * The version of the deletion, where the answer shows one that is newer than the object's last (as for a Pod); never that of the
   * last state, which some kinds show.
   */
  readonly version?: string | undefined;
  readonly state?: ObjectState | undefined;
}

/** A write whose answer never came: it may have been done. */
export interface Lost extends Timed {
  readonly kind: 'unknown';
  readonly key: string;
  readonly does: 'create' | 'update' | 'delete';
}

/** A write that must change nothing, answered as such. */
export interface Unchanging extends Timed {
  readonly kind: 'unchanged';
  readonly why: 'dry run' | 'no change' | 'refusal';
  readonly key: string;
  /** The version that the object had; undefined where there is no object. */
  readonly version: string | undefined;
  /** The digest of what the write would have made of it. */
  readonly wouldBe?: string | undefined;
}

/** A write of the run. Other clients may write as well: what they wrote is known only from what is shown of it. */
export type Write = Stored | Deleted | Lost | Unchanging;
