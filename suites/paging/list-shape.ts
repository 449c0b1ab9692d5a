import { isObject, type JsonObject } from '../../specs/json.ts';

/** The members of a kind by which a list is held against it. */
interface Listed {
  readonly apiVersion: string;
  readonly kind: string;
}

/**
 * What is wrong with the body of a list of whole objects; undefined where nothing is. Its items may say their kind or not: those of
 * real servers do not (recordings, `paging`).
 */
export function wrongInList(body: unknown, { apiVersion, kind }: Listed): string | undefined {
  if (!isObject(body)) return 'the body is no JSON object';
  if (body['kind'] !== `${kind}List`) return `kind is ${show(body['kind'])}, not "${kind}List"`;
  if (body['apiVersion'] !== apiVersion) return `apiVersion is ${show(body['apiVersion'])}, not "${apiVersion}"`;
  const { metadata, items } = body;
  if (!isObject(metadata)) return 'it has no metadata';
  return wrongInMetadata(metadata) ?? wrongInItems(items, { apiVersion, kind });
}

function wrongInMetadata(metadata: JsonObject): string | undefined {
  const { resourceVersion, continue: token } = metadata;
  if (typeof resourceVersion !== 'string' || resourceVersion === '')
    return `metadata.resourceVersion is ${show(resourceVersion)}, no text`;
  if (token !== undefined && typeof token !== 'string') return `metadata.continue is ${show(token)}, no text`;
  return undefined;
}

function wrongInItems(items: unknown, { apiVersion, kind }: Listed): string | undefined {
  if (!Array.isArray(items)) return `items is ${show(items)}, no list`;
  for (const [index, item] of items.entries()) {
    if (!isObject(item) || !isObject(item['metadata'])) return `items[${index}] is no object with metadata`;
    if (item['kind'] !== undefined && item['kind'] !== kind) return `items[${index}].kind is ${show(item['kind'])}`;
    if (item['apiVersion'] !== undefined && item['apiVersion'] !== apiVersion)
      return `items[${index}].apiVersion is ${show(item['apiVersion'])}`;
  }
  return undefined;
}

function show(value: unknown): string {
  return value === undefined ? 'absent' : JSON.stringify(value);
}
