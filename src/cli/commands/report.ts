import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { reports } from '../../../reports/index.ts';
import { messageOf, UsageError } from '../../errors.ts';
import { readRecord } from '../../run/read-record.ts';

export interface ReportFlags {
  /** The folder to write to; that of the record without. */
  readonly out?: string;
}

/**
 * `kube-covenant report`: renders every report of a run again, from its record alone. Answers with what it wrote.
 * @throws UsageError for a file that is no run record, and a folder that cannot be written to
 */
export function report(file: string, { out = dirname(file) }: ReportFlags): string {
  const record = readRecord(file);
  try {
    mkdirSync(out, { recursive: true });
    const written = reports.flatMap(({ file: name, render }) => {
      const path = join(out, name);
      // The record is what all the others are rendered from: it is never written over by itself.
      if (isSame(path, file)) return [];
      writeFileSync(path, render(record));
      return [path];
    });
    return written.map((path) => `${path}\n`).join('');
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === undefined) throw thrown;
    throw new UsageError(`--out ${out} cannot be written to: ${messageOf(thrown)}`);
  }
}

function isSame(path: string, other: string): boolean {
  try {
    return realpathSync(path) === realpathSync(other);
  } catch {
    return false;
  }
}
