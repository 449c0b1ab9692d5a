import { describe, expect, test } from 'vitest';
import { type JsonObject, valueAt } from '../json.ts';
import { thingSchemas } from './keyed-objects.test-data.ts';
import { itemSchema, memberSchema, type PatchSchema, rootOf } from './patch-answer-schema.ts';
import { applyStrategicMergePatch, strategicMergePatchReadings } from './strategic-merge-patch.ts';
import type { StrategicContext, StrategicLatitude } from './strategic-merge-patch-directives.ts';
import { mergeLists, orderAsDirected } from './strategic-merge-patch-lists.ts';

const spec = memberSchema(thingSchemas, rootOf(thingSchemas), 'spec');
const keyed = memberSchema(thingSchemas, spec, 'items') as PatchSchema;

/** A context that goes by the documents, and what it was asked. */
function listening(): { asked: StrategicLatitude[]; context: StrategicContext } {
  const asked: StrategicLatitude[] = [];
  const choose = (latitude: StrategicLatitude) => {
    asked.push(latitude);
    return false;
  };
  return { asked, context: { set: thingSchemas, choose, mergeObjects: (before, patch) => ({ ...before, ...patch }) } };
}

const list = (names: string) => [...names].map((name) => ({ name }));
const named = (items: readonly unknown[] | undefined) =>
  items === undefined ? undefined : items.map((item) => (item as { name: string }).name).join('');

describe('latitude is taken only where servers can part', () => {
  test.each<[before: string, patch: string, merged: string, asked: StrategicLatitude[]]>([
    ['ab', 'b', 'ab', []],
    ['', 'ba', 'ba', []],
    ['ab', '', 'ab', []],
    ['a', 'b', 'ba', ['new-items-last']],
    ['aab', 'b', 'aab', []],
    ['aab', 'a', 'aab', ['merge-every-equal-key', 'drop-equal-keys']],
  ])('%s merged with %s is %s', (before, patch, merged, latitudes) => {
    const { asked, context } = listening();
    expect(named(mergeLists(list(before), list(patch), keyed, 'at', context))).toBe(merged);
    expect(asked).toEqual(latitudes);
  });

  test.each<[before: string, order: string, ordered: string, asked: StrategicLatitude[]]>([
    ['ab', 'ba', 'ba', []],
    ['ab', '', 'ab', []],
    ['ab', 'xy', 'ab', []],
    ['', 'a', '', []],
    ['abc', 'ca', 'bca', ['unnamed-items-last']],
  ])('%s in the order of %s is %s', (before, order, ordered, latitudes) => {
    const { asked, context } = listening();
    expect(named(orderAsDirected(list(before), undefined, list(order), keyed, 'at', context))).toBe(ordered);
    expect(asked).toEqual(latitudes);
  });
});

test('an order of a list that is nowhere is of none', () => {
  expect(orderAsDirected(undefined, undefined, list('a'), keyed, 'at', listening().context)).toBeUndefined();
});

test('an order that names nothing asks for nothing', () => {
  const { context } = listening();
  expect(named(orderAsDirected(list('ab'), list('ca'), [], keyed, 'at', context))).toBe('cab');
  expect(named(orderAsDirected(undefined, list('ba'), [], keyed, 'at', context))).toBe('ba');
});

test('an order may be of a list that is not published', () => {
  const patch = { '$setElementOrder/none': ['b', 'a'], none: ['b', 'a'] };
  expect(applyStrategicMergePatch({}, patch, thingSchemas)).toEqual({
    applied: true,
    document: { none: ['b', 'a'] },
  });
});

test('three items of one key: all are merged, or the first, or the first is left', () => {
  const item = (image: string, more: object = {}) => ({ name: 'a', image, ...more });
  const other = { name: 'b' };
  const stored = { spec: { items: [item('1'), item('2'), item('3'), other] } };
  const patch = { spec: { items: [{ name: 'a', args: ['n'] }] } };
  const args = { args: ['n'] };
  const readings = strategicMergePatchReadings(stored, patch, thingSchemas).map(({ answer, latitude }) => [
    latitude.join('+'),
    answer.applied && valueAt(answer.document, ['spec', 'items']),
  ]);
  expect(readings).toEqual([
    ['', [item('1', args), item('2'), item('3'), other]],
    ['drop-equal-keys', [item('1', args), other]],
    ['merge-every-equal-key', [item('1', args), item('2', args), item('3', args), other]],
  ]);
});

describe('what there is nothing to merge with is stored without directives and nulls', () => {
  const stored = (patch: JsonObject) => {
    const answer = applyStrategicMergePatch({}, patch, thingSchemas);
    return answer.applied ? answer.document : answer;
  };

  test.each<[string, JsonObject, JsonObject]>([
    ['the keys that are retained', { $retainKeys: ['a'], a: '1' }, { a: '1' }],
    ['an order', { '$setElementOrder/a': ['1'], a: ['1'] }, { a: ['1'] }],
    ['a deletion', { '$deleteFromPrimitiveList/a': ['1'], a: ['2'] }, { a: ['2'] }],
    ['nulls', { a: null, b: [null, { c: null, d: 1 }] }, { b: [{ d: 1 }] }],
    ['a map that is to be deleted', { a: { $patch: 'delete' }, b: [{ $patch: 'delete' }] }, { b: [] }],
    ['a map that is to replace', { a: { $patch: 'replace', b: 1 } }, { a: { b: 1 } }],
    [
      'no names that only look like it',
      { a$retainKeys: 1, 'a$setElementOrder/': 1 },
      { a$retainKeys: 1, 'a$setElementOrder/': 1 },
    ],
  ])('%s', (_what, patch, document) => {
    expect(stored({ new: patch })).toStrictEqual({ new: document });
  });

  test('a list that is to be deleted from is no list yet', () => {
    expect(stored({ '$deleteFromPrimitiveList/a': ['1'] })).toStrictEqual({});
    expect(stored({ '$setElementOrder/a': ['1'] })).toStrictEqual({});
    expect(stored({ a: null, b: { $patch: 'delete' } })).toStrictEqual({});
  });
});

test('what is to be retained need not name the list that an order is about', () => {
  const union = { $retainKeys: ['a'], '$setElementOrder/b': ['x'], '$deleteFromPrimitiveList/b': ['x'], a: '2' };
  expect(applyStrategicMergePatch({ spec: { union: { a: '1', c: '1' } } }, { spec: { union } }, thingSchemas)).toEqual({
    applied: true,
    document: { spec: { union: { a: '2' } } },
  });
});

test('items are merged by the schema that is published for them', () => {
  expect(itemSchema(thingSchemas, keyed)?.properties).toHaveProperty('ports');
  const stored = { spec: { items: [{ name: 'x', ports: [{ port: 1 }], args: ['a'] }] } };
  const patch = { spec: { items: [{ name: 'x', ports: [{ port: 1, hostPort: 2 }], args: ['b'] }] } };
  expect(applyStrategicMergePatch(stored, patch, thingSchemas)).toEqual({ applied: true, document: patch });
});
