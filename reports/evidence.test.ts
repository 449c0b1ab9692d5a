import { expect, test } from 'vitest';
import { evidenceFile, evidenceFiles } from './evidence.ts';
import { renderJUnit } from './junit.ts';
import { sample } from './sample.test-data.ts';

test('a requirement has one file, with all its cases that have evidence and none of the others', () => {
  const files = evidenceFiles(sample);
  const cases = sample.cases.filter(({ evidence = [] }) => evidence.length > 0);
  expect(files.map(({ file }) => file)).toEqual([
    ...new Set(cases.map(({ requirement }) => evidenceFile(requirement))),
  ]);
  const shown = files.flatMap(({ text }) => JSON.parse(text) as { name: string; exchanges: unknown[] }[]);
  expect(shown.map(({ name }) => name).toSorted()).toEqual(cases.map(({ name }) => name).toSorted());
  for (const { exchanges } of shown) expect(exchanges.length).toBeGreaterThan(0);
});

test('whatever a requirement is called, its file stays in the folder', () => {
  expect(evidenceFile('../../etc/passwd')).toBe('evidence/.._.._etc_passwd.json');
});

test('JUnit names each file once, as an attachment and in the account of its cases', () => {
  const xml = renderJUnit(sample);
  for (const { file } of evidenceFiles(sample)) {
    expect(xml.split(`[[ATTACHMENT|${file}]]`)).toHaveLength(2);
    expect(xml).toContain(`Evidence: ${file}`);
  }
});
