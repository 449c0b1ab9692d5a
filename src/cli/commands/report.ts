import { dirname } from 'node:path';
import { messageOf, UsageError } from '../../errors.ts';
import { readRecord } from '../../run/read-record.ts';
import { languages } from '../../settings/settings.ts';
import { writeReports } from '../write-reports.ts';

export interface ReportFlags {
  /** The folder to write to; that of the record without. */
  readonly out?: string;
  /** The language of the page; English without. */
  readonly lang?: string;
}

/**
 * `kube-covenant report`: renders every report of a run again, from its record alone. Answers with what it wrote.
 * @throws UsageError for a file that is no run record, and a folder that cannot be written to
 */
export function report(file: string, { out = dirname(file), lang = 'en' }: ReportFlags): string {
  const language = languages.find((one) => one === lang);
  if (!language) throw new UsageError(`--lang must be ${languages.join(' or ')}, not ${lang}`);
  const record = readRecord(file);
  try {
    // The record is what all the others are rendered from: it is never written over by itself.
    return writeReports(record, out, { language, besides: file })
      .map((path) => `${path}\n`)
      .join('');
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === undefined) throw thrown;
    throw new UsageError(`--out ${out} cannot be written to: ${messageOf(thrown)}`);
  }
}
