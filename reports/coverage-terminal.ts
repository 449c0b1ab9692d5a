import { type Coverage, type JudgedPromise, promiseStates, totalsInWords } from './coverage.ts';
import { oneLine, plural } from './text.ts';

/** The coverage as text: each document with its promises, a line each, and the totals at the end, where a reader is left. */
export function renderCoverageTerminal({ totals, documents }: Coverage): string {
  const lines = documents.flatMap(({ document, promises }) => {
    const parts = promises.map(({ promise }) => promise.slice(document.length + 1));
    const width = Math.min(64, Math.max(...parts.map((part) => part.length)));
    return [document, ...promises.map((one, i) => line(one, (parts[i] ?? '').padEnd(width))), ''];
  });
  const names = Math.max(...documents.map(({ document }) => document.length), 'all'.length);
  const sums = [...documents, { document: 'all', totals, promises: documents.flatMap(({ promises }) => promises) }];
  const ends = sums.map(
    ({ document, totals: own, promises }) =>
      `${document.padEnd(names)}  ${plural(promises.length, 'promise')}: ${totalsInWords(own)}`,
  );
  return `${[...lines, ...ends].join('\n')}\n`;
}

const stateWidth = Math.max(...promiseStates.map((state) => state.length));

function line({ state, checkedBy, planned, waived }: JudgedPromise, part: string): string {
  const by = state === 'waived' ? waived : [...checkedBy, ...(state === 'planned' ? planned : [])].join(', ');
  return `  ${state.padEnd(stateWidth)}  ${part}  ${oneLine(by ?? '')}`.trimEnd();
}
