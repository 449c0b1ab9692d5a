import type { Finding } from './history/finding.ts';
import type { Read } from './history/reading.ts';
import { judgeBookmarkable } from './watch/bookmarkable.ts';
import { judgeBounded } from './watch/bounded.ts';
import { judgeExpiry } from './watch/expiry.ts';
import { judgeFiltered } from './watch/filtered.ts';
import { judgeInitialState } from './watch/initial-state.ts';
import { judgeOrdered } from './watch/ordered.ts';
import { judgePrompt } from './watch/prompt.ts';
import { judgeQuiet } from './watch/quiet.ts';
import { judgeReliable } from './watch/reliable.ts';
import { judgeGapless, judgeResumable } from './watch/resumable.ts';
import { judgeTyped } from './watch/typed.ts';
import { judgeUnique } from './watch/unique.ts';

/** A guarantee that watches give, judged from a history: what is broken, what is kept, and what cannot be told. */
export type WatchJudge = (read: Read) => Finding[];

/** The guarantees of a watch, each with its judge. All are pure, and linear in the history. */
export const watchJudges = {
  reliable: judgeReliable,
  unique: judgeUnique,
  ordered: judgeOrdered,
  typed: judgeTyped,
  filtered: judgeFiltered,
  initialState: judgeInitialState,
  resumable: judgeResumable,
  gapless: judgeGapless,
  bookmarkable: judgeBookmarkable,
  expiry: judgeExpiry,
  bounded: judgeBounded,
  prompt: judgePrompt,
  quiet: judgeQuiet,
} as const satisfies Record<string, WatchJudge>;

export type WatchGuarantee = keyof typeof watchJudges;
