import { describe, expect, test } from 'vitest';
import type { Broken } from '../history/finding.ts';
import { read } from '../history/reading.ts';
import { historyOf, type Told, type ToldWatch } from '../history/told.test-data.ts';
import type { Frame } from '../history/watching.ts';
import { type WatchGuarantee, watchJudges } from '../watch.ts';

/** What one judge finds in a history. */
export function judged(guarantee: WatchGuarantee, told: Told) {
  return watchJudges[guarantee](read(historyOf(told)));
}

/** The places that one judge finds broken. */
export function brokenIn(guarantee: WatchGuarantee, told: Told): string[] {
  return judged(guarantee, told)
    .filter((one): one is Broken => one.outcome === 'broken')
    .map(({ mark: { in: name, at, how } }) => `${name}[${at}] ${how}`);
}

/** Every judge that finds a breach. */
function speaking(told: Told): string[] {
  const history = read(historyOf(told));
  return Object.entries(watchJudges).flatMap(([name, judge]) =>
    judge(history).some(({ outcome }) => outcome === 'broken') ? [name] : [],
  );
}

/** The only watch of a history. */
export const one = (frames: string | readonly Frame[], rest: Omit<ToldWatch, 'frames'> = {}): ToldWatch[] => [
  { frames, ...rest },
];

type Row = [what: string, told: Told, marks?: string[]];

/** Rows without marks keep the guarantee; and keep all others too. */
export function rows(guarantee: WatchGuarantee, list: Row[]): void {
  describe(guarantee, () => {
    test.each(list)('%s', (_what, told, marks = []) => {
      expect(brokenIn(guarantee, told)).toEqual(marks);
      if (marks.length === 0) expect(speaking(told)).toEqual([]);
    });
  });
}

/** Three objects: one comes and goes, one comes and changes, one comes last. A watch shows it in the same words. */
export const life = '+a5 ~a6 +b7 ~b8 -a9 +c10 ~c11';
