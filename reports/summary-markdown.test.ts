import { describe, expect, test } from 'vitest';
import { codeCell, codeSpan, markdownText } from './markdown-text.ts';
import { clean, crowded, sample, unreachable } from './sample.test-data.ts';
import { renderSummaryMarkdown } from './summary-markdown.ts';

const page = renderSummaryMarkdown(sample);

/** The cells of a table row, split where GitHub splits them: at every bar without a backslash. */
const cells = (row: string) => row.split(/(?<!\\)\|/).slice(1, -1);

test('the verdict comes first, then the counts', () => {
  expect(page).toMatch(/^# ❌ Promises broken\n\n3 cases broke 2 promises\n\n\| pass \| violation /);
  expect(page).toContain('| **2** | **3** | **1** | **3** | **2** | **1** | **1** |');
});

test('the run can be told from the page', () => {
  for (const fact of [
    '`https://cluster.example:6443`',
    '`v1.33.1`',
    'cce, kubernetes',
    '42, standard',
    '12.3 s',
    '840 requests',
  ]) {
    expect(page).toContain(fact);
  }
  expect(page).toContain('| Promises | 1 checked, 1 undecided, 1 planned, 2 waived, 1 unchecked (coverage.md) |');
  expect(page).toContain('| Interrupted | by SIGINT |');
  expect(page).toContain('| Only | `update.*` |');
});

test('a broken promise says where it was made, expected against actual, and how to see it again', () => {
  const promise = page.slice(
    page.indexOf('### `update.pod.other-fields-are-immutable`'),
    page.indexOf('### `update.labels'),
  );
  expect(promise).toContain('(MUST, stated: Updating a Pod › Parameters › Table 3 › spec.image). Broken in 2 cases.');
  expect(promise).toContain('expected `spec.nodeName stays unset`');
  expect(promise).toContain('actual `spec.nodeName is "n"`');
  expect(promise).toContain(
    'again: `kube-covenant run --filter update.pod.* --seed 42 # spec.nodeName by merge patch`',
  );
});

test('stated promises come before derived ones', () => {
  expect(page.indexOf('### `update.pod.other')).toBeLessThan(page.indexOf('### `update.labels.round-trip`'));
});

test('disputes, reasons and what was left are grouped and counted', () => {
  expect(page).toContain('| `pod-self-link` | the field changed | 2 |');
  expect(page).toContain('| the target has no server-side apply | 2 |');
  expect(page).toContain('| `/api/v1/namespaces/covenant-1` | still Terminating: ');
  expect(renderSummaryMarkdown(clean)).toContain('## Left on the cluster\n\nNothing.');
});

test('requirements that are only planned are told as not checked, a row each chapter', () => {
  expect(page).toContain('## Not checked yet\n\n| Chapter | Requirements |\n| --- | --- |\n| Watches | 1 |\n');
  const checked = { ...sample, requirements: sample.requirements.filter((one) => !one.planned) };
  expect(renderSummaryMarkdown(checked)).not.toContain('Not checked yet');
});

test('every table has the same number of cells in each row, whatever a target answered', () => {
  const tables = page
    .trimEnd()
    .split('\n\n')
    .filter((part) => part.startsWith('|'));
  expect(tables.length).toBeGreaterThan(6);
  for (const rows of tables.map((part) => part.split('\n'))) {
    expect(new Set(rows.map((row) => cells(row).length)).size, rows.join('\n')).toBe(1);
  }
});

test('a page stays short however much broke', () => {
  const long = renderSummaryMarkdown(crowded);
  expect(long.split('\n').length).toBeLessThan(120);
  expect(long.match(/ {2}- expected /g)?.length).toBe(10);
  expect(long).toContain('… and 16 more promises, broken in 96 cases.');
  expect(long).toContain('… and 22 more.');
  expect(long.length).toBeLessThan(20_000);
});

test('a target that never answered', () => {
  expect(renderSummaryMarkdown(unreachable)).toMatch(
    /^# ⚠️ No verdict\n\nthe target could not be reached: connection refused/,
  );
});

describe('escaping', () => {
  test('text shows as it is', () => {
    expect(markdownText('a|b <b> `c` *d* [e](f) \\ #g ~h~')).toBe(
      'a\\|b \\<b\\> \\`c\\` \\*d\\* \\[e\\]\\(f\\) \\\\ \\#g \\~h\\~',
    );
  });
  test('nobody is mentioned and nothing is linked', () => {
    expect(markdownText('@team https://x.example')).toBe('@\u200bteam https\u200b://x.example');
  });
  test.each([
    ['plain', '`plain`'],
    ['a`b', '``a`b``'],
    ['`a``', '``` `a`` ```'],
    ['a\nb', '`a b`'],
    ['', '(empty)'],
  ])('code span of %j', (text, span) => expect(codeSpan(text)).toBe(span));
  test('a bar in a code cell', () => expect(codeCell('a|b')).toBe('`a\\|b`'));
});
