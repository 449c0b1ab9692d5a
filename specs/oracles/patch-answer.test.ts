import { expect, test } from 'vitest';
import { answerOf, Refusal, readingsOf, statusesOf } from './patch-answer.ts';

test('what the specification says comes first, then every other way that leads elsewhere', () => {
  const readings = readingsOf<'a' | 'b'>((choose) => (choose('a') ? (choose('b') ? 3 : 2) : 1));
  expect(readings).toEqual([
    { answer: { applied: true, document: 1 }, latitude: [] },
    { answer: { applied: true, document: 2 }, latitude: ['a'] },
    { answer: { applied: true, document: 3 }, latitude: ['a', 'b'] },
  ]);
});

test('ways that lead to the same answer are one reading, that with the least latitude', () => {
  expect(readingsOf<'a'>((choose) => [choose('a'), 1].slice(1))).toHaveLength(1);
  expect(
    readingsOf<'a'>((choose) => {
      throw new Refusal(choose('a') ? 'so' : 'or so');
    }),
  ).toEqual([{ answer: { applied: false, status: 422, reason: 'or so' }, latitude: [] }]);
});

test('refusals with different statuses are different readings', () => {
  const readings = readingsOf<'a'>((choose) => {
    throw new Refusal('no', { status: choose('a') ? 413 : 400 });
  });
  expect(readings.map(({ answer }) => statusesOf(answer))).toEqual([[400], [413]]);
});

test('a server is of one mind: it uses a latitude everywhere or nowhere', () => {
  const documents = readingsOf<'a'>((choose) => [choose('a'), choose('a')]).map(({ answer }) => answer);
  expect(documents).toEqual([
    { applied: true, document: [false, false] },
    { applied: true, document: [true, true] },
  ]);
});

test('a refusal carries its status, the others that servers give, and its field', () => {
  const answer = answerOf(() => {
    throw new Refusal('no', { status: 400, also: [500], field: 'spec' });
  });
  expect(answer).toEqual({ applied: false, status: 400, also: [500], reason: 'no', field: 'spec' });
  const plain = answerOf(() => {
    throw new Refusal('no');
  });
  expect(plain).toStrictEqual({ applied: false, status: 422, reason: 'no' });
  expect(statusesOf(answer)).toEqual([400, 500]);
  expect(statusesOf({ applied: true, document: {} })).toEqual([]);
});

test('what is no refusal is not made one', () => {
  const fails = () => {
    throw new TypeError('a mistake of ours');
  };
  expect(() => answerOf(fails)).toThrow(TypeError);
  expect(() => readingsOf(fails)).toThrow(TypeError);
});
