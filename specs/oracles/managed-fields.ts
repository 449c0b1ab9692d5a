import { isObject, type JsonObject } from '../json.ts';

/**
 * One step of a path in FieldsV1: `f:NAME` a member, `k:{…}` the item with these keys, `v:…` the item with this value, `i:N` a
 * place.
 */
export type PathElement = string;

/** A set of fields; each is its path, the steps joined by a character that no step has. */
export type FieldSet = ReadonlySet<string>;

const joint = '\u0000';

export function fieldOf(path: readonly PathElement[]): string {
  return path.join(joint);
}

export function pathTo(field: string): PathElement[] {
  return field.split(joint);
}

/** The element of an associative list's item that has these keys. Keys are written in their order, as API servers do. */
export function keyElement(keys: Readonly<JsonObject>): PathElement {
  const sorted = Object.entries(keys).sort(([a], [b]) => (a < b ? -1 : 1));
  return `k:${JSON.stringify(Object.fromEntries(sorted))}`;
}

export function union(a: FieldSet, b: FieldSet): Set<string> {
  return new Set([...a, ...b]);
}

/** The fields of `a` that are not in `b`; a field above or below one is another field. */
export function difference(a: FieldSet, b: FieldSet): Set<string> {
  return new Set([...a].filter((field) => !b.has(field)));
}

export function intersection(a: FieldSet, b: FieldSet): Set<string> {
  return new Set([...a].filter((field) => b.has(field)));
}

/** The fields below one step, their paths from there on. */
export function below(set: FieldSet, element: PathElement): Set<string> {
  const start = element + joint;
  return new Set([...set].filter((field) => field.startsWith(start)).map((field) => field.slice(start.length)));
}

/**
 * Reads FieldsV1. An empty member is a field; `.` in one with others says that it is a field as well.
 * @see Kubernetes API reference, FieldsV1; structured-merge-diff `fieldpath/serialize.go`
 */
export function readFieldsV1(fields: unknown): Set<string> {
  const found = new Set<string>();
  const visit = (node: unknown, path: readonly PathElement[]): void => {
    if (!isObject(node)) return;
    const elements = Object.keys(node).filter((key) => key !== '.');
    if (path.length > 0 && (elements.length === 0 || Object.hasOwn(node, '.'))) found.add(fieldOf(path));
    for (const element of elements) visit(node[element], [...path, canonical(element)]);
  };
  visit(fields, []);
  return found;
}

/** Writes FieldsV1. */
export function writeFieldsV1(set: FieldSet): JsonObject {
  const nodeOf = (inner: FieldSet): JsonObject => {
    const elements = [...new Set([...inner].map((field) => pathTo(field)[0] ?? ''))].sort();
    const members = elements.map((element) => {
      const node = nodeOf(below(inner, element));
      const alone = Object.keys(node).length === 0;
      return [element, inner.has(element) && !alone ? { '.': {}, ...node } : node] as const;
    });
    return Object.fromEntries(members);
  };
  return nodeOf(set);
}

/** A field as conflicts name it: `.spec.containers[name="c"].image`. */
export function describeField(field: string): string {
  return pathTo(field)
    .map((element) => {
      const rest = element.slice(2);
      if (element.startsWith('f:')) return `.${rest}`;
      if (element.startsWith('v:')) return `[=${rest}]`;
      if (element.startsWith('i:')) return `[${rest}]`;
      const keys = Object.entries(JSON.parse(rest) as JsonObject);
      return `[${keys.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(',')}]`;
    })
    .join('');
}

function canonical(element: PathElement): PathElement {
  if (element.startsWith('k:')) return keyElement(JSON.parse(element.slice(2)) as JsonObject);
  return element.startsWith('v:') ? `v:${JSON.stringify(JSON.parse(element.slice(2)))}` : element;
}
