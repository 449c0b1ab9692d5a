import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Language } from '../../reports/html/words.ts';
import { renderAll } from '../../reports/index.ts';
import type { RunRecord } from '../record.ts';

/** Writes all files of a run into a folder, but for the one that is there already (`besides`); answers with their paths. */
export function writeReports(
  record: RunRecord,
  folder: string,
  { language, besides }: { language?: Language; besides?: string } = {},
): string[] {
  return renderAll(record, language).flatMap(({ file, text }) => {
    const path = join(folder, file);
    if (besides !== undefined && isSame(path, besides)) return [];
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return [path];
  });
}

function isSame(path: string, other: string): boolean {
  try {
    return realpathSync(path) === realpathSync(other);
  } catch {
    return false;
  }
}
