import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { clean, crowded, sample, unreachable, withCases } from './sample.test-data.ts';
import { renderSummaryTerminal } from './summary-terminal.ts';
import { columns, fitted, rows, wrapped } from './terminal-text.ts';

const files = ['reports/out/run-1/run.json', 'reports/out/run-1/junit.xml', 'reports/out/run-1/summary.md'];
const plain = (record: typeof sample, list: readonly string[] = files) =>
  renderSummaryTerminal(record, { color: false, files: list });

describe.each(Object.entries({ sample, clean, unreachable, crowded }))('%s', (_name, record) => {
  test.each([
    ['three files', files],
    ['twelve files', Array.from({ length: 12 }, (_, index) => `reports/out/run-1/${index}.txt`)],
    ['no file', []],
  ])('fits a screen of 80 by 24 with %s', (_files, list) => {
    const lines = plain(record, list).trimEnd().split('\n');
    const cut = lines.filter((line) => !/^ +replay/.test(line));
    expect(cut.filter((line) => columns(line) > 80)).toEqual([]);
    expect(lines.reduce((total, line) => total + rows(line, 80), 0)).toBeLessThanOrEqual(23);
  });

  test('colour adds nothing but colour', () => {
    const coloured = renderSummaryTerminal(record, { color: true, files });
    expect(coloured).not.toBe(plain(record));
    expect(stripVTControlCharacters(coloured)).toBe(plain(record));
  });
});

test('nothing that a target answered reaches the terminal as a control code', () => {
  for (const record of [sample, crowded]) expect(plain(record)).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e]/u);
});

test('the verdict comes first; the seed, the counts and the files are told', () => {
  const text = plain(sample);
  expect(text).toMatch(/^✗ Promises broken\n3 cases broke 2 promises\n/);
  expect(text).toContain('seed 42; effort standard');
  expect(text.replace(/\s+/g, ' ')).toContain(
    '2 pass 3 violation 1 advisory 3 disputed 2 unsupported 1 inconclusive 1 error',
  );
  expect(text).toContain('promises      1 checked, 1 undecided, 1 planned, 2 waived, 1 unchecked\n');
  expect(text).toMatch(/^reports +reports\/out\/run-1\/summary\.md\n +run\.json, junit\.xml beside it\n/m);
});

test('the worst broken promise is told, with a replay line that is not cut; the others are counted', () => {
  expect(plain(sample)).toContain('✗ update.pod.other-fields-are-immutable (MUST, 2 cases)');
  expect(plain(sample)).toContain('kube-covenant run --filter update.pod.* --seed 42 # spec.nodeName by merge patch\n');
  expect(plain(sample)).toContain('✗ 1 more broken promise: see summary.md');
  expect(plain(crowded)).toMatch(/✗ \d\d more broken promises: see summary\.md/);
});

test('broken promises fill the screen, never more, and those not shown are counted', () => {
  for (let promises = 1; promises <= 12; promises++) {
    const cases = crowded.cases.slice(0, promises);
    for (let left = 0; left <= 4; left++) {
      const text = plain(withCases(cases, { left: crowded.left.slice(0, left) }));
      expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(23);
      const shown = text.match(/^✗ update\.many/gm)?.length ?? 0;
      const counted = Number(text.match(/^✗ (\d+) more broken/m)?.[1] ?? 0);
      expect(shown).toBeGreaterThan(0);
      expect(shown + counted).toBe(promises);
    }
  }
});

test('what was left on the cluster is always told', () => {
  expect(plain(clean)).toMatch(/^left +nothing on the cluster$/m);
  expect(plain(sample)).toMatch(/^left +1 object on the cluster:\n +\/api\/v1\/namespaces\/covenant-1 /m);
  expect(plain(crowded)).toContain('30 objects on the cluster, 27 of them not shown:');
});

describe('columns', () => {
  test.each([
    ['abc', 3],
    ['标签', 4],
    ['\u{1f984}', 2],
    ['e\u0301', 1],
    ['✗ …', 3],
  ])('%s', (text, width) => expect(columns(text)).toBe(width));
  test('a fitted text is cut by columns, not by characters', () => expect(fitted('标签标签', 6)).toBe('标签…'));
  test('wrapped parts', () => expect(wrapped(['aa', 'bb', 'cc'], 6)).toEqual(['aa  bb', 'cc']));
});
