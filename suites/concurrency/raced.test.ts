import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/client/client.ts';
import { type Counted, judgeCounted } from './raced-counters.ts';
import { judgeRacedCreates } from './raced-creates.ts';
import { judgeRecreated } from './raced-deletes.ts';

describe('increments', () => {
  const counted = (change: Partial<Counted> = {}) =>
    judgeCounted({ made: [2, 1, 3], refused: 4, unknown: 0, last: 3, ...change });

  test('that each make a number of their own, up to the last', () => {
    expect(counted()).toEqual({ kind: 'pass' });
  });

  test('of which nobody knows may count or not', () => {
    for (const last of [3, 4]) expect(counted({ unknown: 1, last }).kind).toBe('pass');
    expect(counted({ made: [1, 3], unknown: 1 }).kind).toBe('pass');
  });

  test.each<[Partial<Counted>, string]>([
    [{ last: 2 }, 'an increment that is answered with success is lost'],
    [{ made: [1, 2, 2], last: 3 }, 'two increments make the same number'],
    [{ last: 4 }, 'more is counted than was answered with success'],
    [{ last: Number.NaN }, 'a number that is counted up is none any more'],
  ])('%j', (change, reason) => {
    expect(counted(change)).toMatchObject({ kind: 'violation', reason });
  });

  test('none of which succeeds say nothing', () => {
    expect(counted({ made: [], last: 0 }).kind).toBe('inconclusive');
  });
});

const answer = (status: number, body: unknown = {}) => ({ status, body, headers: {} }) as Answer;
const shown = (uid: string, rivals: readonly number[], status = 200) => {
  const labels = Object.fromEntries(rivals.map((index) => [`covenant-rival-${index}`, 'x']));
  return answer(status, { metadata: { name: 'p', uid, labels } });
};
const exists = (reason = 'AlreadyExists') =>
  answer(409, {
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    code: 409,
    reason,
    message: 'pods "p" already exists',
    details: { name: 'p', kind: 'pods' },
  });

describe('creations of one name', () => {
  const about = { kinds: ['pods', 'Pod'], group: '', name: 'p' };
  const judge = (posted: readonly [Answer, Answer], applied: readonly [Answer, Answer], found: Answer) => {
    const creates = [posted[0], applied[0], posted[1], applied[1]];
    const ways = ['post', 'apply', 'post', 'apply'] as const;
    return judgeRacedCreates({
      creates: creates.map((one, index) => ({ way: ways[index] as 'post' | 'apply', answer: one })),
      found,
      about,
    });
  };
  const posted = shown('u', [0], 201);
  const applied = shown('u', [0, 1]);

  test('one of which succeeds, the applications on top of it', () => {
    expect(judge([posted, exists()], [applied, shown('u', [0, 1, 3])], shown('u', [0, 1, 3]))).toEqual({
      kind: 'pass',
    });
    const first = shown('u', [1], 201);
    expect(judge([exists(), exists()], [first, shown('u', [1, 3])], shown('u', [1, 3]))).toEqual({ kind: 'pass' });
  });

  test('an application that is refused is for others to judge', () => {
    expect(judge([posted, exists()], [applied, answer(409)], shown('u', [0, 1])).kind).toBe('pass');
  });

  test.each<[string, ReturnType<typeof judge>, string]>([
    [
      'two',
      judge([posted, shown('v', [2], 201)], [applied, applied], shown('u', [0, 1, 3])),
      'several creations of one name are answered 201',
    ],
    [
      'not there',
      judge([posted, exists()], [applied, applied], answer(404)),
      'a creation is answered 201, and the object is not there',
    ],
    [
      'that of another',
      judge([posted, exists()], [applied, applied], shown('v', [0, 1, 3])),
      'what is there is not what was made',
    ],
    [
      'one lost to another',
      judge([posted, exists()], [applied, applied], shown('u', [0, 3])),
      'what is answered with success is lost to another',
    ],
    [
      'one refused, and there',
      judge([posted, exists()], [applied, applied], shown('u', [0, 1, 2, 3])),
      'a creation that is refused changes what another made',
    ],
    [
      'told of another conflict',
      judge([posted, exists('Conflict')], [applied, applied], shown('u', [0, 1, 3])),
      'a POST of a name that is taken meanwhile: the reason of the Status is "Conflict", not AlreadyExists',
    ],
  ])('%s', (_what, outcome, reason) => {
    expect(outcome).toMatchObject({ kind: 'violation', reason });
  });

  test('none of which succeeds, or one of which fails, say nothing', () => {
    const none = answer(403);
    expect(judge([none, none], [none, none], answer(404)).kind).toBe('inconclusive');
    expect(judge([posted, answer(500)], [applied, applied], shown('u', [0, 1, 3])).kind).toBe('inconclusive');
  });
});

describe('an object that was made under the name of one that was deleted', () => {
  const found = (body: unknown, status = 200, successes = 2) =>
    judgeRecreated({ created: shown('u', [], 201), found: answer(status, body), successes });

  test('stays', () => {
    expect(found({ metadata: { uid: 'u' } })).toEqual({ kind: 'pass' });
  });

  test.each([
    ['is gone', found({}, 404)],
    ['is going', found({ metadata: { uid: 'u', deletionTimestamp: '2026-01-01T00:00:00Z' } })],
    ['is another', found({ metadata: { uid: 'v' } })],
  ])('%s', (_what, outcome) => {
    const reason = 'a deletion with the uid of one object deletes the next one of its name';
    expect(outcome).toMatchObject({ kind: 'violation', reason });
  });

  test.each([0, 1])('and is gone was deleted by somebody else where %i deletions succeeded', (successes) => {
    expect(found({}, 404, successes).kind).toBe('inconclusive');
  });

  test('cannot be judged where it was not made, or cannot be read', () => {
    expect(judgeRecreated({ created: exists(), found: answer(200), successes: 2 }).kind).toBe('inconclusive');
    expect(found({}, 500).kind).toBe('inconclusive');
  });
});
