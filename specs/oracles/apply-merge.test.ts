import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import { unfit } from './apply-fields.ts';
import { checkApplied, mergeApplied, withoutFields } from './apply-merge.ts';
import { items, labels } from './apply-steps.test-data.ts';
import { thingSchemas } from './keyed-objects.test-data.ts';
import { fieldOf } from './managed-fields.ts';
import type { PatchSchemas } from './patch-answer-schema.ts';

const x = { name: 'x', image: 'i' };

describe('applied over what is there', () => {
  test.each<[string, JsonObject, JsonObject, JsonObject]>([
    ['members are added', labels({ a: '1' }), labels({ b: '2' }), labels({ a: '1', b: '2' })],
    ['an empty map takes nothing away', labels({ a: '1' }), labels({}), labels({ a: '1' })],
    ['an empty list takes nothing away', items(x), items(), items(x)],
    ['an empty map is not null', { spec: { union: {} } }, { spec: { union: null } }, { spec: { union: null } }],
    ['null is not an empty list', { spec: { items: null } }, items(), items()],
    ['null has no items', { spec: { items: null } }, items(x), items(x)],
    ['nor has null that is applied', items(x), { spec: { items: null } }, items(x)],
    ['an atomic map is replaced', { spec: { whole: { a: '1' } } }, { spec: { whole: {} } }, { spec: { whole: {} } }],
    ['a value of another form is replaced', { spec: { free: 'x' } }, { spec: { free: {} } }, { spec: { free: {} } }],
    ['so it is with null', { spec: { union: 'x' } }, { spec: { union: null } }, { spec: { union: null } }],
    ['an item is merged', items(x), items({ name: 'x', args: [] }), items({ ...x, args: [] })],
    ['equal items stay where none is applied', items(x, x), items({ name: 'y' }), items(x, x, { name: 'y' })],
  ])('%s', (_what, live, applied, merged) => {
    expect(mergeApplied(live, applied, thingSchemas)).toEqual(merged);
  });
});

describe('without some of its fields', () => {
  const union = ['f:spec', 'f:union'];
  const container = ['f:spec', 'f:items', 'k:{"name":"x"}'];

  test.each<[string, JsonObject, string[], JsonObject]>([
    [
      'an object lacks the member',
      { spec: { union: { a: '1', b: '2' } } },
      [...union, 'f:a'],
      { spec: { union: { b: '2' } } },
    ],
    [
      'a map that is emptied is null',
      { spec: { union: { a: '1' }, mode: 'm' } },
      [...union, 'f:a'],
      { spec: { union: null, mode: 'm' } },
    ],
    ['a list lacks the item', items(x, { name: 'y' }), container, items({ name: 'y' })],
    [
      'a list that is emptied is null',
      { spec: { items: [x], mode: 'm' } },
      container,
      { spec: { items: null, mode: 'm' } },
    ],
    [
      'an item lacks the member',
      items(x, { name: 'y' }),
      [...container, 'f:image'],
      items({ name: 'x' }, { name: 'y' }),
    ],
    ['an object that is emptied has nothing', { spec: {} }, ['f:spec'], {}],
    [
      'an atomic map goes with any member',
      { spec: { whole: { a: '1' } } },
      ['f:spec', 'f:whole', 'f:b'],
      { spec: { whole: null } },
    ],
    [
      'a whole list goes with any item',
      items({ name: 'x', args: ['1'] }),
      [...container, 'f:args', 'v:"1"'],
      items({ name: 'x', args: null }),
    ],
    ['a plain value has no members', { spec: { mode: 'm' } }, ['f:spec', 'f:mode', 'f:a'], { spec: { mode: 'm' } }],
    ['null has no members', { spec: { union: null } }, [...union, 'f:a'], { spec: { union: null } }],
  ])('%s', (_what, object, path, left) => {
    expect(withoutFields(object, new Set([fieldOf(path)]), thingSchemas)).toEqual(left);
  });
});

test.each<[JsonObject, string]>([
  [items(x, x), '.spec.items has an item twice'],
  [{ metadata: { finalizers: ['a', 'a'] } }, '.metadata.finalizers has an item twice'],
  [{ spec: { bogus: 1 } }, '.spec.bogus is not in the schema'],
  [items({ name: 'x', bogus: null }), '.spec.items.bogus is not in the schema'],
  [{ spec: { items: {} } }, '.spec.items is no array'],
  [{ spec: 'x' }, '.spec is no object'],
  [labels([]), '.metadata.labels is no object'],
  [{ spec: { mode: true } }, '.spec.mode is no string'],
  [items({ name: 'x', args: ['1', 2] }), '.spec.items.args is no string'],
  [items({ name: 'x', ports: [{ port: '80' }] }), '.spec.items.ports.port is no integer'],
])('%j cannot be applied: %s', (applied, reason) => {
  expect(() => checkApplied(applied, thingSchemas)).toThrow(unfit(reason));
});

test.each<[type: string, fits: unknown[], others: unknown[]]>([
  ['string', ['', null], [1, true, {}, []]],
  ['boolean', [false, null], [1, 'true', {}, []]],
  ['integer', [1, null], ['1', true, {}, []]],
  ['number', [1.5, null], ['1', true, {}, []]],
  ['object', [{}, null], [1, 'x', true, []]],
  ['array', [[], null], [1, 'x', true, {}]],
])('the values of the type %s', (type, fits, others) => {
  const schemas: PatchSchemas = { root: 'T', schemas: { T: { type: 'object', properties: { m: { type } } } } };
  for (const m of fits) expect(() => checkApplied({ m }, schemas)).not.toThrow();
  for (const m of others) expect(() => checkApplied({ m }, schemas)).toThrow(`.m is no ${type}`);
});
