import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/requirement.ts';
import { wrongInList } from './list-shape.ts';
import { everySecond, firstAndAnother } from './some.ts';

const kind = { apiVersion: 'batch/v1', kind: 'Job' };
const right = { kind: 'JobList', apiVersion: 'batch/v1', metadata: { resourceVersion: '5' }, items: [] as unknown[] };

describe('a list', () => {
  test.each<[string, unknown]>([
    ['of nothing', right],
    ['whose items say no kind', { ...right, items: [{ metadata: {} }] }],
    ['whose items say theirs', { ...right, items: [{ ...kind, metadata: {} }] }],
    ['with a token', { ...right, metadata: { resourceVersion: '5', continue: 'x', remainingItemCount: 3 } }],
  ])('%s is right', (_what, body) => {
    expect(wrongInList(body, kind)).toBeUndefined();
  });

  test.each<[string, unknown, string]>([
    ['that is none', 'text', 'no JSON object'],
    ['of another kind', { ...right, kind: 'List' }, 'kind is "List"'],
    ['of another version', { ...right, apiVersion: 'v1' }, 'apiVersion is "v1"'],
    ['without metadata', { ...right, metadata: undefined }, 'no metadata'],
    ['without a version', { ...right, metadata: {} }, 'resourceVersion is absent'],
    ['with an empty version', { ...right, metadata: { resourceVersion: '' } }, 'resourceVersion is ""'],
    ['with a version that is a number', { ...right, metadata: { resourceVersion: 5 } }, 'resourceVersion is 5'],
    ['with a token that is a number', { ...right, metadata: { resourceVersion: '5', continue: 6 } }, 'continue is 6'],
    ['whose items are null', { ...right, items: null }, 'items is null'],
    [
      'with an item of another kind',
      { ...right, items: [{ metadata: {} }, { metadata: {}, kind: 'Pod' }] },
      'items[1].kind',
    ],
    [
      'with an item of another version',
      { ...right, items: [{ metadata: {}, apiVersion: 'v1' }] },
      'items[0].apiVersion',
    ],
    ['with an item without metadata', { ...right, items: [{}] }, 'items[0] is no object'],
  ])('%s is wrong', (_what, body, wrong) => {
    expect(wrongInList(body, kind)).toContain(wrong);
  });
});

describe('of several to be tried', () => {
  const all = ['a', 'b', 'c', 'd'];
  const plan = (effort: Plan['effort'], seed: number) => ({ effort, seed }) as Plan;

  test('all are with any effort but the least', () => {
    expect(firstAndAnother(plan('standard', 1), 'x', all)).toEqual(all);
    expect(firstAndAnother(plan('deep', 1), 'x', all)).toEqual(all);
  });

  test('with the least effort the first and another are, each other one with some seed', () => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 30; seed++) {
      const [first, other = '', ...more] = firstAndAnother(plan('quick', seed), 'x', all);
      expect([first, more]).toEqual(['a', []]);
      seen.add(other);
    }
    expect([...seen].sort()).toEqual(['b', 'c', 'd']);
  });

  test('or every second one, the others with the next seed', () => {
    expect(everySecond(plan('quick', 2), all)).toEqual(['a', 'c']);
    expect(everySecond(plan('quick', 3), all)).toEqual(['b', 'd']);
    expect(everySecond(plan('standard', 3), all)).toEqual(all);
  });

  test('one alone is', () => {
    expect(firstAndAnother(plan('quick', 1), 'x', ['a'])).toEqual(['a']);
    expect(firstAndAnother(plan('quick', 1), 'x', [])).toEqual([]);
  });
});
