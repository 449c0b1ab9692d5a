import { expect, test } from 'vitest';
import { type Claim, isWrong, type Job, killMatrix, type Tally, type Tried } from './matrix.ts';
import { renderMatrix } from './table.ts';

const claims: readonly Claim[] = [
  { id: 'a.one', kills: ['leak'] },
  { id: 'a.two', kills: [] },
];

const fine: Tally = { cases: 2, failed: 0, advised: 0, unchecked: 0, errors: 0 };
const advises: Tally = { ...fine, advised: 1, example: 'case: why' };
const fails: Tally = { ...fine, failed: 1, example: 'case: why' };

function tried(kind: Job['kind'], id: string, requirements: Record<string, Tally>, more: Partial<Tried> = {}): Tried {
  return { job: { kind, id, seed: 1, filter: [] }, requirements, ms: 10, ...more };
}

const one = (each: Tried) => killMatrix(claims, [each])[0];

test.each<[string, Tried, string, boolean]>([
  ['killed by who claims it', tried('fault', 'leak', { 'a.one': fails, 'a.two': fine }), 'killed', false],
  ['a survivor of who claims it', tried('fault', 'leak', { 'a.one': fine, 'a.two': fine }), 'survives', true],
  ['a survivor though another kills it', tried('fault', 'leak', { 'a.one': fine, 'a.two': fails }), 'survives', true],
  ['unclaimed', tried('fault', 'other', { 'a.one': fine, 'a.two': fine }), 'unclaimed', false],
  ['unclaimed and yet killed', tried('fault', 'other', { 'a.one': fails, 'a.two': fine }), 'unexpected', false],
  ['a survivor where nothing could be checked', tried('fault', 'leak', {}, { hindered: 'gone' }), 'survives', true],
  ['killed by the advisory of who claims it', tried('fault', 'leak', { 'a.one': advises }), 'killed', false],
  ['unclaimed with an advisory', tried('fault', 'other', { 'a.two': advises }), 'unclaimed', false],
  ['a trap with an advisory', tried('trap', 'odd', { 'a.one': advises }), 'quiet', false],
  ['a quiet trap', tried('trap', 'odd', { 'a.one': fine }), 'quiet', false],
  ['a reported trap', tried('trap', 'odd', { 'a.two': fails }), 'reported', true],
  ['a trap that nobody tried', tried('trap', 'odd', {}, { hindered: 'gone' }), 'quiet', true],
  ['the clean server reported', tried('clean', '', { 'a.one': fails }), 'reported', true],
  ['a failure of the suite', tried('fault', 'other', { 'a.two': { ...fine, errors: 1 } }), 'unclaimed', true],
])('a row is %s', (_what, each, status, wrong) => {
  const row = one(each);
  expect(row?.status).toBe(status);
  expect(row && isWrong(row)).toBe(wrong);
});

test('a fault that is killed with some seeds only survives', () => {
  const rows = killMatrix(claims, [
    tried('fault', 'leak', { 'a.one': fails }),
    tried('fault', 'leak', { 'a.one': fine, 'a.two': fails }),
  ]);
  expect(rows).toMatchObject([
    {
      id: 'leak',
      status: 'survives',
      survives: [{ requirement: 'a.one', failed: 1, tries: 2 }],
      also: [{ requirement: 'a.two', failed: 1, tries: 2, example: 'case: why' }],
    },
  ]);
});

test('the table says what is wrong first, counts what there is, and how long it took', () => {
  const rows = killMatrix(claims, [
    tried('fault', 'other', { 'a.one': { ...fine, unchecked: 2 } }),
    tried('fault', 'leak', { 'a.one': fine }),
  ]);
  const text = renderMatrix(rows, { servers: 2, seconds: 3, secondsPerServer: 1.5 });
  expect(text).toMatch(/^SURVIVES a requirement that claims it \(1\)\n {2}leak\n {4}SURVIVES {2}a\.one\n/);
  expect(text).toContain('  other\n    100 % of the cases could not be checked\n');
  expect(text).toMatch(/1 survives, 1 unclaimed; 1 WRONG\n2 servers in 3\.0 s, 1\.50 s each\n$/);
});
