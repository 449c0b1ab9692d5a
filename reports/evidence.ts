import type { CaseRecord, RunRecord } from '../src/record.ts';
import { groupBy } from './text.ts';

/** The file that holds the exchanges of a requirement's cases that did not pass, by its path in the run's folder. */
export function evidenceFile(requirement: string): string {
  return `evidence/${requirement.replaceAll(/[^A-Za-z0-9._-]/g, '_')}.json`;
}

/** The evidence of a run, a file a requirement, each with its cases by name. */
export function evidenceFiles({ cases }: RunRecord): { readonly file: string; readonly text: string }[] {
  const shown = cases.filter(({ evidence = [] }) => evidence.length > 0);
  return [...groupBy(shown, ({ requirement }) => requirement)].map(([requirement, of]) => ({
    file: evidenceFile(requirement),
    text: `${JSON.stringify(of.map(shownCase), null, 1)}\n`,
  }));
}

function shownCase({ name, outcome, replay, evidence }: CaseRecord) {
  return { name, outcome, replay, exchanges: evidence };
}
