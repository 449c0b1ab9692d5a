/** A table drawn with pipes, in which a cell may take several lines. */
export interface PipeTable {
  readonly header: readonly string[];
  readonly rows: readonly PipeRow[];
}

export interface PipeRow {
  readonly cells: readonly string[];
  /** The line of its first cell, as an index into the lines given. */
  readonly line: number;
}

interface Cell {
  readonly text: string;
  readonly line: number;
}

const separator = /^\s*\|?(?:\s*:?-{3,}:?\s*\|)+(?:\s*:?-{3,}:?)?\s*$/;

/** The tables within some lines, in order. Text before and after them is not theirs. */
export function pipeTables(lines: readonly string[]): PipeTable[] {
  const marks = lines.flatMap((line, at) => {
    return separator.test(line) ? [{ at, width: line.match(/-{3,}/g)?.length ?? 0, leading: /^\s*\|/.test(line) }] : [];
  });
  return marks.map(({ at, width, leading }, i) => {
    const before = cellsOf(lines, (marks[i - 1]?.at ?? -1) + 1, at);
    const next = marks[i + 1];
    let body = cellsOf(lines, at + 1, next?.at ?? lines.length);
    // The next table's header stands at the end, before its separator.
    if (next) body = body.slice(0, -next.width - (next.leading ? 1 : 0));
    return { header: before.slice(-width).map(({ text }) => text), rows: rowsOf(body, width, leading) };
  });
}

/** The cells that are closed by a pipe. A cell begins on the line of its first character. */
function cellsOf(lines: readonly string[], from: number, to: number): Cell[] {
  const cells: Cell[] = [];
  let open: string[] = [];
  let begun: number | undefined;
  for (let line = from; line < to; line++) {
    const parts = (lines[line] ?? '').split('|');
    parts.forEach((part, i) => {
      const text = part.trim();
      if (text !== '') {
        open.push(text);
        begun ??= line;
      }
      if (i === parts.length - 1) return;
      cells.push({ text: open.join('\n'), line: begun ?? line });
      open = [];
      begun = undefined;
    });
  }
  return cells;
}

/** The last row may lack cells that are empty: not every converter keeps them. */
function rowsOf(cells: readonly Cell[], width: number, leading: boolean): PipeRow[] {
  const rows: PipeRow[] = [];
  const step = width + (leading ? 1 : 0);
  for (let first = leading ? 1 : 0; first < cells.length; first += step) {
    const row = cells.slice(first, first + width);
    if (row.every(({ text }) => text === '')) continue;
    rows.push({ cells: row.map(({ text }) => text), line: row[0]?.line ?? 0 });
  }
  return rows;
}
