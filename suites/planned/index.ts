import type { Chapter } from '../../src/requirement.ts';
import { plannedConcurrency } from './concurrency.ts';
import { plannedPaging } from './paging.ts';
import { plannedReading } from './reading.ts';
import { plannedRequestOptions } from './request-options.ts';
import { plannedStatusCodes } from './status-codes.ts';
import { plannedWatch } from './watch.ts';

/** Requirements that are declared and not checked yet. A suite that brings one takes it out of here and keeps its id. */
export const plannedChapters: readonly Chapter[] = [
  plannedReading,
  plannedStatusCodes,
  plannedConcurrency,
  plannedRequestOptions,
  plannedPaging,
  plannedWatch,
];
