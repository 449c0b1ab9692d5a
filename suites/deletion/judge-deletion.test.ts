import { describe, expect, test } from 'vitest';
import { answer, going, refusal, resource, success, thing } from './answers.test-data.ts';
import { judgeDeletion, judgeDeletions } from './judge-deletion.ts';
import type { SeenDeletion } from './observe-deletion.ts';

const finalizer = 'a.example/x';
const background = { gracePeriodSeconds: 0, propagationPolicy: 'Background' };
const gone = refusal(404, 'NotFound', 'a');
const seen: SeenDeletion = {
  asked: background,
  before: thing('a'),
  answer: answer(200, success),
  found: gone,
  tookMs: 100,
};
const held = { ...seen, before: thing('a', { finalizers: [finalizer] }) };
const holds = (...finalizers: string[]) => going('a', { finalizers: [finalizer, ...finalizers] });

describe('a deletion is right', () => {
  test.each<[string, SeenDeletion]>([
    ['that is done', seen],
    ['that is answered with the object', { ...seen, answer: answer(200, thing('a')) }],
    ['that is under way', { ...held, answer: answer(202, holds()), found: answer(200, holds()) }],
    [
      'whose policy shows afterwards',
      {
        ...held,
        asked: { propagationPolicy: 'Foreground' },
        found: answer(200, holds('foregroundDeletion')),
      },
    ],
  ])('%s', (_what, one) => {
    expect(judgeDeletion(resource, one)).toEqual({ kind: 'pass' });
  });
});

describe('a violation is a deletion', () => {
  test.each<[string, SeenDeletion, string]>([
    ['that is refused', { ...seen, answer: refusal(409, 'Conflict') }, 'it is refused'],
    ['that is answered with another status', { ...seen, answer: answer(201, thing('a')) }, 'it is answered 201'],
    ['that does nothing', { ...seen, found: answer(200, thing('a')) }, 'does not show that it is being deleted'],
    ['that goes too far', held, 'it is gone, though finalizers hold it'],
    [
      'of which the 404 says nothing',
      { ...seen, found: answer(404, 'gone') },
      'not answered with 404 as it ought to be',
    ],
    [
      'of which the 404 is about another object',
      { ...seen, found: refusal(404, 'NotFound', 'b') },
      'details.name of the Status is "b"',
    ],
  ])('%s', (_what, one, reason) => {
    const outcome = judgeDeletion(resource, one);
    expect(outcome.kind).toBe('violation');
    expect('reason' in outcome ? outcome.reason : '').toContain(reason);
  });
});

describe('nothing is known', () => {
  test.each<[string, SeenDeletion]>([
    ['where the server fails', { ...seen, answer: answer(503) }],
    ['where it cannot be read', { ...seen, found: answer(500) }],
    [
      'where neither answer nor object show the policy: the collector may have been there',
      { ...held, asked: { propagationPolicy: 'Orphan' }, found: answer(200, holds()) },
    ],
  ])('%s', (_what, one) => {
    expect(judgeDeletion(resource, one).kind).toBe('inconclusive');
  });
});

test('of several deletions the first that is not right is told', () => {
  expect(judgeDeletions(resource, [seen, { ...seen, answer: answer(500) }, held]).kind).toBe('inconclusive');
  expect(judgeDeletions(resource, [seen, seen])).toEqual({ kind: 'pass' });
});
