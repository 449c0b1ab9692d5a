import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { copyJson, sameJson } from '../json.ts';
import { applyConfiguration } from './apply.ts';
import { type Applied, apply, at, items, ownedBy, storedAs } from './apply-steps.test-data.ts';
import { thing, thingSchemas, unordered } from './keyed-objects.test-data.ts';

describe('the order of items', () => {
  const order = (live: string, applied: string) => {
    const list = (names: string) => items(...[...names].map((name) => ({ name })));
    const answer = apply(['m', list(live)], ['n', list(applied)]);
    return (at(answer, 'spec', 'items') as { name: string }[]).map(({ name }) => name).join('');
  };

  test.each([
    ['ab', 'c', 'abc'],
    ['abc', 'cb', 'acb'],
    ['abc', 'bca', 'bca'],
    ['abc', 'xb', 'axbc'],
    ['abc', 'ax', 'abcx'],
    ['abcd', 'da', 'bcda'],
    ['a', 'xay', 'xay'],
  ])('of %s, with %s applied, is %s', (live, applied, merged) => {
    expect(order(live, applied)).toBe(merged);
  });

  test('is that in which they are applied, and that in which the others were', () => {
    const names = fc.uniqueArray(fc.constantFrom(...'abcde'), { minLength: 1 }).map((list) => list.join(''));
    fc.assert(
      fc.property(names, names, (live, applied) => {
        const merged = order(live, applied);
        const only = (these: (name: string) => boolean) => [...merged].filter(these).join('');
        expect([...merged].sort()).toEqual([...new Set([...live, ...applied])].sort());
        expect(only((name) => applied.includes(name))).toBe(applied);
        expect(only((name) => !applied.includes(name))).toBe(
          [...live].filter((name) => !applied.includes(name)).join(''),
        );
      }),
      { numRuns: 200 },
    );
  });
});

describe('of any two configurations', () => {
  const pair = fc.tuple(thing, thing);

  test('applied again, nothing changes: neither a value nor an owner', () => {
    fc.assert(
      fc.property(pair, ([one, two]) => {
        const once = apply(['m', one], ['n', two, { force: true }]) as Applied;
        const again = applyConfiguration(storedAs(once), { applied: two, fieldManager: 'n' }, thingSchemas);
        expect(again).toMatchObject({ applied: true, changes: false, document: once.document });
      }),
      { numRuns: 150 },
    );
  });

  test('by one manager, the second is what is left, whatever the first was', () => {
    fc.assert(
      fc.property(pair, ([one, two]) => {
        const before = copyJson([one, two]);
        expect(unordered(at(apply(['m', one], ['m', two])))).toEqual(unordered(two));
        expect([one, two]).toEqual(before);
      }),
      { numRuns: 150 },
    );
  });

  test('by two managers, there is a conflict exactly where force would take a field from the first', () => {
    fc.assert(
      fc.property(pair, ([one, two]) => {
        const [first, forced, plain] = [
          apply(['m', one]),
          apply(['m', one], ['n', two, { force: true }]),
          apply(['m', one], ['n', two]),
        ];
        const left = ownedBy(forced, 'm') || [];
        const lost = (ownedBy(first, 'm') || []).filter((field) => !left.includes(field));
        expect(plain.applied ? [] : plain.conflicts.map(({ field }) => field).sort()).toEqual(lost.sort());
        if (plain.applied) expect(sameJson(plain.document, at(forced))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test('given up by the second manager, what is left is of the first', () => {
    fc.assert(
      fc.property(pair, ([one, two]) => {
        const answer = apply(['m', one], ['n', two, { force: true }], ['n', {}], ['m', one]);
        expect(unordered(at(answer))).toEqual(unordered(one));
      }),
      { numRuns: 150 },
    );
  });
});
