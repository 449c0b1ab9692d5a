import type { Place, TextFact, TextRow } from './facts.ts';
import { captionOf, isMethodPart, type Section } from './sections.ts';
import { typeNamed, valueFacts } from './values.ts';

const methods = 'GET|PUT|POST|PATCH|DELETE|HEAD|OPTIONS';

/** A line of a book that is not empty, with its 0-based number. */
interface Paragraph {
  readonly text: string;
  readonly line: number;
}

/** The rows of a book's chapter: the list of its paths and methods, and for each path its numbered tables. */
export function bookRows(lines: readonly string[], sections: readonly Section[]): TextRow[] {
  const rows: TextRow[] = [];
  let path: { readonly heading: string; readonly path: string } | undefined;
  let method: string | undefined;
  for (const section of sections) {
    const paragraphs = paragraphsOf(lines, section);
    const caption = captionOf(section);
    if (isMethodPart(section)) {
      method = paragraphs[0]?.text;
      if (path && method !== undefined) rows.push(operation(path.heading, `${method} ${path.path}`, paragraphs));
    } else if (caption !== undefined) {
      if (path) rows.push(...table(section.heading, caption, path.path, method, paragraphs));
    } else {
      const own = /^\d[\d.]*\s+(\/\S*)$/.exec(section.heading)?.[1];
      path = own === undefined ? undefined : { heading: section.heading, path: own };
      method = undefined;
      if (own === undefined) rows.push(...index(section.heading, paragraphs));
    }
  }
  return rows;
}

/** A section's paragraphs up to the first heading within it. */
function paragraphsOf(lines: readonly string[], { start, end }: Section): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  for (let line = start + 1; line < end; line++) {
    const text = (lines[line] ?? '').trim();
    if (text !== '') paragraphs.push({ text, line });
  }
  return paragraphs;
}

function operation(heading: string, scope: string, paragraphs: readonly Paragraph[]): TextRow {
  const [method] = scope.split(' ');
  const place: Place = { section: heading, row: method ?? '' };
  const description = paragraphs.slice(1, 3).map(({ text }) => text);
  return rowOf(place, scope, paragraphs[0], ['operation', ...deprecation(description.join('\n'))], true);
}

function deprecation(description: string): string[] {
  return /已弃用|\bdeprecated\b/i.test(description) ? ['is deprecated'] : [];
}

/** The list at a chapter's head: a path, and under it the methods that it takes. */
function index(heading: string, paragraphs: readonly Paragraph[]): TextRow[] {
  let path: string | undefined;
  return paragraphs.flatMap((paragraph) => {
    const bullet = /^[•*-]\s+(.*)$/.exec(paragraph.text)?.[1];
    if (bullet === undefined) return [];
    if (bullet.startsWith('/')) path = bullet;
    const [, method, description = ''] = new RegExp(`^(${methods})\\s*[::]\\s*(.*)$`).exec(bullet) ?? [];
    if (method === undefined || path === undefined) return [];
    const facts = ['operation', ...deprecation(description)];
    return [rowOf({ section: heading, row: method }, `${method} ${path}`, paragraph, facts, true)];
  });
}

function table(
  heading: string,
  caption: string,
  path: string,
  method: string | undefined,
  paragraphs: readonly Paragraph[],
): TextRow[] {
  const scope = method === undefined ? path : `${method} ${path}`;
  const where = /路径|path/i.test(caption) ? 'path' : 'query';
  if (/响应|response/i.test(caption)) return responses(heading, scope, paragraphs);
  if (/主体|body/i.test(caption)) return body(heading, scope, paragraphs);
  return /参数|parameter/i.test(caption) ? parameters(heading, scope, where, paragraphs) : [];
}

/** Name, type, description: the name is the paragraph before the one that is a type. */
function parameters(heading: string, scope: string, where: string, paragraphs: readonly Paragraph[]): TextRow[] {
  const begins = paragraphs.flatMap((_, i) => (typeNamed(paragraphs[i + 1]?.text ?? '') === undefined ? [] : [i]));
  return begins.flatMap((begin, i) => {
    const [first, type, ...description] = paragraphs.slice(begin, begins[i + 1] ?? paragraphs.length);
    if (!first || !type) return [];
    const text = description.map((paragraph) => paragraph.text).join('\n');
    const about = `${where} parameter ${nameIn(first.text, text)}`;
    const said = [`is of type ${typeNamed(type.text)}`, ...valueFacts(text)];
    const facts = [about, ...said.map((fact) => `${about} ${fact}`)];
    return [{ ...rowOf({ section: heading, row: first.text }, scope, first, facts), text: `${first.text}\n${text}` }];
  });
}

/** Translations go too far at times and translate a name; it is then the first one that its own description has. */
function nameIn(cell: string, description: string): string {
  return /^[\w-]+$/.test(cell) ? cell : (/[A-Za-z][\w-]+/.exec(description)?.[0] ?? cell);
}

function body(heading: string, scope: string, paragraphs: readonly Paragraph[]): TextRow[] {
  return paragraphs.flatMap((paragraph, i) => {
    const schema = schemaNamed(paragraphs[i + 1]?.text);
    if (schema === undefined) return [];
    return [rowOf({ section: heading, row: paragraph.text }, scope, paragraph, ['a body', `a body of ${schema}`])];
  });
}

function responses(heading: string, scope: string, paragraphs: readonly Paragraph[]): TextRow[] {
  return paragraphs.flatMap((paragraph, i) => {
    const code = /^([1-5]\d\d)\s*[-–]/.exec(paragraph.text)?.[1];
    if (code === undefined) return [];
    const next = paragraphs[i + 1]?.text;
    const schema = schemaNamed(next) ?? typeNamed(next ?? '');
    const facts = [`answers ${code}`, ...(schema === undefined ? [] : [`answers ${code} with ${schema}`])];
    return [rowOf({ section: heading, row: code }, scope, paragraph, facts)];
  });
}

function schemaNamed(cell: string | undefined): string | undefined {
  return /^(\w+)\s*(?:模式|schema)$/.exec(cell ?? '')?.[1];
}

function rowOf(
  place: Place,
  scope: string,
  { text, line }: Paragraph = { text: '', line: 0 },
  facts: readonly string[],
  repeated = false,
): TextRow {
  const made = facts.map(
    (what): TextFact => ({ scope, what, place, line: line + 1, ...(repeated && { repeated: true as const }) }),
  );
  return { place, text, facts: made };
}
