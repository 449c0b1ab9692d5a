import { expect, test } from 'vitest';
import { failingLines } from './failing-case.ts';

const failing = {
  requirement: 'update.pod.x',
  name: 'spec.image/put',
  outcome: { kind: 'violation', reason: 'it \u001b[31mchanges', expected: 'no\nchange', actual: 'x'.repeat(500) },
  replay: 'kube-covenant run --filter x',
} as const;

test('a violation is told in three lines, with nothing of the target that a terminal would obey', () => {
  const lines = failingLines(failing).split('\n');
  expect(lines).toHaveLength(4);
  expect(lines[0]).toBe('✗ update.pod.x/spec.image/put: it \ufffd[31mchanges');
  expect(lines[1]).toMatch(/^ {2}expected no change; actual x+…$/);
  expect(lines[1]?.length).toBeLessThanOrEqual(100);
  expect(lines[2]).toBe('  kube-covenant run --filter x');
});

test('a fault of the suite is told as one', () => {
  const text = failingLines({ ...failing, outcome: { kind: 'error', reason: 'y is undefined' } });
  expect(text).toMatch(/^! update\.pod\.x\/spec\.image\/put: y is undefined\n {2}error\n/);
});
