import type { Broken, Undecided } from '../../specs/oracles/history/finding.ts';
import type { History } from '../../specs/oracles/history/history.ts';
import type { Page } from '../../specs/oracles/history/listing.ts';
import { read } from '../../specs/oracles/history/reading.ts';
import { type PagingGuarantee, pagingJudges } from '../../specs/oracles/paging.ts';
import { advisory, type Finding, inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { timeLineOf } from './time-line.ts';

/** Breaches told of one case. */
const told = 3;

/**
 * What some guarantees' judges say of a history, as one outcome: broken where a promise is, an advisory where only nobody promises
 * it, inconclusive where nothing at all could be looked at.
 */
export function judgeHistory(history: History, guarantees: readonly PagingGuarantee[], expected: string): Outcome {
  const known = read(history);
  const findings = guarantees.flatMap((guarantee) => pagingJudges[guarantee](known));
  const broken = findings.filter((one): one is Broken => one.outcome === 'broken');
  const musts = broken.filter(({ level }) => level === 'must');
  if (musts.length > 0) return violation(findingOf(history, musts, expected));
  if (broken.length > 0) return advisory(findingOf(history, broken, expected));
  // A time-out may be what a version to come is owed.
  const [failed] = history.listings.flatMap(({ name, pages }) =>
    pages.flatMap(({ status }, at) =>
      status >= 500 && status !== 504 ? [`${name}: page ${at + 1} is answered ${status}`] : [],
    ),
  );
  if (failed !== undefined) return inconclusive(failed);
  if (findings.some(({ outcome }) => outcome === 'kept')) return pass;
  const [undecided] = findings.filter((one): one is Undecided => one.outcome === 'undecided');
  return inconclusive(undecided ? `${undecided.in}: ${undecided.why}` : 'no list was answered with success');
}

function findingOf(history: History, broken: readonly Broken[], expected: string): Finding {
  const [first] = broken as readonly [Broken, ...Broken[]];
  const more = broken.length - told;
  const lines = broken.slice(0, told).map(({ what, mark }) => `${mark.in}, page ${mark.at + 1}: ${what}`);
  return {
    reason: `${first.mark.in}, page ${first.mark.at + 1}: ${first.what}`,
    expected,
    actual: `${lines.join('; ')}${more > 0 ? `; and ${more} more` : ''}`,
    timeLine: timeLineOf(history, broken),
  };
}

/** Why nothing can be said of tokens: the lists that have none though they were to be read in parts; undefined where one has one. */
export function lacksTokens({ listings }: History): string | undefined {
  const answered = listings.flatMap(({ pages }) => pages.slice(0, 1)).filter(({ status }) => status === 200);
  const hasToken = (page: Page) => page.continue !== undefined;
  if (answered.length === 0 || answered.some(hasToken)) return undefined;
  return 'the target pays no heed to the limit: its lists are whole and have no token';
}
