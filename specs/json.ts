import { type FieldPath, type FieldToken, pathOf } from './field-path.ts';

export type JsonObject = { [key: string]: unknown };

/** A plain JSON object: not null, not a list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Equality of JSON values; the order of an object's members does not count. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, i) => sameJson(item, b[i]));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]))
  );
}

/** An object's own member, whatever its name: `constructor` is a lawful label. Undefined where there is none. */
export function memberOf(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** The value at a path; `*` takes the first item. Undefined where there is none. */
export function valueAt(root: unknown, tokens: readonly FieldToken[]): unknown {
  let value = root;
  for (const token of tokens) {
    if (Array.isArray(value)) value = value[token === '*' ? 0 : Number(token)];
    else if (isObject(value)) value = memberOf(value, String(token));
    else return undefined;
  }
  return value;
}

/** A copy of a JSON value that shares nothing with it. */
export function copyJson<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copyJson) as T;
  if (!isObject(value)) return value;
  // Not an assignment: a member may be called `__proto__`.
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, copyJson(member)])) as T;
}

/** One place in which two JSON values differ. */
export interface Difference {
  readonly path: FieldPath;
  readonly before: unknown;
  readonly after: unknown;
}

/** Every place in which two JSON values differ, deepest first cause only: a list of another length is one difference. */
export function differences(before: unknown, after: unknown, tokens: readonly FieldToken[] = []): Difference[] {
  if (sameJson(before, after)) return [];
  if (isObject(before) && isObject(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => differences(memberOf(before, key), memberOf(after, key), [...tokens, key]));
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((item, i) => differences(item, after[i], [...tokens, i]));
  }
  return [{ path: pathOf(tokens), before, after }];
}
