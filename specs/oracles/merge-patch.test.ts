import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergePatch } from '../../src/ways/merge-patch.ts';
import { copyJson, type JsonObject } from '../json.ts';
import { jsonObject } from './json-values.test-data.ts';
import { applyMergePatch, mergePatchReadings } from './merge-patch.ts';

test.each<[target: unknown, patch: unknown, result: unknown]>([
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [
    ['a', 'b'],
    ['c', 'd'],
    ['c', 'd'],
  ],
  [{ a: 'b' }, ['c'], ['c']],
  [{ a: 'foo' }, null, null],
  [{ a: 'foo' }, 'bar', 'bar'],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: 'b', c: null }, { a: 'b' }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
])('RFC 7386, appendix A: %j patched with %j is %j', (target, patch, result) => {
  expect(applyMergePatch(target, patch)).toEqual(result);
});

test('the merge patch that the suites write turns any stored object without nulls into any wanted one', () => {
  const pair = fc.record({ stored: jsonObject({ nulls: false }), wanted: jsonObject({ nulls: false }) });
  fc.assert(
    fc.property(pair, ({ stored, wanted }) => {
      const patch = mergePatch.body(stored, wanted, { root: '', schemas: {} });
      expect(applyMergePatch(stored, patch)).toEqual(wanted);
    }),
    { numRuns: 1000 },
  );
});

test('the target and the patch that it is given stay as they were, and applying a patch again changes nothing more', () => {
  const pair = fc.record({ target: jsonObject({ nulls: true }), patch: jsonObject({ nulls: true }) });
  fc.assert(
    fc.property(pair, ({ target, patch }) => {
      const before = copyJson({ target, patch });
      const once = applyMergePatch(target, patch);
      expect({ target, patch }).toEqual(before);
      expect(applyMergePatch(once, patch)).toEqual(once);
    }),
  );
});

test('an object that only the wanted state has is written whole, one that both have only where it differs', () => {
  const stored = { metadata: { labels: { kept: 'yes', gone: 'x' }, name: 'a' } };
  const wanted = { metadata: { labels: { kept: 'yes', changed: 'y' }, name: 'a' }, spec: { b: { c: 1 } } };
  const patch = mergePatch.body(stored, wanted, { root: '', schemas: {} });
  expect(patch).toEqual({ metadata: { labels: { gone: null, changed: 'y' } }, spec: { b: { c: 1 } } });
});

test.each([null, [], 'x', 5, true])('a patch of an API object that is %j is refused with 400', (patch) => {
  expect(mergePatchReadings({ a: 1 }, patch)).toEqual([
    { answer: { applied: false, status: 400, reason: 'the patch is not an object' }, latitude: [] },
  ]);
});

test('nulls within a list are stored, or dropped from the objects in it; items that are null stay', () => {
  const patch = { list: [null, { a: null, b: [{ c: null }] }], gone: null };
  expect(mergePatchReadings({ gone: 1 }, patch)).toEqual([
    { answer: { applied: true, document: { list: [null, { a: null, b: [{ c: null }] }] } }, latitude: [] },
    { answer: { applied: true, document: { list: [null, { b: [{}] }] } }, latitude: ['no-null-members-in-lists'] },
  ]);
});

test('no reading of a patch leaves a null outside of lists, however deep the new object', () => {
  fc.assert(
    fc.property(jsonObject({ nulls: false }), jsonObject({ nulls: true }), (target, patch) => {
      const nulls = (value: unknown): boolean =>
        value === null ||
        (typeof value === 'object' && !Array.isArray(value) && Object.values(value ?? {}).some(nulls));
      const readings = mergePatchReadings(target, patch);
      expect(readings[0]?.answer).toEqual({ applied: true, document: applyMergePatch(target, patch) });
      for (const { answer } of readings) expect(answer.applied && nulls(answer.document)).toBe(false);
    }),
  );
});

test('what a patch does not name stays as it was', () => {
  fc.assert(
    fc.property(jsonObject({ nulls: false }), jsonObject({ nulls: true }), (target, patch) => {
      const result = new Map(Object.entries(applyMergePatch(target, patch) as JsonObject));
      for (const [name, value] of Object.entries(target)) {
        if (!Object.hasOwn(patch, name)) expect(result.get(name)).toEqual(value);
      }
    }),
  );
});
