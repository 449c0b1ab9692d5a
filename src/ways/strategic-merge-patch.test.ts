import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../specs/json.ts';
import type { Schema, SchemaSet } from '../schema/schema.ts';
import { strategicMergePatch } from './strategic-merge-patch.ts';

const item: Schema = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    image: { type: 'string' },
    ports: {
      type: 'array',
      items: { type: 'object', properties: { port: { type: 'integer' }, host: { type: 'string' } } },
      'x-kubernetes-patch-merge-key': 'port',
      'x-kubernetes-patch-strategy': 'merge',
    },
  },
};

const schemas: SchemaSet = {
  root: '#/Kind',
  schemas: {
    '#/Item': item,
    '#/Kind': {
      properties: {
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        items: {
          type: 'array',
          items: { allOf: [{ $ref: '#/Item' }], default: {} },
          'x-kubernetes-patch-merge-key': 'name',
          'x-kubernetes-patch-strategy': 'merge,retainKeys',
        },
        finalizers: { type: 'array', items: { type: 'string' }, 'x-kubernetes-patch-strategy': 'merge' },
        command: { type: 'array', items: { type: 'string' } },
        atomic: { type: 'array', items: { $ref: '#/Item' } },
      },
    },
  },
};

const body = (stored: JsonObject, wanted: JsonObject) => strategicMergePatch.body(stored, wanted, schemas);

test('what does not differ is not written', () => {
  const object = { labels: { a: '1' }, items: [{ name: 'x' }], command: ['a'] };
  expect(body(object, structuredClone(object))).toStrictEqual({});
});

test('members are written where they differ, and null where they go', () => {
  const patch = body({ labels: { a: '1', b: '2', c: '3' }, command: ['x'] }, { labels: { a: '1', b: '4' } });
  expect(patch).toStrictEqual({ labels: { c: null, b: '4' }, command: null });
});

test('a label named like a member of every object is taken away like any other', () => {
  expect(body({ labels: { constructor: 'x' } }, { labels: {} })).toStrictEqual({ labels: { constructor: null } });
});

describe('a list that is merged by a key', () => {
  test('is written item by item, each found by its key, with only what differs', () => {
    const stored = {
      items: [
        { name: 'a', image: '1' },
        { name: 'b', image: '1' },
      ],
    };
    const wanted = {
      items: [
        { name: 'a', image: '2' },
        { name: 'b', image: '1' },
      ],
    };
    expect(body(stored, wanted)).toStrictEqual({ items: [{ name: 'a', image: '2' }] });
  });

  test('gets a new item whole, and a directive for one that goes', () => {
    const stored = {
      items: [
        { name: 'a', image: '1' },
        { name: 'b', image: '1' },
      ],
    };
    const wanted = {
      items: [
        { name: 'b', image: '1' },
        { name: 'c', image: '3', ports: [] },
      ],
    };
    expect(body(stored, wanted)).toStrictEqual({
      items: [
        { name: 'c', image: '3', ports: [] },
        { name: 'a', $patch: 'delete' },
      ],
    });
  });

  test('is merged within an item too, by the key of the inner list', () => {
    const stored = { items: [{ name: 'a', ports: [{ port: 1, host: 'x' }, { port: 2 }] }] };
    const wanted = { items: [{ name: 'a', ports: [{ port: 1, host: 'y' }] }] };
    const ports = [
      { port: 1, host: 'y' },
      { port: 2, $patch: 'delete' },
    ];
    expect(body(stored, wanted)).toStrictEqual({ items: [{ name: 'a', ports }] });
  });

  test('that loses a member of an item writes null for it', () => {
    const stored = { items: [{ name: 'a', image: '1' }] };
    expect(body(stored, { items: [{ name: 'a' }] })).toStrictEqual({ items: [{ name: 'a', image: null }] });
  });

  test('that is not there yet is written whole', () => {
    expect(body({}, { items: [{ name: 'a' }] })).toStrictEqual({ items: [{ name: 'a' }] });
  });

  test.each<[string, JsonObject[], JsonObject[]]>([
    [
      'a key is there twice in what is stored',
      [
        { name: 'a', image: '1' },
        { name: 'a', image: '2' },
      ],
      [{ name: 'a' }],
    ],
    [
      'a key is to be there twice',
      [{ name: 'a' }],
      [
        { name: 'a', image: '1' },
        { name: 'a', image: '2' },
      ],
    ],
    ['an item is to have no key', [{ name: 'a' }], [{ image: '1' }]],
  ])('is replaced whole where %s', (_where, stored, wanted) => {
    expect(body({ items: stored }, { items: wanted })).toStrictEqual({ items: [...wanted, { $patch: 'replace' }] });
  });
});

describe('a list of scalars', () => {
  test('that is merged is written by what is added and what is deleted', () => {
    expect(body({ finalizers: ['a', 'b'] }, { finalizers: ['b', 'c'] })).toStrictEqual({
      finalizers: ['c'],
      '$deleteFromPrimitiveList/finalizers': ['a'],
    });
    expect(body({ finalizers: ['a', 'b'] }, { finalizers: ['b'] })).toStrictEqual({
      '$deleteFromPrimitiveList/finalizers': ['a'],
    });
  });

  test('that is not merged is written whole', () => {
    expect(body({ command: ['a', 'b'] }, { command: ['b'] })).toStrictEqual({ command: ['b'] });
  });
});

test('a list of objects without a patch strategy is written whole', () => {
  const wanted = { atomic: [{ name: 'a', image: '2' }] };
  expect(body({ atomic: [{ name: 'a', image: '1' }] }, wanted)).toStrictEqual(wanted);
});

test('without a schema, it is written as a merge patch is', () => {
  const stored = { items: [{ name: 'a' }], labels: { a: '1' } };
  const wanted = { items: [{ name: 'b' }], labels: {} };
  const patch = strategicMergePatch.body(stored, wanted, { root: '', schemas: {} });
  expect(patch).toStrictEqual({ items: [{ name: 'b' }], labels: { a: null } });
});
