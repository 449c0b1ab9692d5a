import type { Exchange } from './evidence.ts';
import type { Outcome, OutcomeKind } from './outcome.ts';

/**
 * The run record: a whole run as one JSON value. Every report is rendered from it and from nothing else, so it holds facts
 * and no markup. Its JSON Schema is `reports/run-record.schema.json`; `recordVersion` rises with every incompatible change.
 */
export interface RunRecord {
  readonly recordVersion: 1;
  readonly suite: { readonly name: 'kube-covenant'; readonly version: string };
  readonly run: RunFacts;
  readonly target: TargetFacts;
  readonly verdict: Verdict;
  /** Cases by outcome; every kind is present. */
  readonly counts: Readonly<Record<OutcomeKind, number>>;
  readonly chapters: readonly ChapterFacts[];
  readonly requirements: readonly RequirementFacts[];
  readonly cases: readonly CaseRecord[];
  /** The fields that were written, in the order of the schema, with what became of each. */
  readonly fieldMatrix: readonly FieldRow[];
  /** Which statuses each operation was seen to answer with; by path, then method. */
  readonly statusCodes: readonly StatusCodeRow[];
  /** Every promise of the documents of the run's profiles, and who checks it. */
  readonly coverage: readonly PromiseCoverage[];
  /** Objects and namespaces that the run made and could not be shown to be gone. */
  readonly left: readonly LeftBehind[];
}

export interface RunFacts {
  readonly id: string;
  /** RFC 3339, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly seed: number;
  readonly effort: Effort;
  readonly concurrency: number;
  readonly strictDocuments: boolean;
  readonly profiles: readonly string[];
  /** Globs over requirement ids; empty when the run was not filtered. */
  readonly filter: readonly string[];
  /** The signal that ended the run early. */
  readonly interrupted?: string;
  /** The violations after which the run was to stop, and did. */
  readonly bailed?: number;
  /** HTTP requests that were answered. */
  readonly exchanges: number;
}

export type Effort = 'quick' | 'standard' | 'deep';

export interface TargetFacts {
  /** The URL, without credentials. */
  readonly server: string;
  readonly kind: 'reference' | 'external';
  /** As `/version` gives it (gitVersion), where it answered. */
  readonly version?: string;
  /**
   * Digests (SHA-256, in hexadecimal) of its version, discovery and OpenAPI index, from before the checks and after them; one
   * that is not there was not answered.
   */
  readonly fingerprint?: { readonly before?: string; readonly after?: string };
  /** Where the fields of an object were enumerated from. */
  readonly schemas: 'published' | 'contract' | 'none';
  /** Why nothing could be asked of the target; absent when it could. */
  readonly unreachable?: string;
}

/** What the run says of the target, with the exit code that a CI gate sees. */
export interface Verdict {
  readonly kind: 'conformant' | 'violations' | 'inconclusive' | 'error';
  readonly exitCode: 0 | 1 | 3 | 4;
  readonly reason: string;
}

export interface ChapterFacts {
  readonly name: string;
  readonly title: string;
}

export interface RequirementFacts {
  readonly id: string;
  readonly chapter: string;
  readonly title: string;
  readonly level: 'MUST' | 'SHOULD' | 'MAY';
  readonly basis: 'stated' | 'derived';
  readonly profiles: readonly string[];
  /** Resolved locators, each with a line for people. */
  readonly cites: readonly CitationFacts[];
  readonly needs: readonly string[];
  readonly kills: readonly string[];
  /** Declared, but not checked yet. */
  readonly planned: boolean;
}

export interface CitationFacts {
  /** The document's id, e.g. `cce-pod-update`. */
  readonly document: string;
  /** The document's title. */
  readonly title: string;
  /** Where in it: section, operation, row or field, joined by ` › `. */
  readonly where: string;
}

/** A promise of a document, with the requirements of the run that check it. A promise with neither is unchecked. */
export interface PromiseCoverage {
  /** Its permanent key, e.g. `openshift-pod#deletePod/parameter/query/dryRun`. */
  readonly promise: string;
  /** The document's id. */
  readonly document: string;
  /** What is promised, in a line for people. */
  readonly text: string;
  /** Where in the document. */
  readonly where: string;
  readonly basis: 'stated' | 'derived';
  /** Ids of requirements. */
  readonly checkedBy: readonly string[];
  /** Ids of requirements that are to check it and do not yet. */
  readonly planned: readonly string[];
  /** Why nothing checks it, and nothing will. */
  readonly waived?: string;
}

/** A place in the field matrix: one field of a kind, written in one way at one path. */
export interface Cell {
  readonly kind: string;
  /** The subresource that it is written at; the object itself without. */
  readonly subresource?: string;
  readonly field: string;
  readonly way: string;
}

/** A row of the field matrix: what became of one field in each way in which it was written. */
export interface FieldRow extends Omit<Cell, 'way'> {
  /** By way; of several cases about one cell the worst. */
  readonly ways: Readonly<Record<string, OutcomeKind>>;
}

/** A row of the table of status codes: one operation, and the statuses that are promised of it or came. */
export interface StatusCodeRow {
  /** The HTTP method. */
  readonly method: string;
  /** The path as its contract writes it, with the names of its parts in braces. */
  readonly path: string;
  /** By status. */
  readonly codes: Readonly<Record<string, StatusCodeCell>>;
}

/**
 * How a status is known of an operation. `provoked`: a check asked for it and got it. `observed`: it only came by itself, or in
 * checks that failed. `untestable`: promised, and nothing can be done to see it; `unchecked`: promised, and not seen in this run.
 */
export type StatusCodeCell =
  | { readonly kind: 'provoked' | 'observed'; readonly times: number; readonly documented: boolean }
  | { readonly kind: 'untestable' | 'unchecked'; readonly reason: string };

export interface CaseRecord {
  readonly requirement: string;
  /** Unique within its requirement, ASCII, stable between runs. */
  readonly name: string;
  /** The profile that the testcase is filed under. */
  readonly profile: string;
  readonly outcome: Outcome;
  readonly durationMs: number;
  /** How many exchanges the case made. */
  readonly exchanges: number;
  /** The field and the way of writing, where the case is a cell of the field matrix. */
  readonly cell?: Cell;
  /** The command line that runs this case again. */
  readonly replay: string;
  /** The exchanges of a case that did not pass, oldest first; a passing case keeps none. */
  readonly evidence?: readonly Exchange[];
}

export interface LeftBehind {
  readonly path: string;
  readonly reason: string;
}
