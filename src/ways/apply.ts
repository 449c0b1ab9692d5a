import { isObject, type JsonObject, memberOf, sameJson } from '../../specs/json.ts';
import {
  allowsMember,
  itemIdentity,
  itemSchema,
  memberSchema,
  type PatchSchema,
  rootOf,
} from '../../specs/oracles/patch-answer-schema.ts';
import type { SchemaSet } from '../schema/schema.ts';
import type { Way } from './way.ts';

/** Nobody else's name, and not that of our other writes: what it applies it takes over. */
export const applyManager = 'kube-covenant-apply';

/**
 * Server-side apply, by a manager of its own and with force: what differs, down to the items of lists that are told apart by a
 * key, each with its keys. What the manager never applied it cannot take away, so a change by which anything goes cannot be
 * said; neither can a null, or a field that the schema does not have.
 */
export const apply: Way = {
  name: 'apply',
  method: 'PATCH',
  contentType: 'application/apply-patch+yaml',
  query: `fieldManager=${applyManager}&force=true`,
  body: (stored, wanted, schemas) => {
    const changed = changedMembers(stored, wanted, rootOf(schemas), schemas);
    if (changed === nothingToSay) return undefined;
    const metadata = isObject(changed['metadata']) ? changed['metadata'] : {};
    const stays = isObject(stored['metadata']) ? stored['metadata']['name'] : undefined;
    return {
      apiVersion: stored['apiVersion'],
      kind: stored['kind'],
      ...changed,
      metadata: { ...(stays !== undefined && { name: stays }), ...metadata },
    };
  },
};

/** Characters that are lawful in JSON and not, or not as themselves, in YAML: controls, line breaks of its own, marks (YAML 1.2, 5.1 and 5.4). */
const unprintable = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** A configuration as it is sent: JSON, which is YAML once the characters are escaped that only JSON takes. */
export function applyBody(configuration: unknown): string {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(configuration).replaceAll(unprintable, escaped);
}

/** Stands for a change that no application can say. */
const nothingToSay = Symbol('nothing to say');

type Said<T> = T | typeof nothingToSay;

function changedMembers(
  stored: JsonObject,
  wanted: JsonObject,
  schema: PatchSchema | undefined,
  set: SchemaSet,
): Said<JsonObject> {
  if (Object.keys(stored).some((name) => !Object.hasOwn(wanted, name))) return nothingToSay;
  const changed = new Map<string, unknown>();
  for (const [name, value] of Object.entries(wanted)) {
    const before = memberOf(stored, name);
    if (sameJson(before, value)) continue;
    if (!allowsMember(schema, name)) return nothingToSay;
    const said = changedValue(before, value, memberSchema(set, schema, name), set);
    if (said === nothingToSay) return nothingToSay;
    changed.set(name, said);
  }
  return Object.fromEntries(changed);
}

function changedValue(before: unknown, value: unknown, schema: PatchSchema | undefined, set: SchemaSet): unknown {
  if (value === null) return nothingToSay;
  const isAtomic = schema?.['x-kubernetes-map-type'] === 'atomic';
  if (isObject(value) && !isAtomic) return changedMembers(isObject(before) ? before : {}, value, schema, set);
  if (Array.isArray(value)) return changedItems(Array.isArray(before) ? before : [], value, schema, set);
  return value;
}

function changedItems(
  before: readonly unknown[],
  wanted: readonly unknown[],
  schema: PatchSchema | undefined,
  set: SchemaSet,
): Said<unknown[]> {
  const identity = itemIdentity(schema);
  if (identity === 'whole') return [...wanted];
  const { keys } = identity;
  if (keys.length === 0) {
    const isKept = before.every((item) => wanted.includes(item));
    return isKept ? wanted.filter((item) => !before.includes(item)) : nothingToSay;
  }
  const items = itemSchema(set, schema);
  // Of a key that is left out its default tells the item apart.
  const keyOf = (item: unknown, key: string) =>
    (isObject(item) ? memberOf(item, key) : undefined) ?? memberSchema(set, items, key)?.default;
  const same = (a: unknown, b: unknown) => keys.every((key) => sameJson(keyOf(a, key), keyOf(b, key)));
  if (before.some((item) => !wanted.some((other) => same(item, other)))) return nothingToSay;
  const said: unknown[] = [];
  for (const item of wanted) {
    if (!isObject(item)) return nothingToSay;
    const old = before.find((other) => same(other, item));
    if (sameJson(old, item)) continue;
    const changed = isObject(old) ? changedMembers(old, item, items, set) : item;
    if (changed === nothingToSay) return nothingToSay;
    const known = keys.filter((key) => item[key] !== undefined).map((key) => [key, item[key]] as const);
    said.push({ ...Object.fromEntries(known), ...changed });
  }
  return said;
}
