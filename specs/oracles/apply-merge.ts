import { isObject, type JsonObject, memberOf } from '../json.ts';
import { elementOf, formOf, unfit } from './apply-fields.ts';
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

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0);

function mergeValues(live: unknown, applied: unknown, schema: PatchSchema | undefined, set: PatchSchemas): unknown {
  if (applied === undefined) return live;
  const form = formOf(applied, schema);
  if (form === 'leaf' || live === undefined || formOf(live, schema) !== form || (isEmpty(live) && isEmpty(applied))) {
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
  const [stored, written] = [new Map(left), new Map(right)];
  const shared = right.map(([element]) => element).filter((element) => stored.has(element));
  const done = new Set<PathElement>();
  const result: unknown[] = [];
  const take = (element: PathElement): void => {
    result.push(mergeValues(stored.get(element), written.get(element), itemSchema(set, schema), set));
    done.add(element);
    if (shared[0] === element) shared.shift();
  };
  let [l, r] = [0, 0];
  while (l < left.length || r < right.length) {
    const [mine, item] = left[l] ?? [];
    const [theirs] = right[r] ?? [];
    if (mine !== undefined && mine === theirs) {
      take(mine);
      l++;
      r++;
      continue;
    }
    // An item that both have, but not the next one in the order that is applied: it comes when its turn is.
    const isShared = mine !== undefined && written.has(mine);
    if (isShared && theirs !== undefined && shared[0] !== mine) {
      l++;
      continue;
    }
    if (mine !== undefined && !isShared) {
      result.push(item);
      l++;
      continue;
    }
    if (mine !== undefined && done.has(mine)) l++;
    if (theirs !== undefined) {
      take(theirs);
      r++;
    }
  }
  return result;
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
    const wrong = value !== null && schema?.type !== undefined && !isOfType(value, schema.type);
    if (wrong) throw unfit(`${at} is no ${schema?.type}`);
  };
  visit(applied, rootOf(set), '');
}

function isOfType(value: unknown, type: string): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isObject(value);
  return type === 'string' || type === 'boolean' ? typeof value === type : typeof value === 'number';
}
