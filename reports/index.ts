import type { RunRecord } from '../src/record.ts';
import { coverageOfRecord } from './coverage.ts';
import { renderCoverageJson } from './coverage-json.ts';
import { renderCoverageMarkdown } from './coverage-markdown.ts';
import { renderJUnit } from './junit.ts';
import { renderStatusCodesMarkdown } from './status-codes-markdown.ts';
import { renderSummaryMarkdown } from './summary-markdown.ts';

/** A file that a run writes: its name in the run's folder, and its text as a pure function of the run record. */
export interface Report {
  readonly file: string;
  render(record: RunRecord): string;
}

/** Every file of a run, in the order in which they are written. A new report is a new row. */
export const reports: readonly Report[] = [
  { file: 'run.json', render: (record) => `${JSON.stringify(record, null, 1)}\n` },
  { file: 'junit.xml', render: renderJUnit },
  { file: 'summary.md', render: renderSummaryMarkdown },
  { file: 'status-codes.md', render: renderStatusCodesMarkdown },
  { file: 'coverage.json', render: (record) => renderCoverageJson(coverageOfRecord(record)) },
  { file: 'coverage.md', render: (record) => renderCoverageMarkdown(coverageOfRecord(record)) },
];
