import { expect, test } from 'vitest';
import { markedDifference } from './difference.ts';

const shown = (a: string, b: string) => {
  const { expected, actual } = markedDifference(a, b);
  return [expected.text, actual.text];
};

test('what only one of two texts has is marked in it, word by word', () => {
  expect(shown('answer 200, nothing changes', 'answer 422, nothing changes')).toEqual([
    'answer <del>200</del>, nothing changes',
    'answer <ins>422</ins>, nothing changes',
  ]);
  expect(shown('a b', 'a b c')).toEqual(['a b', 'a b <ins>c</ins>']);
});

test('equal texts have no mark, and different ones are marked whole', () => {
  expect(shown('same', 'same')).toEqual(['same', 'same']);
  expect(shown('x', 'y')).toEqual(['<del>x</del>', '<ins>y</ins>']);
});

test('what is marked is escaped', () => {
  expect(shown('<b>', '<i>')).toEqual(['&lt;<del>b</del>&gt;', '&lt;<ins>i</ins>&gt;']);
});

test('very long texts are not compared', () => {
  const long = 'word '.repeat(1000);
  expect(shown(long, `${long}more`).join('')).not.toMatch(/<(ins|del)>/);
});
