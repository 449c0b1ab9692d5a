import { describe, expect, test } from 'vitest';
import { wrongInEnd } from '../deletion.ts';
import { lawfulEnd, mayBeGone, mustBeGone, wrongOptions } from '../deletion-rules.ts';
import { recordedDeletions } from './recorded-deletions.ts';

const deletions = recordedDeletions();
const told = deletions.flatMap(({ at, asked, answers }) =>
  answers.map((answer) => ({ name: `${at} of ${answer.versions.join(', ')}`, asked, ...answer })),
);
const accepted = told.filter(({ status }) => status === 200);
const refused = told.filter(({ status }) => status !== 200);

test('there are deletions that were accepted, and such that were refused', () => {
  expect([accepted.length, refused.length]).toEqual([expect.any(Number), 4]);
  expect(accepted.length).toBeGreaterThan(12);
});

describe('what was accepted', () => {
  test.each(accepted)('$name is lawful as it came', ({ asked, before = {}, answer, after }) => {
    expect(wrongOptions(asked)).toBeUndefined();
    const seen = { asked, before, answer, tookMs: 2000 };
    // Where nobody looked afterwards, the answer is all that is known.
    const left = after === undefined && answer?.['kind'] !== 'Status' ? answer : after;
    const isGone = left === 'gone' || left === undefined || mustBeGone(lawfulEnd(before, asked));
    expect(wrongInEnd({ ...seen, after: isGone ? undefined : left })).toBeUndefined();
  });

  test.each(accepted.filter(({ after }) => after !== undefined))('$name is gone where it may be', (recorded) => {
    const end = lawfulEnd(recorded.before ?? {}, recorded.asked);
    if (recorded.after === 'gone') expect(mayBeGone(end)).toBe(true);
    else expect(mustBeGone(end)).toBe(false);
  });
});

test.each(refused)('what was refused, $name, has to be, with that status', ({ asked, status }) => {
  expect(wrongOptions(asked)?.statuses).toContain(status);
});
