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

test('equal texts have no mark, and neither have texts that say different things', () => {
  expect(shown('same', 'same')).toEqual(['same', 'same']);
  expect(shown('every change that was made is shown', 'the deletion of a is not shown')).toEqual([
    'every change that was made is shown',
    'the deletion of a is not shown',
  ]);
  expect(shown('a b', 'a c')).toEqual(['a <del>b</del>', 'a <ins>c</ins>']);
});

test('what is marked is escaped', () => {
  expect(shown('a <b>', 'a <i>')).toEqual(['a &lt;<del>b</del>&gt;', 'a &lt;<ins>i</ins>&gt;']);
});

test('very long texts are not compared', () => {
  const long = 'word '.repeat(1000);
  expect(shown(long, `${long}more`).join('')).not.toMatch(/<(ins|del)>/);
});
