import { expect, test } from 'vitest';
import { clean, sample } from './sample.test-data.ts';
import { renderStatusCodesMarkdown } from './status-codes-markdown.ts';

test('each operation has a row, each status a column, and what was not seen has its reason', () => {
  const page = renderStatusCodesMarkdown(sample);
  expect(page).toContain('| Operation | 200 | 409 | 415 | 503 |');
  expect(page).toContain('| `PATCH /api/v1/namespaces/{namespace}/pods/{name}` | ● 12 | ○ 1 | *● 2* | – |');
  expect(page).toContain('| `GET /api/v1/namespaces/{namespace}/pods/{name}` | ? |  |  |  |');
  expect(page).toMatch(/\| 503 \| untestable \| no request brings it about \|/);
  expect(page).toMatch(/\| 200 \| unchecked \| left out \\\| bell/);
});

test('a run in which all was seen says no more', () => {
  const row = sample.statusCodes.at(-1);
  const seen = { ...clean, statusCodes: row ? [{ ...row, codes: { 200: row.codes['200'] as never } }] : [] };
  expect(renderStatusCodesMarkdown(seen)).not.toContain('Not seen');
});
