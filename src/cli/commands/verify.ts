import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { disagreements } from '../../../reports/certificate/verify.ts';
import { certificateFile } from '../../../reports/index.ts';
import { faultsOfRecord } from '../../run/check-record.ts';
import { readRecord } from '../../run/read-record.ts';
import { readCertificate } from '../read-certificate.ts';

/**
 * `kube-covenant verify`: recomputes every digest and every figure of the certificate in a run's folder. Answers with what to
 * print, and 0 where all agrees, 1 where something does not.
 * @throws UsageError where there is no certificate or no run record
 */
export function verify(folder: string): { readonly text: string; readonly code: number } {
  const certificate = readCertificate(join(folder, certificateFile));
  const record = readRecord(join(folder, 'run.json'));
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length));
  const wrong = [
    ...faultsOfRecord(record),
    ...disagreements(certificate, record, (name) => contentOf(folder, name), names),
  ];
  const { result, limits, profiles } = certificate.predicate;
  if (wrong.length === 0) {
    const lines = [`${result}: ${profiles.join(', ')}; ${certificate.subject.length} files agree`, ...limits];
    return { text: lines.map((line) => `${line}\n`).join(''), code: 0 };
  }
  const title = `${wrong.length} ${wrong.length === 1 ? 'thing does' : 'things do'} not agree`;
  return { text: [title, ...wrong].map((line) => `${line}\n`).join(''), code: 1 };
}

/** A file of the folder, and of no other: a certificate may name anything. */
function contentOf(folder: string, name: string): Buffer | undefined {
  if (name.startsWith('/') || name.split(/[/\\]/).includes('..')) return undefined;
  try {
    return readFileSync(join(folder, name));
  } catch {
    return undefined;
  }
}
