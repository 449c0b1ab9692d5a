import { cut, oneLine } from './text.ts';

/** Text made safe for a Markdown page: it shows as it is, and neither ends a table row nor starts any markup. */
export function markdownText(text: string, limit = 300): string {
  return cut(oneLine(text), limit)
    .replace(/[\\`*_{}[\]()#+!|~<>&$]/g, '\\$&')
    .replace(/@(?=\w)/g, '@\u200b')
    .replace(/(https?|www)(?=[:.])/gi, '$1\u200b');
}

/** Text as a code span. The fence is longer than any run of backticks in it. */
export function codeSpan(text: string, limit = 300): string {
  const inner = cut(oneLine(text), limit);
  if (inner === '') return '(empty)';
  const runs = inner.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  const space = /^[` ]|[` ]$/.test(inner) ? ' ' : '';
  return `${fence}${space}${inner}${space}${fence}`;
}

/** A code span inside a table, where a bar ends the cell even between backticks. */
export function codeCell(text: string, limit = 300): string {
  return codeSpan(text, limit).replaceAll('|', '\\|');
}

/** A table; its cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
