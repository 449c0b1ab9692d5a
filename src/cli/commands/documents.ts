import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadLibrary } from '../../contract/library.ts';
import type { Finding } from '../../contract/verify/facts.ts';
import { verifyDocuments } from '../../contract/verify/verify.ts';
import { messageOf, UsageError } from '../../errors.ts';

/**
 * `kube-covenant documents verify DIR`: holds every contract against the documents' texts in a folder, both ways. Exit code 0
 * when they agree, 1 when they part. @throws UsageError when the folder cannot be read.
 */
export function verify(folder: string): { readonly text: string; readonly code: 0 | 1 } {
  const contracts = [...loadLibrary().contracts.values()].map(({ file }) => file);
  const { missing, absent } = verifyDocuments(contracts, textsIn(folder));
  const text = [
    ...list('promised there and missing here', missing),
    ...list('claimed here and absent there', absent),
    `${contracts.length} contracts: ${missing.length} missing, ${absent.length} absent`,
  ];
  return { text: `${text.join('\n')}\n`, code: missing.length + absent.length === 0 ? 0 : 1 };
}

function textsIn(folder: string): Map<string, string> {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.txt'));
    if (names.length === 0) throw new UsageError(`${folder} holds no .txt file`);
    return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
  } catch (thrown) {
    if (thrown instanceof UsageError) throw thrown;
    throw new UsageError(`${folder} cannot be read: ${messageOf(thrown)}`);
  }
}

function list(title: string, findings: readonly Finding[]): string[] {
  if (findings.length === 0) return [];
  return [
    `${title}:`,
    ...findings.map(({ document, locator, fact, file, line }) => {
      const where = [locator.section, locator.row].filter((part) => part !== undefined && part !== '').join(' › ');
      return `  ${file}:${line}: ${document}${where && `, ${where}`}: ${fact}`;
    }),
    '',
  ];
}
