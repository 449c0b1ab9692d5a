import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergePatch } from '../../src/ways/merge-patch.ts';
import { copyJson } from '../json.ts';
import { jsonObject } from './json-values.test-data.ts';
import { applyMergePatch } from './merge-patch.ts';

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
