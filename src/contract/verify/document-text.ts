import { bookRows } from './book.ts';
import type { Place, TextFact } from './facts.ts';
import { pageRows } from './page.ts';
import { type Section, sectionsOf } from './sections.ts';

/** A document's text, taken apart. */
export interface DocumentText {
  readonly name: string;
  readonly facts: readonly TextFact[];
  /** Whether it has a section of this heading. */
  hasSection(heading: string): boolean;
  /** All that the text says at a place; undefined where there is no such place. */
  textAt(place: Place): string | undefined;
}

/**
 * Takes a document's text apart. Two layouts are known: a vendor's page about one operation, and a chapter of a book with
 * a numbered heading for each path.
 */
export function readDocumentText(name: string, text: string): DocumentText {
  // Converters leave spaces of other widths behind, which nobody would think of when writing a locator.
  const lines = text.replaceAll(/[\u00a0\u2000-\u200a\u202f\u3000]/g, ' ').split(/\r?\n/);
  const sections = sectionsOf(lines);
  const rows = [...bookRows(lines, sections), ...pageRows(lines, sections)];
  const linesOf = ({ start, end }: Section) => lines.slice(start + 1, end);
  return {
    name,
    facts: rows.flatMap(({ facts }) => facts),
    hasSection: (heading) => sections.some((section) => section.heading === heading),
    textAt({ section: heading, row, table }) {
      const named = sections.filter((section) => section.heading === heading);
      if (row === undefined) return named.length === 0 ? undefined : named.flatMap(linesOf).join('\n');
      const found = rows.filter(
        ({ place }) => place.section === heading && place.row === row && (table === undefined || place.table === table),
      );
      if (found.length > 0) return found.map((one) => one.text).join('\n');
      return table === undefined ? named.flatMap(linesOf).find((line) => holds(line, row)) : undefined;
    },
  };
}

/** Whether a line has the text in it, not merely as a part of a longer word. */
function holds(line: string, text: string): boolean {
  const at = line.indexOf(text);
  if (at < 0) return false;
  const before = /[\w-]$/.test(line.slice(0, at)) && /^\w/.test(text);
  const after = /^[\w-]/.test(line.slice(at + text.length)) && /\w$/.test(text);
  return !before && !after;
}
