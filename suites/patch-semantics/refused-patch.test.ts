import { expect, test } from 'vitest';
import type { ObservedPatch } from '../../specs/oracles/patch-judge.ts';
import { refusedWith } from './refused-patch.ts';

const before = { kind: 'Thing', metadata: { name: 'x', resourceVersion: '1', labels: { a: '1' } } };
const changed = { kind: 'Thing', metadata: { name: 'x', resourceVersion: '2', labels: { a: '2' } } };

function judged(status: number, after: ObservedPatch['after'] = before) {
  const request = { contentType: 'application/xml', body: '{}' };
  return refusedWith([415, 400], { request, before, status, answer: { message: 'no' }, after });
}

test('a refusal with a status that fits and no change is kept', () => {
  expect(judged(415)).toEqual({ kept: true });
  expect(judged(400)).toEqual({ kept: true });
});

test('what the server keeps for itself is no change', () => {
  expect(judged(415, { ...before, metadata: { ...before.metadata, resourceVersion: '2' } })).toEqual({ kept: true });
});

test.each([
  [500, before, 'another status than 415 or 400', 'refused'],
  [200, before, 'is accepted', 'ignored'],
  [200, changed, 'must be refused changes the object', 'other'],
  [415, changed, 'and yet changed the object', 'other'],
])('answer %i: %s %s', (status, after, reason, effect) => {
  expect(judged(status, after)).toMatchObject({
    kept: false,
    effect,
    reason: expect.stringContaining(reason),
    expected: 'refused with 415 or 400, nothing changes',
  });
});

test('a failure shows what the server said and what changed', () => {
  expect(judged(500)).toMatchObject({ actual: 'answer 500: no; nothing changed' });
  expect(judged(200, changed)).toMatchObject({ actual: 'answer 200; changed: metadata.labels.a was 1, is 2' });
});
