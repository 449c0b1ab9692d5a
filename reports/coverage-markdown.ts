import { type Coverage, type DocumentCoverage, type JudgedPromise, promiseStates, type Totals } from './coverage.ts';
import { codeCell, markdownText, table } from './markdown-text.ts';

/** The coverage as a Markdown page: the totals of each document, then its promises one by one with who checks them. */
export function renderCoverageMarkdown({ totals, documents }: Coverage): string {
  const rows = documents.map(({ document, totals: own }) => [codeCell(document), ...counts(own)]);
  const lines = [
    '# Document coverage',
    '',
    'Which promises of the documents are checked, and by which requirements. *Undecided*: it was to be checked in this run, with no result. *Planned*: a requirement is declared that does not check yet. *Waived*: nothing checks it, for the reason given. *Unchecked*: nothing in this run speaks of it.',
    '',
    ...table(['Document', ...promiseStates, 'all'], [...rows, ['all', ...counts(totals)]]),
    ...documents.flatMap(section),
  ];
  return `${lines.join('\n')}\n`;
}

function counts(totals: Totals): string[] {
  const each = promiseStates.map((state) => totals[state]);
  return [...each, each.reduce((sum, count) => sum + count, 0)].map(String);
}

function section({ document, promises }: DocumentCoverage): string[] {
  const rows = promises.map((one) => [
    codeCell(one.promise.slice(document.length + 1)),
    `${markdownText(one.text, 160)}${one.basis === 'derived' ? ' (derived)' : ''}`,
    markdownText(one.where, 120),
    one.state,
    by(one),
  ]);
  return ['', `## ${markdownText(document)}`, '', ...table(['Promise', 'What', 'Where', 'State', 'By'], rows)];
}

/** Who checks it; who is to, in italics; or why nobody does. */
function by({ checkedBy, planned, waived }: JudgedPromise): string {
  const ids = [...checkedBy.map((id) => codeCell(id)), ...planned.map((id) => `*${codeCell(id)}*`)];
  return ids.length > 0 || waived === undefined ? ids.join(', ') : markdownText(waived);
}
