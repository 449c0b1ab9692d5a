/** What one case came to. A discriminated union: each kind carries just what a reader of it needs. */
export type Outcome =
  | { readonly kind: 'pass' }
  /** The target broke a promise. */
  | ({ readonly kind: 'violation' } & Finding)
  /** A SHOULD or MAY was not met. */
  | ({ readonly kind: 'advisory' } & Finding)
  /** The target answers as the Kubernetes API does where a document says otherwise (`specs/disputes.yaml`). */
  | ({ readonly kind: 'disputed'; readonly dispute: string } & Finding)
  /** The target lacks something that the requirement needs. */
  | { readonly kind: 'unsupported'; readonly reason: string }
  /** The check could not be made: a precondition failed, the target throttled, or it went away. */
  | { readonly kind: 'inconclusive'; readonly reason: string }
  /** The suite itself failed. Never the target's fault. */
  | { readonly kind: 'error'; readonly reason: string };

export type OutcomeKind = Outcome['kind'];

/** A deviation, in words for a person. */
export interface Finding {
  /** One sentence: what happened that should not have. */
  readonly reason: string;
  /** What was promised, for this very case. */
  readonly expected: string;
  /** What was seen instead. */
  readonly actual: string;
  /** What the target did with the write, in the terms in which disputes are stated. */
  readonly observed?: Observed;
  /** A property's counterexample: the shrunk value, with the seed and path that lead to it. */
  readonly counterexample?: Counterexample;
  /** What the watchers of a history saw, where that is how it shows. */
  readonly timeLine?: TimeLine;
}

/** A history as a picture would have it: a lane a writer or watcher, what is wrong marked. */
export interface TimeLine {
  readonly lanes: readonly { readonly name: string; readonly events: readonly TimeLineEvent[] }[];
}

export interface TimeLineEvent {
  /** Milliseconds since the run began. */
  readonly at: number;
  /** `MODIFIED pod-3`. */
  readonly label: string;
  readonly version?: string;
  readonly mark?: 'missing' | 'repeated' | 'disordered' | 'wrong';
}

/** The effect of one write on one field: `updated` took the new value, `ignored` kept the old one, `refused` answered an error. */
export interface Observed {
  readonly effect: 'updated' | 'ignored' | 'refused' | 'other';
  readonly status: number;
}

export interface Counterexample {
  readonly value: string;
  readonly seed: number;
  readonly path: string;
  readonly shrinks: number;
}

export const outcomeKinds = [
  'pass',
  'violation',
  'advisory',
  'disputed',
  'unsupported',
  'inconclusive',
  'error',
] as const satisfies readonly OutcomeKind[];

export const pass: Outcome = { kind: 'pass' };

export function violation(finding: Finding): Outcome {
  return { kind: 'violation', ...finding };
}

/** A SHOULD or MAY was not met. */
export function advisory(finding: Finding): Outcome {
  return { kind: 'advisory', ...finding };
}

export function inconclusive(reason: string): Outcome {
  return { kind: 'inconclusive', reason };
}

export function unsupported(reason: string): Outcome {
  return { kind: 'unsupported', reason };
}
