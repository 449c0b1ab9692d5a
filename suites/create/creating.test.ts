import { describe, expect, test } from 'vitest';
import { answer, refusal, sent, shown, shownWith } from './answers.test-data.ts';
import { judgeCreation, type SeenCreation } from './creating.ts';
import { judgeDefaults } from './defaults.ts';
import { judgeForged } from './server-set.ts';

const seen: SeenCreation = { sent, name: 'n', namespace: 'ns', answer: answer(201, shown), found: answer(200, shown) };

describe('a lawful creation', () => {
  test('is answered 201 with what is stored', () => {
    expect(judgeCreation(seen)).toEqual({ kind: 'pass' });
  });

  test.each<[string, Partial<SeenCreation>, string]>([
    ['refused', { answer: refusal(422, 'Invalid') }, 'a lawful object is refused'],
    ['answered 200', { answer: answer(200, shown) }, 'another status than 201'],
    ['of what is not there then', { found: answer(404) }, 'the object is not there'],
    ['of another object', { answer: answer(201, { ...shown, spec: {} }) }, 'another object is created'],
  ])('may not be %s', (_what, change, reason) => {
    expect(judgeCreation({ ...seen, ...change })).toMatchObject({
      kind: 'violation',
      reason: expect.stringContaining(reason),
    });
  });

  test.each([500, 202, 403])('that is answered %i says nothing of the server', (status) => {
    expect(judgeCreation({ ...seen, answer: answer(status) })).toMatchObject({ kind: 'inconclusive' });
  });
});

describe('a field that is left out', () => {
  const judge = (defaults: object, change: Partial<SeenCreation> = {}) =>
    judgeDefaults({ ...seen, ...change }, defaults as Record<string, unknown>);

  test('has its default', () => {
    expect(judge({ 'spec.b': 'set', 'spec.a': 7, 'status.c': 1 })).toEqual({ kind: 'pass' });
  });

  test('that is missing is a violation, that has another value is advised of', () => {
    expect(judge({ 'spec.c': 'owed', 'spec.b': 'other' })).toMatchObject({
      kind: 'violation',
      expected: 'spec.c is "owed"',
      actual: 'spec.c is absent',
    });
    expect(judge({ 'spec.b': 'other' })).toMatchObject({ kind: 'advisory', actual: 'spec.b is "set"' });
  });

  test('of an object that is not created says nothing', () => {
    expect(judge({}, { answer: answer(500) })).toMatchObject({ kind: 'inconclusive' });
    expect(judge({}, { answer: refusal(422, 'Invalid') })).toMatchObject({ kind: 'inconclusive' });
  });
});

describe('what is sent for what the server sets', () => {
  const judge = (change: Partial<SeenCreation>, member = 'uid', value: unknown = 'forged') =>
    judgeForged({ ...seen, ...change }, member, value);

  test('is not kept, or refused', () => {
    expect(judge({})).toEqual({ kind: 'pass' });
    expect(judge({ answer: refusal(422, 'Invalid') })).toEqual({ kind: 'pass' });
  });

  test('may be kept neither in the answer nor in the object', () => {
    const kept = shownWith({ uid: 'forged' });
    expect(judge({ answer: answer(201, kept) })).toMatchObject({ kind: 'violation' });
    expect(judge({ found: answer(200, kept) })).toMatchObject({ kind: 'violation' });
  });

  test('is advised of where a version is answered 500, and any other fault says nothing', () => {
    expect(judge({ answer: answer(500) }, 'resourceVersion', '5')).toMatchObject({ kind: 'advisory' });
    expect(judge({ answer: answer(500) })).toMatchObject({ kind: 'inconclusive' });
    expect(judge({ found: answer(500) })).toMatchObject({ kind: 'inconclusive' });
  });
});
