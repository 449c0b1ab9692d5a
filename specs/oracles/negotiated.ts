import { type Difference, differences, isObject, type JsonObject, sameJson, valueAt } from '../json.ts';
import { list as listed } from './update-rules.ts';

/** The media type of a Content-Type, without its parameters, in lower case (RFC 9110 section 8.3.1). */
export function mediaTypeOf(contentType: string | undefined): string | undefined {
  return contentType?.split(';')[0]?.trim().toLowerCase();
}

/** The group that tables and bare metadata are of. */
const metaGroup = 'meta.k8s.io';

/** Whether an object is of a kind of that group, in any version. */
function isMeta(object: JsonObject, kind: string): boolean {
  return object['kind'] === kind && String(object['apiVersion']).startsWith(`${metaGroup}/`);
}

/**
 * What is wrong with the bare metadata of an object: it has that of the object, whole, and nothing else of it. Undefined where
 * nothing is.
 * @see api-concepts "Metadata-only fetches"; recordings `status-codes` step 34
 */
export function wrongInPartial(partial: unknown, object: JsonObject): string | undefined {
  if (!isObject(partial)) return 'the answer is no object';
  const { kind, apiVersion, metadata, ...rest } = partial;
  if (!isMeta(partial, 'PartialObjectMetadata'))
    return `it is a ${String(kind)} of ${String(apiVersion)}, not a PartialObjectMetadata of ${metaGroup}`;
  const more = Object.keys(rest);
  if (more.length > 0) return `it has ${more.join(', ')} beside the metadata`;
  return told(differences(object['metadata'], metadata, ['metadata']));
}

/** The same of a list: the bare metadata of each of its items, in their order, and the metadata of the list. */
export function wrongInPartialList(partial: unknown, list: JsonObject): string | undefined {
  if (!isObject(partial)) return 'the answer is no object';
  if (!isMeta(partial, 'PartialObjectMetadataList'))
    return `it is a ${String(partial['kind'])} of ${String(partial['apiVersion'])}, not a PartialObjectMetadataList of ${metaGroup}`;
  const items = itemsOf(partial, 'items');
  const objects = itemsOf(list, 'items');
  const names = namesOf(objects);
  if (!sameJson(namesOf(items), names))
    return `it lists ${JSON.stringify(namesOf(items))}, not ${JSON.stringify(names)}`;
  for (const [index, item] of items.entries()) {
    // Items of a list may leave out what they are.
    const typed = { kind: 'PartialObjectMetadata', apiVersion: `${metaGroup}/v1`, ...item };
    const wrong = wrongInPartial(typed, objects[index] ?? {});
    if (wrong !== undefined) return `item ${index}: ${wrong}`;
  }
  return undefined;
}

/** How much of an object a row of a table holds. */
export type Included = 'None' | 'Metadata' | 'Object';

/**
 * What is wrong with a table of objects: as many cells in each row as there are columns, one of them the name, a row for each
 * object in their order, with as much of it as was asked for. Undefined where nothing is.
 * @see api-concepts "Receiving resources as Tables"; recordings `status-codes` step 33
 */
export function wrongInTable(
  table: unknown,
  objects: readonly JsonObject[],
  included: Included = 'Metadata',
): string | undefined {
  if (!isObject(table)) return 'the answer is no object';
  if (!isMeta(table, 'Table'))
    return `it is a ${String(table['kind'])} of ${String(table['apiVersion'])}, not a Table of ${metaGroup}`;
  const columns = itemsOf(table, 'columnDefinitions');
  if (columns.length === 0) return 'it has no columnDefinitions';
  const bare = columns.find(({ name, type }) => !isText(name) || !isText(type));
  if (bare) return `a column has no name or no type: ${JSON.stringify(bare)}`;
  const rows = itemsOf(table, 'rows');
  if (rows.length !== objects.length) return `it has ${rows.length} rows for ${objects.length} objects`;
  for (const [index, row] of rows.entries()) {
    const wrong = wrongInRow(row, columns, objects[index] ?? {}, included);
    if (wrong !== undefined) return `row ${index}: ${wrong}`;
  }
  return undefined;
}

function wrongInRow(
  row: JsonObject,
  columns: readonly JsonObject[],
  object: JsonObject,
  included: Included,
): string | undefined {
  const { cells } = row;
  const name = valueAt(object, ['metadata', 'name']);
  if (!Array.isArray(cells) || cells.length !== columns.length)
    return `${Array.isArray(cells) ? cells.length : 'no'} cells for ${columns.length} columns`;
  const named = columns.findIndex((column) => column['format'] === 'name' || /^name$/i.test(String(column['name'])));
  if (named >= 0 && cells[named] !== name) return `the name is ${JSON.stringify(cells[named])}, not "${String(name)}"`;
  const held = row['object'];
  if (included === 'None') return held === undefined || held === null ? undefined : 'it holds an object';
  if (included === 'Metadata') return wrongInPartial(held, object);
  return told(differences(object, held));
}

/** The values of a JSON text that is laid out over lines and one that is not are the same, and the first is indented. */
export function wrongInPretty(pretty: string, plain: unknown): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(pretty);
  } catch {
    return 'the answer is no JSON';
  }
  if (!/^\{\r?\n[ \t]+"/.test(pretty))
    return `it is not indented: it begins with ${JSON.stringify(pretty.slice(0, 40))}`;
  return told(differences(plain, value));
}

function itemsOf(object: JsonObject, name: string): JsonObject[] {
  const items = object[name];
  return Array.isArray(items) ? items.filter(isObject) : [];
}

function namesOf(items: readonly JsonObject[]): unknown[] {
  return items.map((item) => valueAt(item, ['metadata', 'name']));
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function told(found: readonly Difference[]): string | undefined {
  return found.length === 0 ? undefined : `it differs: ${listed(found)}`;
}
