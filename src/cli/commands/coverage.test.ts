import { expect, test } from 'vitest';
import type { Coverage } from '../../../reports/coverage.ts';
import { coverage } from './coverage.ts';

test('every promise has its line, and the last one sums up what the others say', () => {
  const lines = coverage({}).trimEnd().split('\n');
  const promises = lines.filter((line) => line.startsWith('  '));
  const count = (state: string) => promises.filter((line) => line.startsWith(`  ${state} `)).length;
  const [checked, waived] = ['checked', 'waived'].map(count);
  expect(count('planned')).toBe(0);
  expect(promises.length).toBeGreaterThan(500);
  expect(lines.at(-1)).toMatch(new RegExp(`^all +${promises.length} promises: ${checked} checked, ${waived} waived$`));
});

test('as JSON it says the same', () => {
  const { totals, documents } = JSON.parse(coverage({ json: true })) as Coverage;
  expect(totals.unchecked).toBe(0);
  expect(totals.checked).toBeGreaterThan(0);
  expect(documents.map(({ document }) => document)).toContain('openshift-pod');
});
