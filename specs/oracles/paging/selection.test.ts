import { describe, expect, test } from 'vitest';
import type { Item } from '../history/listing.ts';
import { agedToken } from './aged-token.ts';
import { sameItems, settledItems, wrongSelection } from './selection.ts';

function item(name: string, version: number, labels: Record<string, string> = {}): Item {
  return { key: `ns/${name}`, uid: `uid of ${name}`, version: String(version), labels };
}

const whole = [item('a', 1, { l: '1' }), item('b', 2, { l: '2' }), item('c', 3), item('d', 4, { l: '1' })];
const [a, b, c, d] = whole as [Item, Item, Item, Item];
const choice = { labelSelector: 'l=1' };

describe('a selection of the whole list', () => {
  test.each<[string, readonly Item[], string | undefined]>([
    ['what is chosen', [a, d], undefined],
    ['in another order', [d, a], undefined],
    ['something else too', [a, b, d], 'is not chosen'],
    ['less', [a], 'ns/d is chosen'],
    ['nothing', [], 'ns/a is chosen'],
    ['twice the same', [a, a, d], 'twice'],
    ['another version', [a, { ...d, version: '5' }], 'at version 5'],
    ['another object of the name', [a, { ...d, uid: 'other' }], 'ns/d is shown at version'],
    ['what the whole list does not hold', [a, d, item('e', 5, { l: '1' })], 'does not hold'],
  ])('%s', (_what, shown, wrong) => {
    expect(wrongSelection(whole, shown, choice)).toEqual(
      wrong === undefined ? undefined : expect.stringContaining(wrong),
    );
  });

  test('by a selector that cannot be read here nothing is missed', () => {
    expect(wrongSelection(whole, [c], { labelSelector: 'l>0' })).toBeUndefined();
  });
});

test('lists are the same whatever their order, and others where anything was written', () => {
  expect(sameItems(whole, [d, c, b, a])).toBe(true);
  expect(sameItems(whole, [a, b, c])).toBe(false);
  expect(sameItems(whole, [a, b, c, { ...d, version: '5' }])).toBe(false);
  expect(sameItems(whole, [a, b, c, { ...d, uid: 'other' }])).toBe(false);
});

describe('an aged token', () => {
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

  test('goes on at the same place, at version 1', () => {
    const token = encoded({ v: 'meta.k8s.io/v1', rv: 1419, start: '/p2\u0000' });
    expect(agedToken(token)).toBe(encoded({ v: 'meta.k8s.io/v1', rv: 1, start: '/p2\u0000' }));
    // Recorded of 1.33 (`paging` 9).
    expect(agedToken('eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6MTQxOSwic3RhcnQiOiIvcDJcdTAwMDAifQ')).toBe(
      'eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6MSwic3RhcnQiOiIvcDJcdTAwMDAifQ',
    );
  });

  test.each([
    '',
    'garbage',
    encoded({ rv: 5 }),
    encoded({ v: 'other', rv: 5, start: 'a' }),
    encoded(null),
    encoded('text'),
  ])('cannot be made of %j', (token) => {
    expect(agedToken(token)).toBeUndefined();
  });
});

test('of objects that somebody wrote to in between the labels can be said, and no more', () => {
  const moved = { ...b, version: '99' };
  expect(settledItems(whole, whole)).toEqual(whole);
  const settled = settledItems(whole, [d, c, moved, a]) ?? [];
  expect(settled.map(({ key, version }) => [key, version])).toEqual(
    whole.map(({ key, version }) => [key, key === b.key ? undefined : version]),
  );
  expect(settled.find(({ key }) => key === b.key)?.fields).toEqual({});
  for (const shown of [b, moved, { ...b, version: '50' }])
    expect(wrongSelection([{ ...b, version: undefined }], [shown], {})).toBeUndefined();
  expect(wrongSelection([{ ...b, version: undefined }], [{ ...b, uid: 'other' }], {})).toContain('is shown at version');
});

test.each([
  ['one went', [a, b, c]],
  ['one came', [a, b, c, d, { ...d, key: 'ns/e', uid: 'e' }]],
  ['one was made anew', [a, b, c, { ...d, uid: 'other' }]],
  ['labels changed', [a, b, c, { ...d, version: '99', labels: { new: 'yes' } }]],
])('nothing can be said where %s', (_what, after) => {
  expect(settledItems(whole, after)).toBeUndefined();
});
