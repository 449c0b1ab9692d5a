import type { Chapter } from '../../src/requirement.ts';
import { plannedAccess } from './access.ts';
import { plannedConcurrency } from './concurrency.ts';
import { plannedCreate } from './create.ts';
import { plannedDeletion } from './deletion.ts';
import { plannedLog } from './log.ts';
import { plannedPaging } from './paging.ts';
import { plannedRequestOptions } from './request-options.ts';
import { plannedStatusCodes } from './status-codes.ts';
import { plannedWatch } from './watch.ts';

/** Requirements that are declared and not checked yet. A suite that brings one takes it out of here and keeps its id. */
export const plannedChapters: readonly Chapter[] = [
  plannedCreate,
  plannedStatusCodes,
  plannedAccess,
  plannedConcurrency,
  plannedRequestOptions,
  plannedDeletion,
  plannedLog,
  plannedPaging,
  plannedWatch,
];
