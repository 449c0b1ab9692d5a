import { isObject, type JsonObject, memberOf } from '../json.ts';
import { answerOf, type PatchAnswer, type Reading, Refusal, readingsOf } from './patch-answer.ts';
import { memberSchema, mergesLists, type PatchSchema, type PatchSchemas, rootOf } from './patch-answer-schema.ts';
import {
  plain,
  type StrategicContext,
  type StrategicLatitude,
  senseless,
  within,
} from './strategic-merge-patch-directives.ts';
import { mergeLists, orderAsDirected } from './strategic-merge-patch-lists.ts';

/**
 * Applies a strategic merge patch as the documents say; the document given is not changed.
 * @see kubernetes/community `strategic-merge-patch.md`; recordings, `strategic-merge-patch`
 */
export function applyStrategicMergePatch(document: JsonObject, patch: unknown, set: PatchSchemas): PatchAnswer {
  return answerOf(() => mergeDocument(document, patch, { set, choose: () => false, mergeObjects }));
}

/** Every lawful answer to a strategic merge patch, that of the documents first. */
export function strategicMergePatchReadings(
  document: JsonObject,
  patch: unknown,
  set: PatchSchemas,
): Reading<StrategicLatitude>[] {
  return readingsOf((choose) => mergeDocument(document, patch, { set, choose, mergeObjects }));
}

function mergeDocument(document: JsonObject, patch: unknown, context: StrategicContext): JsonObject {
  if (patch === null && context.choose('null-is-empty')) return document;
  if (!isObject(patch)) throw new Refusal('the patch is not an object', { status: 400 });
  return mergeObjects(document, patch, rootOf(context.set), '', context) ?? {};
}

/** The merged object; undefined where the patch takes it away. */
function mergeObjects(
  before: JsonObject,
  patch: JsonObject,
  schema: PatchSchema | undefined,
  at: string,
  context: StrategicContext,
): JsonObject | undefined {
  const directive = memberOf(patch, '$patch');
  if (directive !== undefined) return directed(directive, patch, at, context);
  const result = new Map(Object.entries(retained(before, patch, at)));
  const ordered = mergeOrdered(result, patch, schema, at, context);
  for (const [key, value] of Object.entries(patch)) {
    const [prefix, name] = parallelList(key, at);
    if (prefix === '$deleteFromPrimitiveList') deleteItems(result, name, value, at);
  }
  for (const [name, value] of Object.entries(patch)) {
    if (name === '$retainKeys' || parallelList(name, at)[0] !== undefined || ordered.has(name)) continue;
    const merged = mergeMember(
      result.get(name),
      value,
      memberSchema(context.set, schema, name),
      within(at, name),
      context,
    );
    if (merged === undefined) result.delete(name);
    else result.set(name, merged);
  }
  return Object.fromEntries(result);
}

/** A map with `$patch`: taken as it is, or taken away. `merge` is for struct tags alone, and refused as any other word. */
function directed(
  directive: unknown,
  patch: JsonObject,
  at: string,
  context: StrategicContext,
): JsonObject | undefined {
  if (directive === 'delete') return context.choose('deleted-map-stays-empty') ? {} : undefined;
  if (directive !== 'replace') throw senseless(`there is no directive ${JSON.stringify(directive)}`, at);
  const { $patch, ...rest } = patch;
  return plain(rest, at, context) as JsonObject;
}

/** What `$retainKeys` leaves of an object: every member that the patch writes must be among those retained. */
function retained(before: JsonObject, patch: JsonObject, at: string): JsonObject {
  const keys = memberOf(patch, '$retainKeys');
  if (keys === undefined) return before;
  if (!Array.isArray(keys)) throw senseless('$retainKeys is not a list', at);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null || name === '$retainKeys' || parallelList(name, at)[0] !== undefined) continue;
    if (!keys.includes(name)) throw senseless(`${name} is not among the $retainKeys`, at);
  }
  return Object.fromEntries(Object.entries(before).filter(([name]) => keys.includes(name)));
}

function mergeMember(
  before: unknown,
  value: unknown,
  schema: PatchSchema | undefined,
  at: string,
  context: StrategicContext,
): unknown {
  if (isObject(before) && isObject(value)) return mergeObjects(before, value, schema, at, context);
  if (Array.isArray(before) && Array.isArray(value) && mergesLists(schema)) {
    return mergeLists(before, value, schema, at, context);
  }
  return plain(value, at, context);
}

/** Merges and orders the lists that `$setElementOrder` is about; gives back their names. */
function mergeOrdered(
  result: Map<string, unknown>,
  patch: JsonObject,
  schema: PatchSchema | undefined,
  at: string,
  context: StrategicContext,
): Set<string> {
  const done = new Set<string>();
  for (const [key, order] of Object.entries(patch)) {
    const [prefix, name] = parallelList(key, at);
    if (prefix !== '$setElementOrder') continue;
    const field = within(at, name);
    const before = listOrNone(result.get(name), field);
    const listed = listOrNone(Object.hasOwn(patch, name) ? patch[name] : undefined, field);
    if (!Array.isArray(order)) throw senseless('$setElementOrder is not a list', field);
    const merged = orderAsDirected(before, listed, order, memberSchema(context.set, schema, name), field, context);
    if (merged) result.set(name, merged);
    done.add(name);
  }
  return done;
}

function listOrNone(value: unknown, field: string): unknown[] | undefined {
  if (value === undefined || Array.isArray(value)) return value;
  throw senseless('$setElementOrder is about a list, and this is none', field);
}

function deleteItems(result: Map<string, unknown>, name: string, items: unknown, at: string): void {
  const before = result.get(name);
  if (!Array.isArray(before)) return;
  if (!Array.isArray(items)) throw senseless('$deleteFromPrimitiveList is not a list', within(at, name));
  const left = before.filter((item) => !items.includes(item));
  result.set(name, left);
}

/** A member that stands beside a list and is about it: its prefix and the list's name. */
function parallelList(
  key: string,
  at: string,
): [prefix: string, name: string] | [prefix?: undefined, name?: undefined] {
  const prefix = ['$setElementOrder', '$deleteFromPrimitiveList'].find((known) => key.startsWith(known));
  if (prefix === undefined) return [];
  if (key[prefix.length] !== '/') throw senseless(`${key} does not name a list`, at);
  return [prefix, key.slice(prefix.length + 1)];
}
