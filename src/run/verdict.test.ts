import { describe, expect, test } from 'vitest';
import { type OutcomeKind, outcomeKinds } from '../outcome.ts';
import type { CaseRecord } from '../record.ts';
import { countOutcomes, verdictOf } from './verdict.ts';

const none = countOutcomes([]);
const verdict = (counts: Partial<Record<OutcomeKind, number>>, interrupted = false) =>
  verdictOf({ ...none, ...counts }, interrupted, 0);

describe('the verdict', () => {
  test.each<[string, Partial<Record<OutcomeKind, number>>, boolean, string, number]>([
    ['conformant when all passed', { pass: 3 }, false, 'conformant', 0],
    ['conformant when only advice was not met', { pass: 1, advisory: 2 }, false, 'conformant', 0],
    ['conformant when some promises are disputed', { pass: 1, disputed: 2 }, false, 'conformant', 0],
    ['conformant when some are not supported', { pass: 1, unsupported: 9 }, false, 'conformant', 0],
    ['violations when one promise was broken', { pass: 99, violation: 1 }, false, 'violations', 1],
    ['violations though something was left open', { violation: 1, inconclusive: 5 }, false, 'violations', 1],
    ['violations though it was interrupted', { violation: 1, inconclusive: 5 }, true, 'violations', 1],
    ['inconclusive when something was left open', { pass: 99, inconclusive: 1 }, false, 'inconclusive', 3],
    ['inconclusive when it was interrupted', { pass: 99 }, true, 'inconclusive', 3],
    ['inconclusive when nothing was checked', {}, false, 'inconclusive', 3],
    ['inconclusive when nothing is supported', { unsupported: 9 }, false, 'inconclusive', 3],
    ['an error when the suite failed, whatever else', { pass: 9, violation: 9, error: 1 }, false, 'error', 4],
    ['an error when the suite failed and was interrupted', { inconclusive: 9, error: 1 }, true, 'error', 4],
  ])('is %s', (_when, counts, interrupted, kind, exitCode) => {
    expect(verdict(counts, interrupted)).toMatchObject({ kind, exitCode, reason: expect.stringMatching(/\w/) });
  });

  test('is 0 only where something was checked and nothing is open, in every combination', () => {
    for (let bits = 0; bits < 2 ** outcomeKinds.length; bits++) {
      const counts = Object.fromEntries(outcomeKinds.map((kind, i) => [kind, (bits >> i) & 1])) as typeof none;
      for (const interrupted of [false, true]) {
        const good = counts.pass + counts.advisory + counts.disputed > 0;
        const bad = counts.violation + counts.inconclusive + counts.error > 0 || interrupted;
        expect(verdictOf(counts, interrupted, 3).exitCode === 0, JSON.stringify(counts)).toBe(good && !bad);
      }
    }
  });

  test('says how many requirements are only planned, and is the same with and without them', () => {
    for (const [counts, interrupted] of [
      [{ pass: 3 }, false],
      [{ violation: 1 }, false],
      [{}, false],
      [{}, true],
    ] as const) {
      const without = verdictOf({ ...none, ...counts }, interrupted, 0);
      const reason = `${without.reason}; 2 requirements not checked yet`;
      expect(verdictOf({ ...none, ...counts }, interrupted, 2)).toEqual({ ...without, reason });
    }
    expect(verdictOf({ ...none, pass: 1 }, false, 1).reason).toMatch(/; 1 requirement not checked yet$/);
  });

  test('counts in its reason, one and many', () => {
    expect(verdict({ violation: 1 }).reason).toBe('1 case broke a promise');
    expect(verdict({ violation: 2 }).reason).toBe('2 cases broke a promise');
  });
});

test('every kind of outcome is counted, with 0 where there is none', () => {
  const cases = ['pass', 'pass', 'violation'].map((kind) => ({ outcome: { kind } })) as unknown as CaseRecord[];
  expect(countOutcomes(cases)).toEqual({
    pass: 2,
    violation: 1,
    advisory: 0,
    disputed: 0,
    unsupported: 0,
    inconclusive: 0,
    error: 0,
  });
});
