import { describe, expect, test } from 'vitest';
import { leafFields, schemaAt } from './fields.ts';
import { closureOf, resolveSchema, rootSchema, type Schema, type SchemaSet } from './schema.ts';

const schemas: Record<string, Schema> = {
  '#/Kind': {
    type: 'object',
    properties: {
      metadata: { allOf: [{ $ref: '#/Meta' }], default: {} },
      spec: { $ref: '#/Spec' },
      raw: { type: 'object' },
    },
  },
  '#/Meta': { type: 'object', properties: { name: { type: 'string' } } },
  '#/Spec': {
    type: 'object',
    properties: {
      labels: { type: 'object', additionalProperties: { type: 'string' } },
      items: {
        type: 'array',
        items: { allOf: [{ $ref: '#/Item' }], default: {} },
        'x-kubernetes-patch-merge-key': 'name',
        'x-kubernetes-patch-strategy': 'merge',
      },
      names: { type: 'array', items: { type: 'string' } },
      size: { allOf: [{ type: 'string', format: 'quantity' }] },
      tree: { $ref: '#/Tree' },
      either: { oneOf: [{ $ref: '#/Either' }, { type: 'string' }] },
      byName: { type: 'object', additionalProperties: { $ref: '#/Value' } },
    },
  },
  '#/Item': { type: 'object', properties: { name: { type: 'string' }, on: { type: 'boolean' } } },
  '#/Tree': {
    type: 'object',
    properties: {
      leaf: { type: 'integer' },
      left: { $ref: '#/Tree' },
      more: { type: 'array', items: { $ref: '#/Tree' } },
    },
  },
  '#/Either': { type: 'number' },
  '#/Value': { type: 'boolean' },
  '#/Unrelated': { type: 'object', properties: { item: { $ref: '#/Item' } } },
};

const set: SchemaSet = { root: '#/Kind', schemas };

describe('leaf fields', () => {
  test('are all scalars, free maps and unspecified objects, in the order of the schema; a type within itself once', () => {
    expect(leafFields(set).map(({ path }) => path)).toEqual([
      'metadata.name',
      'spec.labels',
      'spec.items[*].name',
      'spec.items[*].on',
      'spec.names[*]',
      'spec.size',
      'spec.tree.leaf',
      'spec.either',
      'spec.byName',
      'raw',
    ]);
  });

  test('carry their schema, its reference resolved', () => {
    const byPath = new Map(leafFields(set).map(({ path, schema }) => [path, schema]));
    expect(byPath.get('spec.size')).toMatchObject({ type: 'string', format: 'quantity' });
    expect(byPath.get('spec.items[*].on')).toEqual({ type: 'boolean' });
  });

  test('a type that occurs twice side by side is entered both times', () => {
    const twice: SchemaSet = {
      root: '#/Two',
      schemas: { ...schemas, '#/Two': { properties: { a: { $ref: '#/Meta' }, b: { $ref: '#/Meta' } } } },
    };
    expect(leafFields(twice).map(({ path }) => path)).toEqual(['a.name', 'b.name']);
  });
});

describe('the schema at a path', () => {
  test('is found through references, wrappers and lists', () => {
    expect(schemaAt(set, ['spec', 'items', '*', 'on'])).toEqual({ type: 'boolean' });
    expect(schemaAt(set, ['spec', 'items', 0, 'on'])).toEqual({ type: 'boolean' });
    expect(schemaAt(set, ['spec', 'tree', 'left', 'left', 'leaf'])).toEqual({ type: 'integer' });
    expect(schemaAt(set, ['spec', 'items'])).toMatchObject({ 'x-kubernetes-patch-merge-key': 'name' });
  });

  test('is undefined for a field that the kind does not publish', () => {
    expect(schemaAt(set, ['spec', 'nothing'])).toBeUndefined();
    expect(schemaAt(set, ['nothing', 'deeper'])).toBeUndefined();
    expect(schemaAt(set, ['spec', 'size', '*'])).toBeUndefined();
  });
});

describe('a resolved schema', () => {
  test('keeps what stands beside its reference, which wins over the same in what is referred to', () => {
    const resolved = resolveSchema(set, { allOf: [{ $ref: '#/Meta' }], default: {}, type: 'other' });
    expect(resolved).toEqual({ type: 'other', default: {}, properties: { name: { type: 'string' } } });
  });

  test('is what stands beside a reference that leads nowhere', () => {
    expect(resolveSchema(set, { $ref: '#/Nowhere', type: 'string' })).toEqual({ type: 'string' });
    expect(rootSchema({ root: '#/Nowhere', schemas })).toEqual({});
  });

  test('of a reference to a reference is the last one', () => {
    const chain: SchemaSet = {
      root: '#/A',
      schemas: { '#/A': { $ref: '#/B' }, '#/B': { $ref: '#/C' }, '#/C': { type: 'integer' } },
    };
    expect(rootSchema(chain)).toEqual({ type: 'integer' });
  });
});

describe('the closure of a schema', () => {
  test('holds all that it refers to, by way of properties, items, maps, allOf and oneOf, and nothing else', () => {
    const closure = closureOf(schemas, '#/Kind');
    expect(closure.root).toBe('#/Kind');
    expect(Object.keys(closure.schemas).sort()).toEqual(
      ['#/Either', '#/Item', '#/Kind', '#/Meta', '#/Spec', '#/Tree', '#/Value'].sort(),
    );
  });

  test('gives the same fields as the whole', () => {
    expect(leafFields(closureOf(schemas, '#/Kind'))).toEqual(leafFields(set));
  });

  test('passes over references that lead nowhere', () => {
    expect(closureOf({ '#/A': { $ref: '#/Nowhere' } }, '#/A').schemas).toEqual({ '#/A': { $ref: '#/Nowhere' } });
  });
});
