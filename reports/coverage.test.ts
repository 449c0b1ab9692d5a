import { expect, test } from 'vitest';
import { coverageOfRecord, judgeCoverage, totalsInWords } from './coverage.ts';
import { renderCoverageJson } from './coverage-json.ts';
import { renderCoverageMarkdown } from './coverage-markdown.ts';
import { renderCoverageTerminal } from './coverage-terminal.ts';
import { clean, sample, unreachable } from './sample.test-data.ts';

const judged = coverageOfRecord(sample);

test('a promise is checked where a case was decided, and never because one was planned', () => {
  const states = judged.documents.map(({ document, promises }) => [document, promises.map(({ state }) => state)]);
  expect(states).toEqual([
    ['cce-pod-update', ['checked', 'undecided', 'planned', 'waived', 'unchecked']],
    ['openshift-pod', ['waived']],
  ]);
});

test('of a target that never answered nothing is checked', () => {
  expect(coverageOfRecord(unreachable).totals).toMatchObject({ checked: 0, undecided: 2 });
});

test('a disputed case, a violation and an advisory decide; what was left open does not', () => {
  const kinds = ['pass', 'violation', 'advisory', 'disputed', 'unsupported', 'inconclusive', 'error'] as const;
  const decides = kinds.filter((kind) => {
    const found = sample.cases.find(({ outcome }) => outcome.kind === kind);
    if (!found) throw new Error(`the sample has no ${kind}`);
    const one = { ...found, requirement: 'update.pod.never-decided' };
    return coverageOfRecord({ ...sample, cases: [one] }).documents[0]?.promises[1]?.state === 'checked';
  });
  expect(decides).toEqual(['pass', 'violation', 'advisory', 'disputed']);
});

test('totals are counted for each document and for all, and told in words', () => {
  expect(judged.totals).toEqual({ checked: 1, undecided: 1, planned: 1, waived: 2, unchecked: 1 });
  expect(judged.documents[0]?.totals).toEqual({ checked: 1, undecided: 1, planned: 1, waived: 1, unchecked: 1 });
  expect(totalsInWords(judged.totals)).toBe('1 checked, 1 undecided, 1 planned, 2 waived, 1 unchecked');
  expect(totalsInWords(coverageOfRecord({ ...clean, coverage: [] }).totals)).toBe('0 checked');
});

test('without a run every requirement counts as one that would come to a result', () => {
  expect(judgeCoverage(sample.coverage).totals).toMatchObject({ checked: 2, undecided: 0 });
});

test('as JSON: totals, documents, and each promise with its state', () => {
  expect(JSON.parse(renderCoverageJson(judged))).toEqual(judged);
});

test('as Markdown: a row of counts each document, and a row each promise with who checks it', () => {
  const page = renderCoverageMarkdown(judged);
  expect(page).toContain('| `cce-pod-update` | 1 | 1 | 1 | 1 | 1 | 5 |');
  expect(page).toContain('| all | 1 | 1 | 1 | 2 | 1 | 6 |');
  expect(page).toContain('| checked | `update.pod.listed-fields-change`, *`watch.pod.streams`* |');
  expect(page).toContain('| planned | *`watch.pod.streams`* |');
  expect(page).toContain('(derived)');
  expect(page).toContain('| `deletePod` | the promise of x | Function › spec.image | waived | untestable |');
  const cells = (row: string) => row.split(/(?<!\\)\|/).length;
  for (const part of page.split('\n\n').filter((text) => text.startsWith('|'))) {
    expect(new Set(part.trimEnd().split('\n').map(cells)).size, part).toBe(1);
  }
});

test('as text: a line each promise, and the totals at the end', () => {
  const lines = renderCoverageTerminal(judged).split('\n');
  expect(lines[0]).toBe('cce-pod-update');
  expect(lines[1]).toBe('  checked    pod/updatable/metadata.labels  update.pod.listed-fields-change');
  expect(lines[3]).toMatch(/^ {2}planned {4}patchPod +watch\.pod\.streams$/);
  expect(lines[5]).toBe('  unchecked  patchPod/status/404');
  expect(lines.slice(-4)).toEqual([
    'cce-pod-update  5 promises: 1 checked, 1 undecided, 1 planned, 1 waived, 1 unchecked',
    'openshift-pod   1 promise: 0 checked, 1 waived',
    'all             6 promises: 1 checked, 1 undecided, 1 planned, 2 waived, 1 unchecked',
    '',
  ]);
});
