import type { PromiseCoverage, RunRecord } from '../src/record.ts';
import { groupBy } from './text.ts';

/** What is known of one promise. `undecided`: a requirement was to check it in this run and came to no result. */
export const promiseStates = ['checked', 'undecided', 'planned', 'waived', 'unchecked'] as const;
export type PromiseState = (typeof promiseStates)[number];

export type Totals = Readonly<Record<PromiseState, number>>;

/** A promise with its state. */
export interface JudgedPromise extends PromiseCoverage {
  readonly state: PromiseState;
}

/** The promises of one document, in its order. */
export interface DocumentCoverage {
  readonly document: string;
  readonly totals: Totals;
  readonly promises: readonly JudgedPromise[];
}

export interface Coverage {
  readonly totals: Totals;
  readonly documents: readonly DocumentCoverage[];
}

/** The coverage, a document at a time. `isDecided` says whether a requirement came to a result; without a run each would. */
export function judgeCoverage(
  coverage: readonly PromiseCoverage[],
  isDecided: (requirement: string) => boolean = () => true,
): Coverage {
  const judged = coverage.map((one): JudgedPromise => ({ ...one, state: stateOf(one, isDecided) }));
  const documents = [...groupBy(judged, ({ document }) => document)].map(([document, promises]) => ({
    document,
    totals: totalsOf(promises),
    promises,
  }));
  return { totals: totalsOf(judged), documents };
}

/** The coverage of a run: a promise counts as checked only where a case that speaks of it was decided. */
export function coverageOfRecord({ coverage, cases }: RunRecord): Coverage {
  const decided = new Set(
    cases
      .filter(({ outcome }) => /^(pass|violation|advisory|disputed)$/.test(outcome.kind))
      .map(({ requirement }) => requirement),
  );
  return judgeCoverage(coverage, (requirement) => decided.has(requirement));
}

/** `12 checked, 3 planned, …`: what there is none of is left out, but for the checked ones. */
export function totalsInWords(totals: Totals): string {
  return promiseStates
    .filter((state) => totals[state] > 0 || state === 'checked')
    .map((state) => `${totals[state]} ${state}`)
    .join(', ');
}

function stateOf({ checkedBy, planned, waived }: PromiseCoverage, isDecided: (id: string) => boolean): PromiseState {
  if (checkedBy.some(isDecided)) return 'checked';
  if (checkedBy.length > 0) return 'undecided';
  if (planned.length > 0) return 'planned';
  return waived === undefined ? 'unchecked' : 'waived';
}

function totalsOf(promises: readonly JudgedPromise[]): Totals {
  const totals = { checked: 0, undecided: 0, planned: 0, waived: 0, unchecked: 0 };
  for (const { state } of promises) totals[state]++;
  return totals;
}
