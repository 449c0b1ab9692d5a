import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FieldToken, isWithin, pathOf, tokensOf, touches } from './field-path.ts';

test.each<[string, FieldToken[]]>([
  ['spec.containers[*].image', ['spec', 'containers', '*', 'image']],
  ['spec.containers[0].image', ['spec', 'containers', 0, 'image']],
  ['metadata', ['metadata']],
  ['matrix[1][*]', ['matrix', 1, '*']],
  ['', []],
])('%s is taken apart, and put together again', (path, tokens) => {
  expect(tokensOf(path)).toEqual(tokens);
  expect(pathOf(tokens)).toBe(path);
});

test('taking apart what was put together gives the same tokens', () => {
  const name = fc.stringMatching(/^[A-Za-z$_-]+$/);
  const token = fc.oneof(name, fc.nat({ max: 20 }), fc.constant('*'));
  // A path begins with a name.
  const tokens = fc.tuple(name, fc.array(token)).map(([first, rest]): FieldToken[] => [first, ...rest]);
  fc.assert(
    fc.property(tokens, (given) => {
      expect(tokensOf(pathOf(given))).toEqual(given);
    }),
  );
});

describe('a field that a server reports speaks of a path', () => {
  test.each([
    ['when it is the path, of whatever item', 'spec.containers[3].image', 'spec.containers[*].image'],
    ['when it lies above it', 'spec', 'spec.containers[*].image'],
    ['when it lies below it', 'spec.tolerations[0].key', 'spec.tolerations'],
    ['when it names a key of a map', 'metadata.labels[some/key]', 'metadata.labels'],
  ])('%s', (_when, reported, path) => {
    expect(touches(reported, path)).toBe(true);
  });

  test.each([
    ['when it is a sibling', 'spec.containers[0].name', 'spec.containers[*].image'],
    ['when its name only begins like it', 'spec.containersX', 'spec.containers'],
    ['when it is another item of the list', 'spec.containers[1].image', 'spec.containers[0].image'],
    ['when it is nothing', '', 'spec'],
  ])('not %s', (_when, reported, path) => {
    expect(touches(reported, path)).toBe(false);
  });
});

describe('a path lies within another', () => {
  test('when it is it, or below it; an item lies within any item', () => {
    expect(isWithin('spec.a', 'spec.a')).toBe(true);
    expect(isWithin('spec.a[2].b', 'spec.a[*]')).toBe(true);
    expect(isWithin('spec.a[*].b', 'spec.a[*].b')).toBe(true);
  });

  test('never when it is above it, beside it, or only spelt alike', () => {
    expect(isWithin('spec', 'spec.a')).toBe(false);
    expect(isWithin('spec.b', 'spec.a')).toBe(false);
    expect(isWithin('specs.a', 'spec')).toBe(false);
    expect(isWithin('spec.a[1]', 'spec.a[0]')).toBe(false);
  });
});
