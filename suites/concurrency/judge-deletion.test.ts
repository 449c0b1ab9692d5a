import { describe, expect, test } from 'vitest';
import type { PreconditionAnswer } from '../../specs/oracles/concurrency.ts';
import { pod } from '../../specs/oracles/update-rules.test-data.ts';
import { outcomeOfDeletions, type SeenDeletion } from './judge-deletion.ts';

const refused: PreconditionAnswer = { effect: 'refused', statuses: [409], tolerated: [] };
const either: PreconditionAnswer = { effect: 'either', statuses: [400, 409, 422], tolerated: [] };
const done: PreconditionAnswer = { effect: 'done', statuses: [], tolerated: [] };

const object = pod('a', '1');
const there = { status: 200, body: object };
const gone = { status: 404, body: {} };
const going = { status: 200, body: { ...object, metadata: { name: 'p', deletionTimestamp: '2026-01-01T00:00:00Z' } } };
const conflict = {
  status: 409,
  body: {
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    code: 409,
    reason: 'Conflict',
    message: 'the UID in the precondition does not match',
    details: { name: 'p', kind: 'Pod' },
  },
};
const success = { status: 200, body: { kind: 'Status', status: 'Success' } };

function deletion(
  predicted: PreconditionAnswer,
  answer: SeenDeletion['answer'],
  found: SeenDeletion['found'],
): SeenDeletion {
  const about = { kinds: ['pods', 'Pod'], group: '', name: 'p' };
  return { what: 'a deletion', predicted, before: object, answer, found, about };
}

const control = deletion(done, success, gone);

test.each([
  ['refused, and it stays', deletion(refused, conflict, there)],
  ['gone', deletion(done, success, gone)],
  ['going', deletion(done, success, going)],
  ['either: gone', deletion(either, success, gone)],
  ['either: refused', deletion(either, conflict, there)],
])('as predicted: %s', (_what, one) => {
  expect(outcomeOfDeletions([one, control])).toEqual({ kind: 'pass' });
});

describe('broken:', () => {
  test.each<[string, SeenDeletion, string]>([
    ['deletes what it must not', deletion(refused, success, gone), 'a deletion deletes it'],
    ['answered with success', deletion(refused, success, there), 'a deletion is answered with success'],
    ['refused, and gone', deletion(refused, conflict, gone), 'a deletion is refused, and yet deletes the object'],
    [
      'refused, and changed',
      deletion(refused, conflict, { status: 200, body: pod('b', '2') }),
      'a deletion is refused, and yet changes the object',
    ],
    ['what holds is refused', deletion(done, conflict, there), 'a deletion is refused'],
    ['no effect', deletion(done, success, there), 'a deletion is answered with success, and does not delete it'],
    [
      'another status',
      deletion(refused, { status: 422, body: { ...conflict.body, code: 422, reason: 'Invalid' } }, there),
      'a deletion: it is refused with 422, not 409',
    ],
    [
      'another object in the details',
      deletion(refused, { ...conflict, body: { ...conflict.body, details: { name: 'q', kind: 'Pod' } } }, there),
      'a deletion: details.name of the Status is "q", not "p"',
    ],
  ])('%s', (_what, one, reason) => {
    expect(outcomeOfDeletions([one, control])).toMatchObject({ kind: 'violation', reason });
  });
});

test.each([
  ['it cannot be read back', deletion(refused, conflict, { status: 500, body: {} })],
  ['the server fails', deletion(refused, { status: 503, body: {} }, there)],
  ['what holds is forbidden', deletion(done, { status: 403, body: {} }, there)],
])('nothing is learned where %s', (_what, one) => {
  expect(outcomeOfDeletions([one, control]).kind).toBe('inconclusive');
});

test('a wrong status says nothing where even what is lawful is refused, a wrong effect says all', () => {
  const wrongStatus = deletion(refused, { status: 422, body: {} }, there);
  const failing = deletion(done, { status: 403, body: {} }, there);
  expect(outcomeOfDeletions([wrongStatus, failing]).kind).toBe('inconclusive');
  expect(outcomeOfDeletions([deletion(refused, success, gone), failing]).kind).toBe('violation');
  expect(outcomeOfDeletions([deletion(refused, conflict, there), failing]).kind).toBe('inconclusive');
});
