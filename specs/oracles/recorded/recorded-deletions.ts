import { readFileSync } from 'node:fs';
import type { JsonObject } from '../../json.ts';
import type { DeletionAsked } from '../deletion-rules.ts';

/**
 * What kube-apiserver 1.29, 1.33 and 1.36 made of deletions, as facts: `deletions.jsonl`, one deletion a line. Of an object there
 * are the members that a deletion depends on or changes; uids are numbered, times are counted from the creation.
 */
export interface RecordedDeletion {
  /** Scenario and step. */
  readonly at: string;
  readonly asked: DeletionAsked & Readonly<Record<string, unknown>>;
  readonly answers: readonly RecordedEnd[];
}

/** What servers of these versions answered; a refusal has no more than its status. */
export interface RecordedEnd {
  readonly versions: readonly string[];
  readonly status: number;
  readonly before?: JsonObject;
  readonly answer?: JsonObject;
  /** What a GET of the object said next, where there was one. */
  readonly after?: JsonObject | 'gone';
}

/** All of them, in the order in which they were recorded. */
export function recordedDeletions(): RecordedDeletion[] {
  return readFileSync(new URL('deletions.jsonl', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as RecordedDeletion);
}
