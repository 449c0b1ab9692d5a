/** A part of a document: its heading, and the lines under it up to the next heading of its level or above. */
export interface Section {
  readonly heading: string;
  /** 1 is the highest. */
  readonly level: number;
  /** Where the heading stands, 0-based. */
  readonly start: number;
  /** The line after the last one. */
  readonly end: number;
}

/** The headings of a vendor's page about one operation, in the languages that there are such pages in. */
const pageHeadings = new Set([
  ...['Function', 'URI', 'Calling Method', 'Request', 'Request parameters', 'Example request', 'Response'],
  ...['Response parameters', 'Example response', 'Status Code', 'Error Code'],
  ...['功能介绍', 'URI', '调用方法', '请求参数', '响应参数', '请求示例', '响应示例', '状态码', '错误码'],
]);

/** A numbered heading of a book: `14.2.1. /api/v1/pods`. */
const numbered = /^\d+(?:\.\d+)+\.\s+\S/;

/** The caption of a numbered table: `Table 14.1. Query parameters`. */
const caption = /^(?:表|Table)\s*\d+(?:\.\d+)*\.\s*\S/;

/** What begins a book's part about one method, under the path's own heading. */
const methodMark = /^HTTP (?:方法|method)$/i;

/** The sections of a text, in its order. */
export function sectionsOf(lines: readonly string[]): Section[] {
  const headings: { heading: string; level: number; start: number }[] = [];
  lines.forEach((text, start) => {
    const heading = text.trim().replace(/[::]$/u, '');
    const level = levelOf(heading);
    if (level !== undefined) headings.push({ heading, level, start });
  });
  return headings.map((section, i) => {
    const next = headings.slice(i + 1).find(({ level }) => level <= section.level);
    return { ...section, end: next?.start ?? lines.length };
  });
}

function levelOf(heading: string): number | undefined {
  if (pageHeadings.has(heading)) return 1;
  if (numbered.test(heading)) return heading.split(/\s/)[0]?.split('.').length ?? 1;
  if (methodMark.test(heading)) return 98;
  return caption.test(heading) ? 99 : undefined;
}

/** Whether a section is a book's part about one method. */
export function isMethodPart(section: Section): boolean {
  return methodMark.test(section.heading);
}

/** The text of a table's caption after its number; undefined where the section is no table. */
export function captionOf(section: Section): string | undefined {
  return caption.test(section.heading)
    ? section.heading.replace(/^(?:表|Table)\s*\d+(?:\.\d+)*\.\s*/, '').trim()
    : undefined;
}
