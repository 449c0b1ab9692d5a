import { describe, expect, test } from 'vitest';
import type { Finding } from '../history/finding.ts';
import type { History } from '../history/history.ts';
import type { Listing } from '../history/listing.ts';
import { read } from '../history/reading.ts';
import { listAnswer } from '../paging/list-answer.ts';
import { pagingJudges } from '../paging.ts';
import { watchJudges } from '../watch.ts';
import { recordedHistory } from './recorded-history.ts';

const versions = ['1.29', '1.33', '1.36'];

/** The pages that followed one another, as one listing; each of the others by itself. */
function joined(history: History): History {
  const at = (step: number) => history.listings.find(({ name }) => name === `paging/${step}`) as Listing;
  const whole = { ...at(9), name: 'paging/9-15', pages: [9, 13, 15].flatMap((step) => at(step).pages) };
  // Some are part of the first; some are refused for the sake of a selector or of another parameter.
  const left = [9, 15, 36, 41, 61, 63].map((step) => `paging/${step}`);
  const alone = history.listings.filter(({ name }) => !left.includes(name));
  return { ...history, listings: [whole, ...alone] };
}

function brokenIn(findings: readonly Finding[]): string[] {
  return findings.flatMap((one) =>
    one.outcome === 'broken' ? [`${one.guarantee} ${one.level}: ${one.mark.in}: ${one.what}`] : [],
  );
}

describe.each(versions)('kube-apiserver %s', (version) => {
  test('keeps every guarantee of a watch in what was recorded of it', () => {
    for (const scenario of ['watch', 'paging'] as const) {
      const history = read(recordedHistory(scenario, version));
      expect(Object.values(watchJudges).flatMap((judge) => brokenIn(judge(history)))).toEqual([]);
    }
  });

  test('keeps every guarantee of a list that is read in pages', () => {
    const history = read(joined(recordedHistory('paging', version)));
    const broken = Object.values(pagingJudges).flatMap((judge) => brokenIn(judge(history)));
    expect(broken).toEqual(
      version === '1.29' ? [46, 47].map((step) => `honoured should: paging/${step}: it is answered 500, not 400`) : [],
    );
  });

  test('answers each query as the table of versions, matches, limits and tokens says', () => {
    const pages = recordedHistory('paging', version).listings.flatMap(({ name, pages: [page] }) =>
      page && page.query.labelSelector === undefined && page.query.fieldSelector === undefined ? [{ name, page }] : [],
    );
    const wrong = pages
      .filter(({ name }) => !['paging/61', 'paging/63'].includes(name))
      .filter(({ page }) => {
        const answer = listAnswer(page.query, { newest: '1000011' });
        const isRight =
          page.status === 200
            ? answer.state !== undefined
            : answer.refused.includes(page.status) || answer.known === page.status;
        return !isRight;
      });
    expect(pages.length).toBeGreaterThan(30);
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});

test('the judges look at what was recorded, and not past it', () => {
  const watched = read(recordedHistory('watch', '1.36'));
  const kept = Object.entries(watchJudges).flatMap(([name, judge]) =>
    judge(watched).some(({ outcome }) => outcome === 'kept') ? [name] : [],
  );
  expect(kept).toEqual([
    'reliable',
    'unique',
    'ordered',
    'typed',
    'filtered',
    'initialState',
    'gapless',
    'bookmarkable',
    'expiry',
    'bounded',
    'prompt',
    'quiet',
  ]);
  const paged = read(joined(recordedHistory('paging', '1.36')));
  const all = Object.entries(pagingJudges).flatMap(([name, judge]) =>
    judge(paged).some(({ outcome }) => outcome === 'kept') ? [name] : [],
  );
  expect(all).toEqual([
    'snapshot',
    'constantVersion',
    'withinLimit',
    'once',
    'inOrder',
    'selected',
    'complete',
    'remaining',
    'repeatable',
    'honoured',
    'expiredToken',
  ]);
});
