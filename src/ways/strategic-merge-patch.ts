import { isObject, type JsonObject, memberOf, sameJson } from '../../specs/json.ts';
import { resolveSchema, rootSchema, type Schema, type SchemaSet } from '../schema/schema.ts';
import type { Way } from './way.ts';

/**
 * A strategic merge patch: like a merge patch, but lists that publish `x-kubernetes-patch-strategy: merge` are written item by
 * item, found by their merge key, with `$patch: delete` and `$deleteFromPrimitiveList` for what goes. Where a list cannot be
 * written so (an item without its key, a key twice) it is replaced whole with `$patch: replace`.
 */
export const strategicMergePatch: Way = {
  name: 'strategic-merge-patch',
  method: 'PATCH',
  contentType: 'application/strategic-merge-patch+json',
  body: (stored, wanted, schemas) => difference(stored, wanted, rootSchema(schemas), schemas),
};

function difference(stored: JsonObject, wanted: JsonObject, schema: Schema | undefined, set: SchemaSet): JsonObject {
  const patch: JsonObject = {};
  for (const key of Object.keys(stored)) if (!Object.hasOwn(wanted, key)) patch[key] = null;
  for (const [key, value] of Object.entries(wanted)) {
    const before = memberOf(stored, key);
    if (sameJson(before, value)) continue;
    const child = memberSchema(schema, key, set);
    if (isObject(before) && isObject(value)) patch[key] = difference(before, value, child, set);
    else if (Array.isArray(value))
      Object.assign(patch, listMembers(key, Array.isArray(before) ? before : [], value, child, set));
    else patch[key] = value;
  }
  return patch;
}

function memberSchema(schema: Schema | undefined, key: string, set: SchemaSet): Schema | undefined {
  const more = typeof schema?.additionalProperties === 'object' ? schema.additionalProperties : undefined;
  const child = schema?.properties?.[key] ?? more;
  return child && resolveSchema(set, child);
}

/** The members of the patch that stand for one list: the list's own, and the directive beside it where one is needed. */
function listMembers(
  key: string,
  before: unknown[],
  after: unknown[],
  schema: Schema | undefined,
  set: SchemaSet,
): JsonObject {
  if (!schema?.['x-kubernetes-patch-strategy']?.split(',').includes('merge')) return { [key]: after };
  const mergeKey = schema['x-kubernetes-patch-merge-key'];
  if (mergeKey === undefined) {
    const gone = before.filter((item) => !after.includes(item));
    const added = after.filter((item) => !before.includes(item));
    return {
      ...(gone.length > 0 && { [`$deleteFromPrimitiveList/${key}`]: gone }),
      ...(added.length > 0 && { [key]: added }),
    };
  }
  const stored = byKey(before, mergeKey);
  const wanted = byKey(after, mergeKey);
  if (!stored || !wanted) return { [key]: [...after, { $patch: 'replace' }] };
  const itemSchema = schema.items && resolveSchema(set, schema.items);
  const items: JsonObject[] = [];
  for (const [id, item] of wanted) {
    const old = stored.get(id);
    if (!old) items.push(item);
    else if (!sameJson(old, item))
      items.push({ ...difference(old, item, itemSchema, set), [mergeKey]: item[mergeKey] });
  }
  for (const [id, item] of stored) if (!wanted.has(id)) items.push({ [mergeKey]: item[mergeKey], $patch: 'delete' });
  return { [key]: items };
}

function byKey(list: unknown[], mergeKey: string): Map<unknown, JsonObject> | undefined {
  const found = new Map<unknown, JsonObject>();
  for (const item of list) {
    if (!isObject(item) || item[mergeKey] === undefined || found.has(item[mergeKey])) return undefined;
    found.set(item[mergeKey], item);
  }
  return found;
}
