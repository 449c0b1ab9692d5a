import fc from 'fast-check';
import specCases from 'json-patch-test-suite/spec_tests.json' with { type: 'json' };
import otherCases from 'json-patch-test-suite/tests.json' with { type: 'json' };
import { describe, expect, test } from 'vitest';
import { jsonPatch } from '../../src/ways/json-patch.ts';
import { copyJson } from '../json.ts';
import { applyJsonPatch, type JsonPatchOperation } from './json-patch.ts';
import { jsonObject } from './json-values.test-data.ts';

interface PublicCase {
  readonly comment?: string;
  readonly doc: unknown;
  readonly patch: JsonPatchOperation[];
  readonly expected?: unknown;
  readonly error?: string;
  readonly disabled?: boolean;
}

const suites = { 'spec_tests.json': specCases, 'tests.json': otherCases } as unknown as Record<string, PublicCase[]>;

describe.each(Object.entries(suites))('the public test suite, %s', (_file, cases) => {
  for (const [i, { comment, doc, patch, expected, error, disabled }] of cases.entries()) {
    const name = `${i + 1}: ${comment ?? error ?? JSON.stringify(patch)}`;
    test.skipIf(disabled)(name, () => {
      const result = applyJsonPatch(doc, patch);
      if (error !== undefined) expect(result).toMatchObject({ applied: false, reason: expect.any(String) });
      // A case that names neither says that the patch, all tests, applies.
      else if (expected === undefined) expect(result).toMatchObject({ applied: true });
      else expect(result).toEqual({ applied: true, document: expected });
    });
  }
});

test('the public test suite is whole, and only what it disables itself is left out', () => {
  const all = Object.values(suites).flat();
  expect(all).toHaveLength(95);
  expect(all.filter(({ disabled }) => disabled).map(({ comment }) => comment)).toEqual([
    'A.13 Invalid JSON Patch Document',
    'Toplevel scalar values OK?',
    'Whole document',
    'duplicate ops',
  ]);
});

test('the JSON Patch that the suites write turns any stored object into any wanted one', () => {
  const pair = fc.record({ stored: jsonObject({ nulls: true }), wanted: jsonObject({ nulls: true }) });
  fc.assert(
    fc.property(pair, ({ stored, wanted }) => {
      const patch = jsonPatch.body(stored, wanted, { root: '', schemas: {} }) as JsonPatchOperation[];
      expect(applyJsonPatch(stored, patch)).toEqual({ applied: true, document: wanted });
    }),
    { numRuns: 1000 },
  );
});

test('a patch of which one operation is refused changes nothing, and names that operation', () => {
  const refused: JsonPatchOperation = { op: 'test', path: '', value: 'never the whole document' };
  const documents = fc.record({ stored: jsonObject({ nulls: true }), wanted: jsonObject({ nulls: true }) });
  fc.assert(
    fc.property(documents, ({ stored, wanted }) => {
      const before = copyJson(stored);
      const patch = jsonPatch.body(stored, wanted, { root: '', schemas: {} }) as JsonPatchOperation[];
      const result = applyJsonPatch(stored, [...patch, refused, { op: 'add', path: '/late', value: 1 }]);
      expect(result).toMatchObject({ applied: false, operation: patch.length });
      expect(stored).toEqual(before);
    }),
  );
});

test('a patch that applies leaves the document that it was given as it was', () => {
  const document = { list: [{ a: 1 }], object: { b: 2 } };
  const before = copyJson(document);
  const result = applyJsonPatch(document, [
    { op: 'add', path: '/list/0/a', value: 2 },
    { op: 'move', from: '/object/b', path: '/list/-' },
    { op: 'copy', from: '/list/0', path: '/object/copy' },
    { op: 'replace', path: '/object/copy/a', value: 3 },
  ]);
  expect(result).toEqual({ applied: true, document: { list: [{ a: 2 }, 2], object: { copy: { a: 3 } } } });
  expect(document).toEqual(before);
});

describe('refused, with the reason in words', () => {
  const document = { list: ['x'], object: { inner: { leaf: 1 } } };
  test.each<[string, JsonPatchOperation, string]>([
    ['a value moved into itself', { op: 'move', from: '/object', path: '/object/inner/new' }, 'moved into itself'],
    ['a pointer with a lone tilde', { op: 'remove', path: '/li~st' }, '/li~st is not a JSON Pointer'],
    ['an index with a leading zero', { op: 'remove', path: '/list/00' }, '00 is no index of the list'],
    ['an index behind the end', { op: 'add', path: '/list/2', value: 'y' }, '2 is no index of the list'],
    ['a removal of `-`', { op: 'remove', path: '/list/-' }, '- is no index of the list'],
    ['a member that every object inherits', { op: 'remove', path: '/object/toString' }, 'there is no /object/toString'],
    ['a replacement of what is not there', { op: 'replace', path: '/none', value: 1 }, 'there is no /none'],
    ['an add without a value', { op: 'add', path: '/new' }, 'add has no value'],
    ['a copy without a from', { op: 'copy', path: '/new' }, 'copy has no from'],
    ['a test of another value', { op: 'test', path: '/list', value: [] }, '/list has another value'],
    [
      'an add into a plain value',
      { op: 'add', path: '/object/inner/leaf/new', value: 1 },
      '/object/inner/leaf/new is not in an object or a list',
    ],
    ['an unknown operation', { op: 'bogus' as 'add', path: '/list' }, 'there is no operation bogus'],
  ])('%s', (_what, operation, reason) => {
    expect(applyJsonPatch(document, [operation])).toEqual({ applied: false, operation: 0, reason });
  });

  test('the whole document, where it cannot be the target', () => {
    const refuses = (latitude: string) => latitude === 'no-whole-document';
    expect(applyJsonPatch(document, [{ op: 'remove', path: '' }], refuses)).toEqual({
      applied: false,
      operation: 0,
      reason: 'the whole document cannot be the target',
    });
  });
});

test.each<[from: string, path: string, document: object]>([
  ['/object/inner', '/object/other/inner', { list: ['x'], object: { other: { inner: { leaf: 1 } } } }],
  ['/list', '/object/inner', { object: { inner: ['x'], other: {} } }],
  ['/object/inner', '/object/inner', { list: ['x'], object: { inner: { leaf: 1 }, other: {} } }],
])('%s can be moved to %s, which is not in it', (from, path, moved) => {
  const document = { list: ['x'], object: { inner: { leaf: 1 }, other: {} } };
  expect(applyJsonPatch(document, [{ op: 'move', from, path }])).toEqual({ applied: true, document: moved });
});
