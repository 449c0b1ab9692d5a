import { expect, test } from 'vitest';
import { reports } from './index.ts';
import { clean, crowded, sample, unreachable } from './sample.test-data.ts';

test('the files of a run', () => {
  expect(reports.map((report) => report.file)).toEqual([
    'run.json',
    'junit.xml',
    'report.html',
    'summary.md',
    'status-codes.md',
    'coverage.json',
    'coverage.md',
    'certificate.html',
    'badge.svg',
  ]);
});

test('run.json is the record itself, hostile text and all, one blank an indent', () => {
  const text = reports[0]?.render(sample) ?? '';
  expect(JSON.parse(text)).toEqual(sample);
  expect(text).toMatch(/^\{\n "recordVersion": 1,\n "suite": \{\n {2}"name"/);
  expect(text).not.toMatch(/\p{Cs}/u);
});

test.each(reports.map((report) => [report.file, report] as const))(
  '%s is a function of the record alone',
  (_file, report) => {
    for (const record of [sample, clean, unreachable, crowded]) {
      const before = JSON.stringify(record);
      const text = report.render(record);
      expect(report.render(structuredClone(record))).toBe(text);
      expect(JSON.stringify(record)).toBe(before);
      expect(text.endsWith('\n')).toBe(true);
    }
  },
);
