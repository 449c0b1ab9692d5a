import { describe, expect, test } from 'vitest';
import type { RunRecord } from '../../src/record.ts';
import { clean, sample, unreachable, withCases } from '../sample.test-data.ts';
import { renderBadge } from './badge.ts';
import { certificateOf, conformanceOf } from './certificate.ts';
import { subjectOf } from './digest.ts';

const digest = 'a'.repeat(64);
const whole: RunRecord = {
  ...clean,
  target: { ...clean.target, fingerprint: { before: digest, after: digest } },
  requirements: clean.requirements.filter(({ planned }) => !planned),
};

test('a whole run that broke nothing is conformant, with no limits', () => {
  expect(conformanceOf(whole)).toMatchObject({ result: 'conformant', limits: [] });
});

describe.each<[string, Partial<RunRecord>, RegExp]>([
  ['empty', withCases([]), /^Nothing was checked\.$/],
  ['filtered', { run: { ...whole.run, filter: ['update.*'] } }, /^The run was filtered: update\.\*\.$/],
  ['interrupted', { run: { ...whole.run, interrupted: 'SIGINT' } }, /interrupted by SIGINT/],
  ['stopped', { run: { ...whole.run, bailed: 2 } }, /stopped after 2 violations/],
  ['shortened', { run: { ...whole.run, effort: 'quick' } }, /shortened/],
  ['planned only', { requirements: whole.requirements.map((one) => ({ ...one, planned: true })) }, /planned only/],
  ['inconclusive', { counts: { ...whole.counts, inconclusive: 3 } }, /^3 cases could not be checked\.$/],
  ['of a suite that failed', { counts: { ...whole.counts, error: 1 } }, /suite itself failed in 1 case/],
  ['of no target', unreachable, /could not be asked: connection refused/],
  [
    'of a target that changed',
    { target: { ...whole.target, fingerprint: { before: digest, after: 'b'.repeat(64) } } },
    /^The target changed during the run\.$/,
  ],
  ['of a target that was not told twice', { target: { ...whole.target, fingerprint: {} } }, /was not told both/],
])('a run that is %s', (_what, change, limit) => {
  const { result, limits } = conformanceOf({ ...whole, ...change });
  test('says so on its face and is not conformant', () => {
    expect(result).toBe('incomplete');
    expect(limits.filter((one) => limit.test(one))).toHaveLength(1);
  });
});

test('what was found broken is broken, whatever was left out', () => {
  const { result, limits } = conformanceOf(sample);
  expect(result).toBe('not-conformant');
  expect(limits.length).toBeGreaterThan(0);
});

test('cases are counted by level and outcome', () => {
  const { counts } = conformanceOf(sample);
  const all = Object.values(counts).flatMap((level) => Object.values(level));
  expect(all.reduce((sum, count) => sum + count)).toBe(sample.cases.length);
  expect(counts.SHOULD).not.toEqual(counts.MUST);
});

test('a certificate is an in-toto statement about the files of the run', () => {
  const subject = [subjectOf('run.json', 'x')];
  expect(certificateOf(whole, subject)).toMatchObject({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'run.json', digest: { sha256: expect.stringMatching(/^2d711642b726b044/) } }],
  });
});

test.each([
  ['conformant', whole, 'conformant'],
  ['not-conformant', sample, 'not conformant'],
  ['incomplete', unreachable, 'incomplete'],
] as const)('the badge of a run that is %s says so, and loads nothing', (_result, record, words) => {
  const svg = renderBadge(record);
  expect(svg).toContain(`>${words}</text>`);
  expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/http|<script|<image|href/);
});
