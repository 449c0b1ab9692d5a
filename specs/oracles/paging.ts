import type { Finding } from './history/finding.ts';
import type { Read } from './history/reading.ts';
import { judgeComplete } from './paging/complete.ts';
import { judgeExpiredToken } from './paging/expired-token.ts';
import { judgeHonoured } from './paging/honoured.ts';
import {
  judgeConstantVersion,
  judgeInOrder,
  judgeOnce,
  judgeRemaining,
  judgeRepeatable,
  judgeSelected,
  judgeWithinLimit,
} from './paging/pages.ts';
import { judgeSnapshot } from './paging/snapshot.ts';

/** A guarantee that lists give, judged from a history. */
export type PagingJudge = (read: Read) => Finding[];

/** The guarantees of a list that is read page by page, each with its judge. All are pure. */
export const pagingJudges = {
  snapshot: judgeSnapshot,
  constantVersion: judgeConstantVersion,
  withinLimit: judgeWithinLimit,
  once: judgeOnce,
  inOrder: judgeInOrder,
  selected: judgeSelected,
  complete: judgeComplete,
  remaining: judgeRemaining,
  repeatable: judgeRepeatable,
  honoured: judgeHonoured,
  expiredToken: judgeExpiredToken,
} as const satisfies Record<string, PagingJudge>;

export type PagingGuarantee = keyof typeof pagingJudges;
