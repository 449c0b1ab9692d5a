import type { Place, TextFact, TextRow } from './facts.ts';
import { jsonBlock } from './json-block.ts';
import { type PipeTable, pipeTables } from './pipe-tables.ts';
import type { Section } from './sections.ts';
import { mandatory, typeNamed, valueFacts } from './values.ts';

type Reader = (lines: readonly string[], section: Section) => TextRow[];

/** How each section of a vendor's page about one operation is read, by its heading. */
const readers: Readonly<Record<string, Reader>> = {
  Function: updatableFields,
  功能介绍: updatableFields,
  URI: address,
  'Request parameters': requestTables,
  请求参数: requestTables,
  'Example request': requestExample,
  请求示例: requestExample,
  'Response parameters': responseTables,
  响应参数: responseTables,
  'Example response': responseExample,
  响应示例: responseExample,
  'Status Code': statusCodes,
  状态码: statusCodes,
};

/** The rows of a page: its list of fields, its address, its tables of parameters and codes, its examples. */
export function pageRows(lines: readonly string[], sections: readonly Section[]): TextRow[] {
  return sections.flatMap(
    (section) => readers[section.heading]?.(lines.slice(section.start + 1, section.end), section) ?? [],
  );
}

const fieldPath = /^[-•*]\s+([a-z]\w*(?:\[\*\])?(?:\.\w+(?:\[\*\])?)*)$/;
const nothingElse = /^(Other \w+|其他\S*?) ?(?:cannot be|不能|不可)/;

function updatableFields(lines: readonly string[], section: Section): TextRow[] {
  return lines.flatMap((raw, i) => {
    const text = raw.trim();
    const field = fieldPath.exec(text)?.[1];
    if (field !== undefined) return [row(section, i, { row: field }, text, [`field ${field} can be updated`])];
    const others = nothingElse.exec(text)?.[1];
    return others === undefined ? [] : [row(section, i, { row: others }, text, ['no other field can be updated'])];
  });
}

/** The line with method and path, whose variables are parameters, and the tables of path and query parameters. */
function address(lines: readonly string[], section: Section): TextRow[] {
  const rows: TextRow[] = [];
  let path = '';
  lines.forEach((raw, i) => {
    const text = raw.trim();
    const match = /^(GET|PUT|POST|PATCH|DELETE|HEAD|OPTIONS)\s+(\/\S*)$/.exec(text);
    if (!match) return;
    path = match[2] ?? '';
    rows.push(row(section, i, { row: text }, text, ['operation'], text));
    for (const [, name = ''] of path.matchAll(/\{(\w+)\}/g)) {
      rows.push(row(section, i, { row: name }, text, [`path parameter ${name}`]));
    }
  });
  const where = (name: string) => (path.includes(`{${name}}`) ? 'path' : 'query');
  return [...rows, ...tables(lines, section, (_, name) => `${where(name)} parameter ${name}`)];
}

/** Tables of headers, and of the body, whose one row has no name. */
function requestTables(lines: readonly string[], section: Section): TextRow[] {
  const isHeader = (name: string) => /^[A-Z][A-Za-z]*(?:-[A-Z][A-Za-z]*)*$/.test(name);
  return tables(lines, section, (table, name) => {
    if (name === '-') return 'a body';
    return table.rows.every(({ cells }) => isHeader(cells[0] ?? ''))
      ? `header parameter ${name}`
      : `body field ${name}`;
  });
}

function responseTables(lines: readonly string[], section: Section): TextRow[] {
  return tables(lines, section, (_, name) => `field ${name}`);
}

/** The rows of every table of a section; `subject` says what a row is about. */
function tables(
  lines: readonly string[],
  section: Section,
  subject: (table: PipeTable, name: string) => string,
): TextRow[] {
  return pipeTables(lines).flatMap((table, index) => {
    const requiredColumn = table.header.findIndex((cell) => /^(?:是否必选|Mandatory|Required)$/i.test(cell));
    return table.rows.map(({ cells, line }) => {
      const [name = '', ...others] = cells;
      const about = subject(table, name);
      const type = others.map(typeNamed).find((found) => found !== undefined);
      const required = mandatory(cells[requiredColumn] ?? '');
      // A cell without text leaves its neighbours out of step with the header: the description is the longest of them.
      const description = others.reduce((longest, cell) => (cell.length > longest.length ? cell : longest), '');
      const said = valueFacts(description);
      if (type !== undefined) said.unshift(`is of type ${type}`);
      if (required !== undefined) said.unshift(required ? 'is required' : 'is optional');
      const facts = [about, ...said.map((fact) => `${about} ${fact}`)];
      return row(section, line, { row: name, table: index + 1 }, cells.join('\n'), facts);
    });
  });
}

function statusCodes(lines: readonly string[], section: Section): TextRow[] {
  return pipeTables(lines).flatMap((table, index) =>
    table.rows.flatMap(({ cells: [code = '', meaning = ''], line }) => {
      if (!/^[1-5]\d\d$/.test(code)) return [];
      const facts = [`answers ${code}`];
      const kind = /\b([A-Z]\w+)(?: resource)? object is returned/.exec(meaning)?.[1];
      if (kind !== undefined) facts.push(`answers ${code} with ${kind}`);
      if (/^[A-Z][A-Za-z]+$/.test(meaning)) facts.push(`answers ${code} as ${meaning}`);
      return [row(section, line, { row: code, table: index + 1 }, `${code}\n${meaning}`, facts)];
    }),
  );
}

function requestExample(lines: readonly string[], section: Section): TextRow[] {
  const mediaTypes = lines.flatMap((raw, i) => {
    const type = /^Content-Type:\s*(\S+)$/i.exec(raw.trim())?.[1];
    return type === undefined ? [] : [row(section, i, { row: 'Content-Type' }, raw.trim(), [`a body as ${type}`])];
  });
  return [...mediaTypes, ...example(lines, section, 'a request is shown')];
}

function responseExample(lines: readonly string[], section: Section): TextRow[] {
  return example(lines, section, 'a response is shown');
}

function example(lines: readonly string[], section: Section, what: string): TextRow[] {
  const block = jsonBlock(lines);
  if (!block) return [];
  const place: Place = { section: section.heading };
  const fact = { what, value: block.value, place, line: section.start + block.line + 2 };
  return [{ place, text: '', facts: [fact] }];
}

function row(
  section: Section,
  line: number,
  within: Omit<Place, 'section'>,
  text: string,
  facts: readonly string[],
  scope?: string,
): TextRow {
  const place: Place = { section: section.heading, ...within };
  const at = section.start + line + 2;
  return {
    place,
    text,
    facts: facts.map((what): TextFact => ({ what, place, line: at, ...(scope !== undefined && { scope }) })),
  };
}
