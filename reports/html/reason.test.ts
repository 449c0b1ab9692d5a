import { expect, test } from 'vitest';
import type { RunRecord } from '../../src/record.ts';
import { clean, sample, withCases } from '../sample.test-data.ts';
import { verdictReason } from './reason.ts';

const none = { pass: 0, violation: 0, advisory: 0, disputed: 0, unsupported: 0, inconclusive: 0, error: 0 };
const record = (kind: RunRecord['verdict']['kind'], counts: Partial<RunRecord['counts']>): RunRecord => ({
  ...clean,
  requirements: clean.requirements.filter(({ planned }) => !planned),
  verdict: { ...clean.verdict, kind },
  counts: { ...none, ...counts },
});

test('in English it is what the record says', () => {
  expect(verdictReason(sample, 'en')).toBe(sample.verdict.reason);
});

test.each([
  [record('conformant', { pass: 3, advisory: 1 }), '4 个用例遵守了承诺'],
  [record('conformant', { pass: 3, disputed: 2, unsupported: 1 }), '3 个用例遵守了承诺；2 个有争议，1 个不支持'],
  [record('violations', { violation: 7 }), '7 个用例违反了承诺'],
  [record('inconclusive', { inconclusive: 5 }), '5 个用例无法检查'],
  [record('inconclusive', {}), '未检查任何内容'],
  [
    { ...record('inconclusive', { inconclusive: 5 }), run: { ...clean.run, interrupted: 'SIGINT' as const } },
    '运行被中断',
  ],
  [record('error', { error: 2 }), '测试套件自身在 2 个用例中出错'],
])('in Chinese it is said from the same counts: %#', (told, reason) => {
  expect(verdictReason(told, 'zh')).toBe(reason);
});

test('what is only planned is said as well', () => {
  const planned = clean.requirements.map((one) => ({ ...one, planned: true }));
  expect(verdictReason({ ...clean, ...withCases([]), requirements: planned }, 'zh')).toMatch(
    new RegExp(`；${planned.length} 项要求尚未检查$`),
  );
});
