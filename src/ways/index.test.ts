import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../specs/json.ts';
import { ways } from './index.ts';
import { jsonPatch } from './json-patch.ts';

const none = { root: '', schemas: {} };
const patch = (stored: JsonObject, wanted: JsonObject) => jsonPatch.body(stored, wanted, none);

test('every way that the Kubernetes API has of writing an object is there, under its media type', () => {
  expect(ways.map(({ name, method, contentType }) => [name, method, contentType])).toStrictEqual([
    ['put', 'PUT', 'application/json'],
    ['json-patch', 'PATCH', 'application/json-patch+json'],
    ['merge-patch', 'PATCH', 'application/merge-patch+json'],
    ['strategic-merge-patch', 'PATCH', 'application/strategic-merge-patch+json'],
    ['apply', 'PATCH', 'application/apply-patch+yaml'],
  ]);
});

test.each(ways.map((way) => [way.name, way] as const))('%s leaves what it is given as it was', (_name, way) => {
  const stored = { labels: { a: '1', gone: 'x' }, list: [{ b: 1 }] };
  const wanted = { labels: { a: '2' }, list: [{ b: 2 }, { b: 3 }] };
  const before = structuredClone({ stored, wanted });
  way.body(stored, wanted, none);
  expect({ stored, wanted }).toStrictEqual(before);
});

test('a PUT sends the whole object as it should be', () => {
  const wanted = { spec: { a: 1 }, metadata: { resourceVersion: '7' } };
  const put = ways.find(({ name }) => name === 'put');
  expect(put?.body({ spec: { a: 0 } }, wanted, none)).toStrictEqual(wanted);
});

describe('a JSON Patch', () => {
  test('has one operation for each member that differs, named for what happens to it', () => {
    expect(patch({ a: { x: 1, y: 2 }, b: 'same' }, { a: { x: 3, z: 4 }, b: 'same' })).toStrictEqual([
      { op: 'replace', path: '/a/x', value: 3 },
      { op: 'remove', path: '/a/y' },
      { op: 'add', path: '/a/z', value: 4 },
    ]);
  });

  test('escapes `~` and `/` in names', () => {
    const stored = { annotations: { 'a/b~c': '1' } };
    expect(patch(stored, { annotations: { 'a/b~c': '2' } })).toStrictEqual([
      { op: 'replace', path: '/annotations/a~1b~0c', value: '2' },
    ]);
  });

  test('writes into the items of a list of the same length, and replaces one of another length', () => {
    expect(patch({ list: [{ a: 1 }, { a: 2 }] }, { list: [{ a: 1 }, { a: 3 }] })).toStrictEqual([
      { op: 'replace', path: '/list/1/a', value: 3 },
    ]);
    expect(patch({ list: [1] }, { list: [1, 2] })).toStrictEqual([{ op: 'replace', path: '/list', value: [1, 2] }]);
  });

  test('takes away a label named like a member of every object', () => {
    expect(patch({ labels: { constructor: 'x' } }, { labels: {} })).toStrictEqual([
      { op: 'remove', path: '/labels/constructor' },
    ]);
    expect(patch({ labels: {} }, { labels: { toString: 'x' } })).toStrictEqual([
      { op: 'add', path: '/labels/toString', value: 'x' },
    ]);
  });

  test('is empty where nothing differs', () => {
    expect(patch({ a: { b: 1, c: 2 } }, { a: { c: 2, b: 1 } })).toStrictEqual([]);
  });
});
