import type { RunRecord } from '../src/record.ts';
import { renderBadge } from './certificate/badge.ts';
import { certificateOf } from './certificate/certificate.ts';
import { subjectOf } from './certificate/digest.ts';
import { coverageOfRecord } from './coverage.ts';
import { renderCoverageJson } from './coverage-json.ts';
import { renderCoverageMarkdown } from './coverage-markdown.ts';
import { evidenceFiles } from './evidence.ts';
import { renderCertificatePage } from './html/certificate-page.ts';
import { renderHtml } from './html/page.ts';
import type { Language } from './html/words.ts';
import { renderJUnit } from './junit.ts';
import { renderStatusCodesMarkdown } from './status-codes-markdown.ts';
import { renderSummaryMarkdown } from './summary-markdown.ts';

/** A file of a run: its path in the run's folder, and its text. */
export interface ReportFile {
  readonly file: string;
  readonly text: string;
}

/** A file that a run writes: its name in the run's folder, and its text as a pure function of the run record. */
export interface Report {
  readonly file: string;
  render(record: RunRecord, language?: Language): string;
}

/** Every single file of a run, in the order in which they are written. A new report is a new row. */
export const reports: readonly Report[] = [
  { file: 'run.json', render: (record) => `${JSON.stringify(record, null, 1)}\n` },
  { file: 'junit.xml', render: renderJUnit },
  { file: 'report.html', render: renderHtml },
  { file: 'summary.md', render: renderSummaryMarkdown },
  { file: 'status-codes.md', render: renderStatusCodesMarkdown },
  { file: 'coverage.json', render: (record) => renderCoverageJson(coverageOfRecord(record)) },
  { file: 'coverage.md', render: (record) => renderCoverageMarkdown(coverageOfRecord(record)) },
  { file: 'certificate.html', render: renderCertificatePage },
  { file: 'badge.svg', render: renderBadge },
];

/** The certificate's name in the run's folder. */
export const certificateFile = 'certificate.json';

/** All files of a run: the reports, the evidence, and at the end the certificate, which has the digests of all others. */
export function renderAll(record: RunRecord, language?: Language): ReportFile[] {
  const files = [
    ...reports.map(({ file, render }) => ({ file, text: render(record, language) })),
    ...evidenceFiles(record),
  ];
  const certificate = certificateOf(
    record,
    files.map(({ file, text }) => subjectOf(file, text)),
  );
  return [...files, { file: certificateFile, text: `${JSON.stringify(certificate, null, 2)}\n` }];
}
