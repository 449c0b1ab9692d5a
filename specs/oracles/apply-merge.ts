import { isObject, type JsonObject, memberOf } from '../json.ts';
import { elementOf, formOf, isEmpty, unfit } from './apply-fields.ts';
import { below, type FieldSet, type PathElement } from './managed-fields.ts';
import {
  allowsMember,
  itemSchema,
  memberSchema,
  type PatchSchema,
  type PatchSchemas,
  rootOf,
} from './patch-answer-schema.ts';

/**
 * The live object with what is applied written over it; nothing is taken away yet.
 * @see structured-merge-diff `typed/merge.go`
 */
export function mergeApplied(live: JsonObject, applied: JsonObject, set: PatchSchemas): JsonObject {
  return mergeValues(live, applied, rootOf(set), set) as JsonObject;
}

function mergeValues(live: unknown, applied: unknown, schema: PatchSchema | undefined, set: PatchSchemas): unknown {
  if (applied === undefined) return live;
  const form = formOf(applied, schema);
  if (form === 'leaf' || formOf(live, schema) !== form || (isEmpty(live) && isEmpty(applied))) {
    return applied;
  }
  if (form === 'list') return mergeItems(live, applied, schema, set);
  const [left, right] = [isObject(live) ? live : {}, isObject(applied) ? applied : {}];
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  const members = [...names].map((name) => [
    name,
    mergeValues(memberOf(left, name), memberOf(right, name), memberSchema(set, schema, name), set),
  ]);
  return Object.fromEntries(members);
}

/** Items in the order of what is applied; those of the live object alone keep their place among the ones they share. */
function mergeItems(live: unknown, applied: unknown, schema: PatchSchema | undefined, set: PatchSchemas): unknown[] {
  const pairs = (list: unknown) =>
    (Array.isArray(list) ? list : []).map((item) => [elementOf(item, schema, set), item] as const);
  const [left, right] = [pairs(live), pairs(applied)];
  const [stored, written] = [new Map(left), new Set(right.map(([element]) => element))];
  const waiting = right.map(([element, item]) => ({
    element,
    isShared: stored.has(element),
    value: mergeValues(stored.get(element), item, itemSchema(set, schema), set),
  }));
  const result: unknown[] = [];
  for (const [element, item] of left) {
    if (!written.has(element)) result.push(item);
    // An item that both have comes when its turn is, behind what is applied before it.
    const next = waiting.findIndex(({ isShared }) => isShared);
    if (waiting[next]?.element === element) result.push(...waiting.splice(0, next + 1).map(({ value }) => value));
  }
  return [...result, ...waiting.map(({ value }) => value)];
}

/**
 * The object without these fields; what is emptied by it is null.
 * @see structured-merge-diff `typed/remove.go`
 */
export function withoutFields(object: JsonObject, fields: FieldSet, set: PatchSchemas): JsonObject {
  return (removeFrom(object, fields, rootOf(set), set) ?? {}) as JsonObject;
}

function removeFrom(value: unknown, fields: FieldSet, schema: PatchSchema | undefined, set: PatchSchemas): unknown {
  const form = formOf(value, schema);
  if (form === 'leaf') return Array.isArray(value) || isObject(value) ? null : value;
  const entries: (readonly [PathElement, unknown, PatchSchema | undefined])[] = Array.isArray(value)
    ? value.map((item) => [elementOf(item, schema, set), item, itemSchema(set, schema)])
    : Object.entries(value ?? {}).map(([name, member]) => [`f:${name}`, member, memberSchema(set, schema, name)]);
  const kept = entries
    .filter(([element]) => !fields.has(element))
    .map(([element, child, type]) => {
      const inner = below(fields, element);
      return [element, inner.size > 0 ? removeFrom(child, inner, type, set) : child] as const;
    });
  if (kept.length === 0) return null;
  if (Array.isArray(value)) return kept.map(([, item]) => item);
  return Object.fromEntries(kept.map(([element, member]) => [element.slice(2), member]));
}

/** Refuses an applied object that its schema does not declare, or that has an item twice. */
export function checkApplied(applied: JsonObject, set: PatchSchemas): void {
  const visit = (value: unknown, schema: PatchSchema | undefined, at: string): void => {
    if (Array.isArray(value) && formOf(value, schema) === 'list') {
      const elements = value.map((item) => elementOf(item, schema, set));
      if (new Set(elements).size < elements.length) throw unfit(`${at} has an item twice`);
      for (const item of value) visit(item, itemSchema(set, schema), at);
    } else if (Array.isArray(value)) for (const item of value) visit(item, itemSchema(set, schema), at);
    else if (isObject(value)) {
      for (const [name, member] of Object.entries(value)) {
        if (!allowsMember(schema, name)) throw unfit(`${at}.${name} is not in the schema`);
        visit(member, memberSchema(set, schema, name), `${at}.${name}`);
      }
    }
    const type = schema?.type;
    if (value !== null && type !== undefined && !isOfType(value, type)) throw unfit(`${at} is no ${type}`);
  };
  visit(applied, rootOf(set), '');
}

function isOfType(value: unknown, type: string): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isObject(value);
  return type === 'string' || type === 'boolean' ? typeof value === type : typeof value === 'number';
}
