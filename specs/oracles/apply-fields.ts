import { isObject, type JsonObject, memberOf, sameJson } from '../json.ts';
import { type FieldSet, fieldOf, keyElement, type PathElement, pathTo } from './managed-fields.ts';
import { Refusal } from './patch-answer.ts';
import {
  isDeclared,
  itemIdentity,
  itemSchema,
  memberSchema,
  type PatchSchema,
  type PatchSchemas,
  rootOf,
} from './patch-answer-schema.ts';

/** The fields in which two objects differ. No field is in more than one of the three. */
export interface FieldChanges {
  readonly added: FieldSet;
  readonly modified: FieldSet;
  readonly removed: FieldSet;
}

/**
 * How apply takes a value apart: a leaf is one whole (a scalar, and a map or list that is atomic), a map has members, a list has
 * items that are told apart. A null is what its schema says.
 */
export function formOf(value: unknown, schema: PatchSchema | undefined): 'leaf' | 'map' | 'list' {
  const isList = Array.isArray(value) || (value === null && schema?.type === 'array');
  if (isList) return itemIdentity(schema) === 'whole' ? 'leaf' : 'list';
  const isMap = isObject(value) || (value === null && schema?.type === 'object');
  return isMap && schema?.['x-kubernetes-map-type'] !== 'atomic' ? 'map' : 'leaf';
}

/**
 * The element of a list's item: by its keys, of which the schema may give the default, or by its value.
 * @see structured-merge-diff `typed/helpers.go`, listItemToPathElement
 */
export function elementOf(item: unknown, schema: PatchSchema | undefined, set: PatchSchemas): PathElement {
  const identity = itemIdentity(schema);
  const keys = identity === 'whole' ? [] : identity.keys;
  if (keys.length === 0) {
    if (typeof item === 'object') throw unfit('an item of a set is no plain value');
    return `v:${JSON.stringify(item)}`;
  }
  if (!isObject(item)) throw unfit('an item of a keyed list is no object');
  const items = itemSchema(set, schema);
  const found = keys.flatMap((key) => {
    const value = memberOf(item, key) ?? memberSchema(set, items, key)?.default;
    return value === undefined ? [] : [[key, value] as const];
  });
  if (found.length === 0) throw unfit(`an item has none of the keys ${keys.join(', ')}`);
  return keyElement(Object.fromEntries(found));
}

/** An applied object that does not fit its schema: a client error, for which kube-apiserver answers 500 in places. */
export function unfit(reason: string): Refusal {
  return new Refusal(reason, { status: 400, also: [422, 500] });
}

/**
 * The fields that an object has, as its applier comes to own them: leaves, items, members of a map that takes any name, and
 * what is empty.
 * @see structured-merge-diff `typed/tofieldset.go`
 */
export function fieldsOf(root: JsonObject, set: PatchSchemas): Set<string> {
  const fields = new Set<string>();
  const visit = (value: unknown, schema: PatchSchema | undefined, path: readonly PathElement[]): void => {
    const form = formOf(value, schema);
    if (form === 'leaf') fields.add(fieldOf(path));
    else if (Array.isArray(value)) {
      for (const item of value) {
        const at = [...path, elementOf(item, schema, set)];
        visit(item, itemSchema(set, schema), at);
        fields.add(fieldOf(at));
      }
    } else if (isObject(value)) {
      for (const [name, member] of Object.entries(value)) {
        const at = [...path, `f:${name}`];
        visit(member, memberSchema(set, schema, name), at);
        const isLeft = member === null || (isObject(member) && isEmpty(member));
        if (isLeft || !isDeclared(schema, name)) fields.add(fieldOf(at));
      }
    }
  };
  visit(root, rootOf(set), []);
  return fields;
}

/** Whether a map or a list has nothing in it: empty, null and absent are then one. */
export function isEmpty(value: unknown): boolean {
  return Object.keys(value ?? {}).length === 0;
}

/**
 * The fields in which two objects differ.
 * @see structured-merge-diff `typed/compare.go`
 */
export function changesBetween(before: JsonObject, after: JsonObject, set: PatchSchemas): FieldChanges {
  const [added, modified, removed] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const visit = (l: unknown, r: unknown, schema: PatchSchema | undefined, path: readonly PathElement[]): void => {
    const forms = [l, r].filter((value) => value !== undefined).map((value) => formOf(value, schema));
    const form = forms.every((one) => one === forms[0]) ? forms[0] : 'leaf';
    const oneSided = l === undefined ? added : r === undefined ? removed : undefined;
    if (form === 'leaf' || (isEmpty(l) && isEmpty(r))) {
      if (!sameJson(l, r)) (oneSided ?? modified).add(fieldOf(path));
      return;
    }
    if (form === 'list') {
      const [left, right] = [itemsOf(l, schema, set), itemsOf(r, schema, set)];
      for (const element of new Set([...left.keys(), ...right.keys()])) {
        visit(left.get(element), right.get(element), itemSchema(set, schema), [...path, element]);
      }
    } else {
      const [left, right] = [isObject(l) ? l : {}, isObject(r) ? r : {}];
      for (const name of new Set([...Object.keys(left), ...Object.keys(right)])) {
        visit(memberOf(left, name), memberOf(right, name), memberSchema(set, schema, name), [...path, `f:${name}`]);
      }
    }
    oneSided?.add(fieldOf(path));
  };
  visit(before, after, rootOf(set), []);
  return { added, modified, removed };
}

/** A list's items by their element, the first of equal ones. */
export function itemsOf(list: unknown, schema: PatchSchema | undefined, set: PatchSchemas): Map<PathElement, unknown> {
  const items = new Map<PathElement, unknown>();
  for (const item of Array.isArray(list) ? list : []) {
    const element = elementOf(item, schema, set);
    if (!items.has(element)) items.set(element, item);
  }
  return items;
}

/**
 * With the members above a field that the schema names: they are not owned by themselves, and go when all below them goes.
 * @see structured-merge-diff `fieldpath/set.go`, EnsureNamedFieldsAreMembers
 */
export function withNamedParents(fields: FieldSet, set: PatchSchemas): Set<string> {
  const result = new Set(fields);
  for (const field of fields) {
    const path = pathTo(field);
    let schema: PatchSchema | undefined = rootOf(set);
    for (const [i, element] of path.entries()) {
      const name = element.slice(2);
      const isMember = element.startsWith('f:');
      if (isMember && isDeclared(schema, name)) result.add(fieldOf(path.slice(0, i + 1)));
      schema = isMember ? memberSchema(set, schema, name) : itemSchema(set, schema);
    }
  }
  return result;
}
