import type { RunRecord, StatusCodeCell, StatusCodeRow } from '../src/record.ts';
import { codeCell, markdownText, table } from './markdown-text.ts';

/** A sign for each way in which a status is known; the words stand once, above the table. */
const signs = { provoked: '●', observed: '○', untestable: '–', unchecked: '?' } as const satisfies Record<
  StatusCodeCell['kind'],
  string
>;

/** The table of status codes × operations as a Markdown page, and under it why what is missing is missing. */
export function renderStatusCodesMarkdown({ statusCodes }: RunRecord): string {
  const codes = [...new Set(statusCodes.flatMap((row) => Object.keys(row.codes)))].sort();
  const rows = statusCodes.map((row) => [
    codeCell(`${row.method} ${row.path}`),
    ...codes.map((code) => inCell(row.codes[code])),
  ]);
  const lines = [
    '# Status codes',
    '',
    `Which statuses each operation was seen to answer with. ${signs.provoked} provoked: a check asked for it and got it. ${signs.observed} observed: it came by itself, or in a check that failed. ${signs.untestable} nothing can be done to see it. ${signs.unchecked} promised, and not seen in this run. Numbers count answers; a status in *italics* is one that no document names.`,
    '',
    ...table(['Operation', ...codes], rows),
    ...reasons(statusCodes),
  ];
  return `${lines.join('\n')}\n`;
}

function inCell(cell: StatusCodeCell | undefined): string {
  if (!cell) return '';
  if ('reason' in cell) return signs[cell.kind];
  const shown = `${signs[cell.kind]} ${cell.times}`;
  return cell.documented ? shown : `*${shown}*`;
}

function reasons(rows: readonly StatusCodeRow[]): string[] {
  const lines = rows.flatMap(({ method, path, codes }) =>
    Object.entries(codes).flatMap(([code, cell]) =>
      'reason' in cell ? [[codeCell(`${method} ${path}`), code, cell.kind, markdownText(cell.reason)]] : [],
    ),
  );
  if (lines.length === 0) return [];
  return ['', '## Not seen', '', ...table(['Operation', 'Status', '', 'Why'], lines)];
}
