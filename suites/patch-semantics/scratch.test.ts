import { describe, expect, test } from 'vitest';
import { copyJson } from '../../specs/json.ts';
import { applyJsonPatch, type JsonPatchOperation } from '../../specs/oracles/json-patch.ts';
import { inScratch } from './scratch.ts';

const object = { kind: 'Thing', metadata: { name: 'x' } };

function outcome(patch: readonly JsonPatchOperation[]): unknown {
  const result = applyJsonPatch(object, copyJson(patch));
  return result.applied ? result.document : result.operation;
}

describe('a patch of a document of its own', () => {
  test('works on it, tests it, and leaves the object as it was', () => {
    const patch = inScratch({ a: 1 }, [{ op: 'add', path: '/b', value: 2 }]);
    expect(patch.map(({ op }) => op)).toEqual(['add', 'add', 'test', 'remove']);
    expect(patch[2]).toMatchObject({ value: { a: 1, b: 2 } });
    expect(outcome(patch)).toEqual(object);
  });

  test('leaves what it is given as it was', () => {
    const document = { a: 1 };
    const patch = inScratch(document, [{ op: 'remove', path: '/a' }]);
    // Works on what the patch brings along.
    applyJsonPatch(object, patch);
    expect(document).toEqual({ a: 1 });
  });

  test('moves both pointers into it, the whole document too', () => {
    const patch = inScratch({ a: 1 }, [
      { op: 'copy', from: '/a', path: '/b' },
      { op: 'move', from: '/b', path: '' },
    ]);
    expect(patch[2]).toMatchObject({ from: '/kubeCovenantScratch/b', path: '/kubeCovenantScratch' });
    expect(outcome(patch)).toEqual(object);
  });

  test('is refused where the document does not become the result that is given', () => {
    expect(outcome(inScratch({ a: 1 }, [{ op: 'remove', path: '/a' }], { a: 1 }))).toBe(2);
  });

  test('is refused where an operation is, and then tests nothing', () => {
    const patch = inScratch({ a: 1 }, [{ op: 'remove', path: '/b' }]);
    expect(patch.map(({ op }) => op)).toEqual(['add', 'remove', 'remove']);
    expect(outcome(patch)).toBe(1);
  });

  test('that takes the document away has nothing more to take away', () => {
    const patch = inScratch({ a: 1 }, [{ op: 'remove', path: '' }]);
    expect(patch).toHaveLength(2);
    expect(outcome(patch)).toEqual(object);
  });

  test('keeps a pointer without its slash, and null as a result', () => {
    expect(inScratch({}, [{ op: 'add', path: 'a', value: 1 }])[1]).toMatchObject({ path: 'a' });
    expect(inScratch({}, [{ op: 'remove', path: 'a/b' }])[1]).toMatchObject({ path: 'a/kubeCovenantScratch/b' });
    const patch = inScratch({ a: null }, [{ op: 'move', from: '/a', path: '' }]);
    expect(patch[2]).toEqual({ op: 'test', path: '/kubeCovenantScratch', value: null });
  });
});
