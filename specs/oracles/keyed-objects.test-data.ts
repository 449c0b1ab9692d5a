import fc from 'fast-check';
import { isObject, type JsonObject } from '../json.ts';
import type { PatchSchema, PatchSchemas } from './patch-answer-schema.ts';

const text: PatchSchema = { type: 'string' };
const items: PatchSchema = {
  type: 'object',
  properties: {
    name: text,
    image: text,
    args: { type: 'array', items: text, 'x-kubernetes-list-type': 'atomic' },
    ports: {
      type: 'array',
      items: { $ref: 'Port' },
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['port', 'protocol'],
      'x-kubernetes-patch-strategy': 'merge',
      'x-kubernetes-patch-merge-key': 'port',
    },
  },
};

/** A kind with every sort of member that the meaning of a patch hangs on. */
export const thingSchemas: PatchSchemas = {
  root: 'Thing',
  schemas: {
    Thing: {
      type: 'object',
      properties: {
        apiVersion: text,
        kind: text,
        metadata: { $ref: 'Meta' },
        spec: { allOf: [{ $ref: 'Spec' }], default: {} },
      },
    },
    Meta: {
      type: 'object',
      properties: {
        name: text,
        labels: { type: 'object', additionalProperties: text },
        finalizers: {
          type: 'array',
          items: text,
          'x-kubernetes-list-type': 'set',
          'x-kubernetes-patch-strategy': 'merge',
        },
      },
    },
    Spec: {
      type: 'object',
      properties: {
        mode: text,
        free: { type: 'object' },
        items: { type: 'array', items, 'x-kubernetes-patch-strategy': 'merge', 'x-kubernetes-patch-merge-key': 'name' },
        whole: { type: 'object', properties: { a: text, b: text }, 'x-kubernetes-map-type': 'atomic' },
        union: { type: 'object', properties: { a: text, b: text }, 'x-kubernetes-patch-strategy': 'retainKeys' },
      },
    },
    Port: {
      type: 'object',
      properties: {
        port: { type: 'integer' },
        protocol: { type: 'string', default: 'TCP' },
        hostPort: { type: 'integer' },
      },
    },
  },
};

const value = fc.constantFrom('a', 'b', 'c');
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** An object without the members that are undefined, as JSON has it. */
function present(model: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<JsonObject> {
  return fc.record(model).map((object) => JSON.parse(JSON.stringify(object)) as JsonObject);
}

const port = present({ port: fc.constantFrom(80, 81), hostPort: optional(fc.constantFrom(1, 2)) });
const item = present({
  name: fc.constantFrom('x', 'y', 'z'),
  image: optional(value),
  args: optional(fc.array(value, { minLength: 1, maxLength: 2 })),
  ports: optional(fc.uniqueArray(port, { minLength: 1, maxLength: 2, selector: ({ port }) => port })),
});

/** Objects of that kind that meet one another in many places; no list and no map of theirs is empty. */
export const thing: fc.Arbitrary<JsonObject> = fc
  .tuple(
    optional(fc.dictionary(fc.constantFrom('l', 'm'), value, { minKeys: 1, noNullPrototype: true })),
    optional(fc.uniqueArray(value, { minLength: 1 })),
    present({
      mode: optional(value),
      items: optional(fc.uniqueArray(item, { minLength: 1, maxLength: 3, selector: ({ name }) => name })),
      whole: optional(present({ a: value, b: optional(value) })),
    }),
  )
  .map(([labels, finalizers, spec]) => ({
    apiVersion: 'example.com/v1',
    kind: 'Thing',
    metadata: { name: 'n', ...(labels && { labels }), ...(finalizers && { finalizers }) },
    ...(Object.keys(spec).length > 0 && { spec }),
  }));

/** The same object with its merged lists in an order of their own, so that order does not count. */
export function unordered(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) {
    const list = value.map((one) => unordered(one));
    return name === 'args' ? list : list.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  if (!isObject(value)) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([key, member]) => [key, unordered(member, key)]));
}
