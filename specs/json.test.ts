import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { copyJson, differences, isObject, sameJson, valueAt } from './json.ts';
import { jsonObject } from './oracles/json-values.test-data.ts';

test.each([[null], [[]], ['text'], [0], [undefined], [() => 1]])('%j is no JSON object', (value) => {
  expect(isObject(value)).toBe(false);
  expect(isObject({ value })).toBe(true);
});

describe('sameness of JSON values', () => {
  test('the order of members does not count, that of items does', () => {
    expect(sameJson({ a: 1, b: [1, { c: 2, d: 3 }] }, { b: [1, { d: 3, c: 2 }], a: 1 })).toBe(true);
    expect(sameJson([1, 2], [2, 1])).toBe(false);
  });

  test.each<[unknown, unknown]>([
    [1, '1'],
    [null, {}],
    [null, undefined],
    [[], {}],
    [{ a: null }, {}],
    [{ a: 1 }, { b: 1 }],
    [[1], [1, 2]],
    [{ a: 1 }, { a: 1, b: 2 }],
  ])('%j and %j are not the same', (a, b) => {
    expect(sameJson(a, b)).toBe(false);
    expect(sameJson(b, a)).toBe(false);
  });

  test('a member is not found among those that every object inherits', () => {
    expect(sameJson(JSON.parse('{"__proto__":{}}'), { other: {} })).toBe(false);
  });

  test('a value is the same as its copy, which shares nothing with it', () => {
    const value = { list: [{ a: 1 }] };
    const copy = copyJson(value);
    expect(sameJson(value, copy)).toBe(true);
    copy.list[0] = { a: 2 };
    expect(value).toEqual({ list: [{ a: 1 }] });
  });

  test('two values are the same just when they differ nowhere', () => {
    fc.assert(
      fc.property(jsonObject({ nulls: true }), jsonObject({ nulls: true }), (a, b) => {
        expect(differences(a, b).length === 0).toBe(sameJson(a, b));
        expect(sameJson(b, a)).toBe(sameJson(a, b));
      }),
      { numRuns: 500 },
    );
  });
});

describe('the value at a path', () => {
  const root = { spec: { containers: [{ name: 'first' }, { name: 'second' }] } };

  test('`*` takes the first item, a number that item', () => {
    expect(valueAt(root, ['spec', 'containers', '*', 'name'])).toBe('first');
    expect(valueAt(root, ['spec', 'containers', 1, 'name'])).toBe('second');
    expect(valueAt(root, [])).toBe(root);
  });

  test('there is none behind the end of a list, below a scalar, or among inherited members', () => {
    expect(valueAt(root, ['spec', 'containers', 2, 'name'])).toBeUndefined();
    expect(valueAt(root, ['spec', 'containers', 0, 'name', 'deeper'])).toBeUndefined();
    expect(valueAt(root, ['constructor'])).toBeUndefined();
  });
});

describe('differences', () => {
  test('each place is named once, as deep as it goes', () => {
    const before = { metadata: { labels: { a: '1', b: '2' } }, spec: { list: [{ x: 1, y: 2 }] } };
    const after = { metadata: { labels: { a: '1', b: '3' } }, spec: { list: [{ x: 1, y: 4 }] } };
    expect(differences(before, after)).toEqual([
      { path: 'metadata.labels.b', before: '2', after: '3' },
      { path: 'spec.list[0].y', before: 2, after: 4 },
    ]);
  });

  test('a list of another length is one difference', () => {
    expect(differences({ list: [1, 2] }, { list: [1] })).toEqual([{ path: 'list', before: [1, 2], after: [1] }]);
  });

  test('a member that is missing on one side is undefined there, whatever its name', () => {
    expect(differences({}, { a: 1 })).toEqual([{ path: 'a', before: undefined, after: 1 }]);
    expect(differences({ constructor: 'x' }, {})).toEqual([{ path: 'constructor', before: 'x', after: undefined }]);
  });

  test('values of different kinds differ as wholes', () => {
    expect(differences({ a: { b: 1 } }, { a: [1] })).toEqual([{ path: 'a', before: { b: 1 }, after: [1] }]);
  });
});
