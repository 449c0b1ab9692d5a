import { expect, test } from 'vitest';
import { wrongInGeneratedName, wrongInGeneratedNames } from './generated-name.ts';

test.each([
  ['a-x1', 'a-', 63],
  ['ax', 'a', 63],
  ['a.bx', 'a.b', 63],
  [`${'a'.repeat(58)}bcdfg`, 'a'.repeat(250), 63],
  [`${'a'.repeat(40)}bcdfg`, 'a'.repeat(58), 63],
])('%s is made of %s', (name, prefix, longest) => {
  expect(wrongInGeneratedName(name, prefix, longest)).toBeUndefined();
});

test.each([
  [undefined, 'a-', 'there is no name'],
  ['', 'a-', 'there is no name'],
  ['b-x', 'a-', 'does not begin'],
  [`${'a'.repeat(39)}bcdfg`, 'a'.repeat(58), 'does not begin'],
  ['abc', 'abc', 'nothing is put behind'],
  ['a'.repeat(64), 'a'.repeat(60), 'more than 63'],
  ['a-', 'a', 'not a lawful one'],
  ['a-X', 'a-', 'not a lawful one'],
  ['a-.x', 'a-', 'not a lawful one'],
])('%s is not made of %s', (name, prefix, wrong) => {
  expect(wrongInGeneratedName(name, prefix, 63)).toContain(wrong);
});

test('names of one prefix differ, and one of them may have been taken', () => {
  expect(wrongInGeneratedNames({ names: ['a', 'b'], collisions: 0 })).toBeUndefined();
  expect(wrongInGeneratedNames({ names: ['a', 'b'], collisions: 1 })).toBeUndefined();
  expect(wrongInGeneratedNames({ names: ['a', 'b'], collisions: 2 })).toContain('2 of 4 names were taken');
  expect(wrongInGeneratedNames({ names: ['a', 'b', 'a'], collisions: 0 })).toContain('a is given twice');
});
