import { describe, expect, test } from 'vitest';
import { answer, refusal, stored, thing } from '../answers.test-data.ts';
import { judgeAt, type Lawful, type SeenAt } from './list-options.ts';

const made = ['a', 'b', 'c', 'd'].map((name) => stored(name));
const seen = (left: string, change: Partial<SeenAt['seen']> = {}): SeenAt => ({
  seen: {
    made,
    asked: {},
    listed: 200,
    answer: answer(200),
    left: [...left].map((name) => thing(name)),
    tookMs: 1,
    ...change,
  },
  earlier: 2,
});
const exact: Lawful = { name: 'exact', query: () => '', later: false };
const either: Lawful = { name: 'either', query: () => '' };
const all: Lawful = { name: 'all', query: () => '', later: true };
const any: Lawful = { name: 'any-version', query: () => '' };

describe('a deletion at a version is right', () => {
  test.each<[string, Lawful, string]>([
    ['that leaves what came later', exact, 'cd'],
    ['that leaves what came later, or not', either, 'cd'],
    ['that leaves what came later, or not', either, ''],
    ['that leaves nothing', all, ''],
    ['of any version that leaves anything', any, 'abcd'],
    ['of any version that leaves anything', any, ''],
  ])('%s: %#', (_what, options, left) => {
    expect(judgeAt(true, options, seen(left))).toEqual({ kind: 'pass' });
  });
});

describe('a violation is a deletion at a version', () => {
  test.each<[string, Lawful, SeenAt, string]>([
    ['that deletes what came later', exact, seen('d'), 'what came after the version'],
    ['that leaves what came before', exact, seen('bcd'), 'does not delete all that was there'],
    ['that leaves what came before', either, seen('a'), 'does not delete all that was there'],
    ['that leaves what came later, though it names none', all, seen('c'), 'does not delete all'],
    [
      'that is refused, though a list is not',
      all,
      seen('abcd', { answer: refusal(400, 'BadRequest') }),
      'a list is not',
    ],
    ['that is refused, and yet deletes', all, seen('bcd', { answer: refusal(400, 'BadRequest') }), 'and yet deletes'],
    ['that fails, and yet deletes', exact, seen('cd', { answer: answer(500) }), 'and yet deletes'],
  ])('%s', (_what, options, one, reason) => {
    const outcome = judgeAt(true, options, one);
    expect(outcome.kind).toBe('violation');
    expect('reason' in outcome ? outcome.reason : '').toContain(reason);
  });
});

test('what a list does not take either is not supported, and a failure tells nothing', () => {
  const refused = { answer: refusal(400, 'BadRequest'), listed: 400 };
  expect(judgeAt(true, exact, seen('abcd', refused)).kind).toBe('unsupported');
  expect(judgeAt(false, exact, seen('abcd', { answer: refusal(405, 'MethodNotAllowed') })).kind).toBe('unsupported');
  expect(judgeAt(true, exact, seen('abcd', { answer: answer(503) })).kind).toBe('inconclusive');
});
