import { describe, expect, test } from 'vitest';
import { subjectOf } from '../refusals/refused-case.ts';
import { answer, refusal, resource, success, thing } from './answers.test-data.ts';
import { type Anew, type Gone, judgeAnew, judgeGone } from './object-is-gone.ts';

const absent = refusal(404, 'NotFound', 'a');
const gone: Gone = {
  seen: { asked: {}, before: thing('a'), answer: answer(200, success), found: absent, tookMs: 1 },
  last: absent,
  listed: answer(200, { kind: 'ThingList', items: [thing('b')] }),
  again: absent,
};
const judge = (change: Partial<Gone> = {}) => judgeGone(subjectOf(resource, 'a'), { ...gone, ...change });

describe('what was deleted', () => {
  test('is gone for a GET, a list and another deletion', () => {
    expect(judge()).toEqual({ kind: 'pass' });
  });

  test.each<[string, Partial<Gone>, string]>([
    ['in no list', { listed: answer(200, { items: [thing('b'), thing('a')] }) }, 'a list still has an object'],
    ['not deleted again', { again: answer(200, success) }, 'a deletion of what is gone: it is answered 200'],
    ['not found by its own name', { again: refusal(404, 'NotFound', 'b') }, 'details.name'],
  ])('has to be %s', (_what, change, reason) => {
    const outcome = judge(change);
    expect(outcome.kind).toBe('violation');
    expect('reason' in outcome ? outcome.reason : '').toContain(reason);
  });

  test.each<[string, Partial<Gone>]>([
    ['it is given more time than there is', { last: answer(200, thing('a')) }],
    ['there is no list', { listed: answer(403) }],
    ['the server fails', { again: answer(500) }],
  ])('is not known where %s', (_what, change) => {
    expect(judge(change).kind).toBe('inconclusive');
  });
});

describe('an object under the name of one that is gone', () => {
  const second = thing('a', { uid: 'second' });
  const anew: Anew = { first: 'u-a', second: answer(201, second), found: answer(200, second) };

  test('is another one', () => {
    expect(judgeAnew(anew)).toEqual({ kind: 'pass' });
  });

  test.each<[string, Partial<Anew>, string]>([
    ['may be made', { second: refusal(409, 'AlreadyExists') }, 'is not free'],
    ['has a uid of its own', { second: answer(201, thing('a')), found: answer(200, thing('a')) }, 'has the uid'],
    ['is stored with it', { found: answer(200, thing('a')) }, 'has the uid'],
    ['is the one that is found', { found: answer(200, thing('a', { uid: 'third' })) }, 'is another one'],
    [
      'is not being deleted',
      { found: answer(200, thing('a', { uid: 'second', deletionTimestamp: 'now' })) },
      'is being deleted',
    ],
  ])('%s', (_what, change, reason) => {
    const outcome = judgeAnew({ ...anew, ...change });
    expect(outcome.kind).toBe('violation');
    expect('reason' in outcome ? outcome.reason : '').toContain(reason);
  });

  test.each<Partial<Anew>>([
    { second: answer(503) },
    { second: answer(200, thing('a')) },
    { found: refusal(404, 'NotFound', 'a') },
  ])('is not known of %j', (one) => {
    expect(judgeAnew({ ...anew, ...one }).kind).toBe('inconclusive');
  });
});
