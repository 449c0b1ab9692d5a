import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import { changesBetween, elementOf, fieldsOf, formOf, withNamedParents } from './apply-fields.ts';
import { items, labels } from './apply-steps.test-data.ts';
import { thingSchemas } from './keyed-objects.test-data.ts';
import { describeField, type FieldSet, fieldOf } from './managed-fields.ts';
import type { PatchSchema } from './patch-answer-schema.ts';

const setOf: PatchSchema = { type: 'array', 'x-kubernetes-list-type': 'set' };
const keyed: PatchSchema = {
  type: 'array',
  'x-kubernetes-list-type': 'map',
  'x-kubernetes-list-map-keys': ['name', 'at'],
};
const described = (fields: FieldSet) => [...fields].map(describeField);

describe('a value is taken apart by its schema', () => {
  test.each<[unknown, PatchSchema | undefined, ReturnType<typeof formOf>]>([
    [{}, undefined, 'map'],
    [{}, { type: 'object' }, 'map'],
    [{}, { type: 'object', 'x-kubernetes-map-type': 'granular' }, 'map'],
    [{}, { type: 'object', 'x-kubernetes-map-type': 'atomic' }, 'leaf'],
    [[], undefined, 'leaf'],
    [[], { type: 'array' }, 'leaf'],
    [[], setOf, 'list'],
    [[], keyed, 'list'],
    ['x', undefined, 'leaf'],
    ['x', { type: 'object' }, 'leaf'],
    ['x', setOf, 'leaf'],
    [null, undefined, 'leaf'],
    [null, { type: 'string' }, 'leaf'],
    [null, { type: 'object' }, 'map'],
    [null, { type: 'object', 'x-kubernetes-map-type': 'atomic' }, 'leaf'],
    [null, { type: 'array' }, 'leaf'],
    [null, setOf, 'list'],
  ])('%j of %j is a %s', (value, schema, form) => {
    expect(formOf(value, schema)).toBe(form);
  });
});

describe('an item', () => {
  test.each<[unknown, PatchSchema, string]>([
    ['x', setOf, 'v:"x"'],
    [false, setOf, 'v:false'],
    ['x', { type: 'array' }, 'v:"x"'],
    [{ name: 'x', at: 1, more: 2 }, keyed, 'k:{"at":1,"name":"x"}'],
    [{ name: 'x' }, keyed, 'k:{"name":"x"}'],
    [{ name: 'x' }, { ...keyed, items: { properties: { at: { default: 7 } } } }, 'k:{"at":7,"name":"x"}'],
    [{ name: 'x', at: 0 }, { ...keyed, items: { properties: { at: { default: 7 } } } }, 'k:{"at":0,"name":"x"}'],
  ])('%j of a list that is %j is told apart as %s', (item, schema, element) => {
    expect(elementOf(item, schema, thingSchemas)).toBe(element);
  });

  test.each<[unknown, PatchSchema, string]>([
    [null, setOf, 'an item of a set is no plain value'],
    [{}, setOf, 'an item of a set is no plain value'],
    ['x', keyed, 'an item of a keyed list is no object'],
    [null, keyed, 'an item of a keyed list is no object'],
    [{ more: 2 }, keyed, 'an item has none of the keys at, name'],
  ])('%j of a list that is %j cannot be told apart', (item, schema, reason) => {
    expect(() => elementOf(item, schema, thingSchemas)).toThrow(reason);
  });
});

test.each<[string, JsonObject, string[]]>([
  [
    'a null, whatever its schema',
    { spec: { mode: null, items: null, union: null } },
    ['.spec.mode', '.spec.items', '.spec.union'],
  ],
  ['an empty map, but no empty list', { spec: { union: {}, items: [] } }, ['.spec.union']],
  ['no map that has members', { spec: { union: { a: '1' } } }, ['.spec.union.a']],
  ['an atomic map as one', { spec: { whole: { a: '1' } } }, ['.spec.whole']],
  [
    'an item and its members, of them a whole list as one',
    items({ name: 'x', args: [] }),
    ['.spec.items[name="x"].name', '.spec.items[name="x"].args', '.spec.items[name="x"]'],
  ],
])('owned is %s', (_what, object, fields) => {
  expect(described(fieldsOf(object, thingSchemas))).toEqual(fields);
});

describe('between two objects', () => {
  test.each<[string, JsonObject, JsonObject, { added?: string[]; modified?: string[]; removed?: string[] }]>([
    [
      'a member is added, modified or removed',
      labels({ kept: '1', gone: '1', other: '1' }),
      labels({ kept: '1', new: '1', other: '2' }),
      {
        added: ['.metadata.labels.new'],
        modified: ['.metadata.labels.other'],
        removed: ['.metadata.labels.gone'],
      },
    ],
    [
      'so is a map, with what is in it',
      { spec: { union: { a: '1' } } },
      labels({ a: '1' }),
      {
        added: ['.metadata.labels.a', '.metadata.labels', '.metadata'],
        removed: ['.spec.union.a', '.spec.union', '.spec'],
      },
    ],
    [
      'so is an item',
      { metadata: { finalizers: ['a', 'b'] } },
      { metadata: { finalizers: ['c', 'b'] } },
      { added: ['.metadata.finalizers[="c"]'], removed: ['.metadata.finalizers[="a"]'] },
    ],
    ['the order of items does not count', items({ name: 'x' }, { name: 'y' }), items({ name: 'y' }, { name: 'x' }), {}],
    [
      'of an item that is there twice the first counts',
      items({ name: 'x', image: 'i' }, { name: 'x', image: 'j' }),
      items({ name: 'x', image: 'i' }),
      {},
    ],
    [
      'a map that becomes a plain value is modified as one',
      { spec: { free: { a: { b: 1 } } } },
      { spec: { free: { a: 'x' } } },
      { modified: ['.spec.free.a'] },
    ],
    [
      'empty and null are different',
      { spec: { union: {}, items: [] } },
      { spec: { union: null, items: null } },
      { modified: ['.spec.union', '.spec.items'] },
    ],
    ['an empty map is added as one', { spec: {} }, { spec: { union: {} } }, { added: ['.spec.union'] }],
  ])('%s', (_what, before, after, { added = [], modified = [], removed = [] }) => {
    const changes = changesBetween(before, after, thingSchemas);
    const found = Object.fromEntries(Object.entries(changes).map(([how, fields]) => [how, described(fields)]));
    expect(found).toEqual({ added, modified, removed });
  });
});

test.each<[string, string[], string[]]>([
  ['the members that the schema names', ['f:spec', 'f:union', 'f:a'], ['.spec', '.spec.union']],
  ['no member that may have any name', ['f:spec', 'f:free', 'f:a', 'f:b'], ['.spec', '.spec.free']],
  [
    'no item, but named members in it',
    ['f:spec', 'f:items', 'k:{"name":"x"}', 'f:ports', 'k:{"port":1}', 'f:port'],
    ['.spec', '.spec.items', '.spec.items[name="x"].ports'],
  ],
  ['nothing for the topmost', ['f:spec'], []],
])('above a field are %s', (_what, path, parents) => {
  const field = fieldOf(path);
  const all = withNamedParents(new Set([field]), thingSchemas);
  expect(all.delete(field)).toBe(true);
  expect(described(all)).toEqual(parents);
});
