import { oneLine } from './text.ts';

/** How many columns a line takes on a terminal: most characters one, East Asian ones and emoji two, joining marks none. */
export function columns(line: string): number {
  let width = 0;
  for (const character of line) width += columnsOf(character);
  return width;
}

const none = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
const two =
  /^[\p{Emoji_Presentation}\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\u{ff01}-\u{ff60}\u{ffe0}-\u{ffe6}]$/u;

function columnsOf(character: string): number {
  if (character <= '~') return 1;
  if (none.test(character)) return 0;
  return two.test(character) ? 2 : 1;
}

/** A text as one line of at most `width` columns, an ellipsis for the rest. */
export function fitted(text: string, width: number): string {
  const line = oneLine(text);
  if (columns(line) <= width) return line;
  let kept = '';
  let used = 0;
  for (const character of line) {
    used += columnsOf(character);
    if (used > width - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

/** How many rows a line takes on a terminal of so many columns. */
export function rows(line: string, width: number): number {
  return Math.max(1, Math.ceil(columns(line) / width));
}

/** Parts joined by two blanks, in as many lines of at most `width` columns as it takes. */
export function wrapped(parts: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last !== undefined && columns(last) + 2 + columns(part) <= width) lines[lines.length - 1] = `${last}  ${part}`;
    else lines.push(part);
  }
  return lines;
}
