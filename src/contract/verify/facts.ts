import type { Locator } from '../types.ts';

/** A locator; `table` counts, from 1, the tables of a section that have no caption and repeat one another's rows. */
export interface Place extends Locator {
  readonly table?: number;
}

/**
 * One thing that a document says, small enough to be the same or not: `query parameter dryRun is of type string`.
 * Contracts and document texts are both taken apart into these.
 */
export interface Fact {
  /** `PATCH /path` for one operation, `/path` for all of a path; absent where a page has but one. */
  readonly scope?: string;
  readonly what: string;
  /** What an example shows. */
  readonly value?: unknown;
  readonly place: Place;
}

/** A fact read off a document's text. */
export interface TextFact extends Fact {
  /** The 1-based line it stands on. */
  readonly line: number;
  /** Said in several places, of which a contract names one. */
  readonly repeated?: true;
}

/** A row of a table or list in a document's text: where it stands, all that it says, and the facts in that. */
export interface TextRow {
  readonly place: Place;
  readonly text: string;
  readonly facts: readonly TextFact[];
}

/** One entry of a list of differences: a fact, where it should stand, and the line to look at. */
export interface Finding {
  readonly document: string;
  readonly locator: Place;
  readonly fact: string;
  readonly file?: string;
  readonly line?: number;
}

/** A fact in words, with the operation it is about. */
export function wordsOf({ scope, what }: Pick<Fact, 'scope' | 'what'>): string {
  return scope === undefined ? what : `${scope}: ${what}`;
}

/** Whether two facts are about the same operation; one that names none is about the only one that there is. */
export function sameScope(a: Pick<Fact, 'scope'>, b: Pick<Fact, 'scope'>): boolean {
  return a.scope === undefined || b.scope === undefined || a.scope === b.scope;
}

/** Whether two places are one; a table that one of them does not number does not tell them apart. */
export function samePlace(a: Place, b: Place): boolean {
  const sameTable = a.table === undefined || b.table === undefined || a.table === b.table;
  return a.section === b.section && a.row === b.row && sameTable;
}
