import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import { type SeenEnd, wrongInDeletionAnswer, wrongInEnd } from './deletion.ts';

const finalizer = 'a.example/x';
const metadata = { name: 'p', uid: 'u', creationTimestamp: '2026-01-01T00:00:00Z', resourceVersion: '1' };
const before: JsonObject = { kind: 'Pod', metadata, spec: { nodeName: 'n', terminationGracePeriodSeconds: 30 } };
const held: JsonObject = { ...before, metadata: { ...metadata, finalizers: [finalizer] } };
const success = { kind: 'Status', status: 'Success', details: { name: 'p', uid: 'u' } };

/** The object as a deletion leaves it that gives it this long from the second of its creation on. */
function going(object: JsonObject, seconds: number, changes: JsonObject = {}): JsonObject {
  const deletionTimestamp = new Date(Date.parse(metadata.creationTimestamp) + seconds * 1000).toISOString();
  const old = object['metadata'] as JsonObject;
  return {
    ...object,
    metadata: { ...old, resourceVersion: '2', deletionTimestamp, deletionGracePeriodSeconds: seconds, ...changes },
  };
}

function wrong(seen: Partial<SeenEnd>): string | undefined {
  return wrongInEnd({ asked: {}, before, answer: success, after: undefined, tookMs: 500, ...seen });
}

describe('nothing is wrong', () => {
  test.each<[string, Partial<SeenEnd>]>([
    ['where it is gone, and the answer a Status', { asked: { gracePeriodSeconds: 0 } }],
    ['where it is gone, and the answer the object', { asked: { gracePeriodSeconds: 0 }, answer: going(before, 0) }],
    ['where it goes after its own time', { answer: going(before, 30), after: going(before, 30) }],
    ['where it goes after the time asked for', { asked: { gracePeriodSeconds: 5 }, after: going(before, 5) }],
    ['where its kind leaves dependents behind', { after: going(before, 30, { finalizers: ['orphan'] }) }],
    ['where a finalizer holds it', { before: held, after: going(held, 30) }],
    [
      'where the collector was quick',
      {
        before: held,
        asked: { propagationPolicy: 'Orphan' },
        answer: going(held, 30, { finalizers: [finalizer, 'orphan'] }),
        after: going(held, 30),
      },
    ],
    ['where the time is rounded', { after: going(before, 31, { deletionGracePeriodSeconds: 30 }) }],
    ['where its grace is not told', { after: going(before, 30, { deletionGracePeriodSeconds: undefined }) }],
    [
      'where the time is not changed',
      { before: going(held, 30), asked: { gracePeriodSeconds: 60 }, after: going(held, 30) },
    ],
    ['where it is made less', { before: going(held, 30), asked: { gracePeriodSeconds: 10 }, after: going(held, 10) }],
    [
      'where others wrote meanwhile',
      {
        before: held,
        after: { ...going(held, 30, { labels: { a: 'b' }, managedFields: [{ manager: 'other' }] }) },
      },
    ],
    ['where its status was written', { after: { ...going(before, 30), status: { phase: 'Running' } } }],
  ])('%s', (_what, seen) => {
    expect(wrong(seen)).toBeUndefined();
  });
});

describe('it is found', () => {
  test.each<[string, Partial<SeenEnd>, string]>([
    ['that it is gone, though held', { before: held, answer: going(held, 0) }, 'it is gone, though finalizers hold it'],
    ['that nothing became of it', { after: before }, 'does not show that it is being deleted'],
    [
      'that it is still there',
      { asked: { gracePeriodSeconds: 0, propagationPolicy: 'Background' }, after: going(before, 0) },
      'it is still there, though nothing holds it',
    ],
    ['that another time is given', { asked: { gracePeriodSeconds: 5 }, after: going(before, 30) }, 'are 30, not 5'],
    ['that a negative time is given', { asked: { gracePeriodSeconds: -5 }, after: going(before, -5) }, 'are -5'],
    [
      'that the end is not as told',
      { after: going(before, 300, { deletionGracePeriodSeconds: 30 }) },
      '270 s after the creation',
    ],
    [
      'that the end lies before the creation',
      { after: going(before, 0, { deletionGracePeriodSeconds: 30 }) },
      '-30 s after the creation',
    ],
    [
      'that the end moves later',
      { before: going(held, 30), after: going(held, 31, { deletionGracePeriodSeconds: 30 }) },
      'moves 1 s later',
    ],
    [
      'that the end stays where it was, though less was asked for',
      { before: going(held, 30), asked: { gracePeriodSeconds: 10 }, after: going(held, 30) },
      'are 30, not 10',
    ],
    [
      'that the end does not fit the less that is told',
      {
        before: going(held, 30),
        asked: { gracePeriodSeconds: 10 },
        after: going(held, 30, { deletionGracePeriodSeconds: 10 }),
      },
      '20 s off',
    ],
    [
      'that the policy is not followed',
      { before: held, asked: { propagationPolicy: 'Foreground' }, answer: going(held, 30), after: going(held, 30) },
      'in the answer its finalizers are a.example/x, not a.example/x and foregroundDeletion',
    ],
    [
      'that another policy is followed',
      {
        before: held,
        asked: { propagationPolicy: 'Foreground' },
        after: going(held, 30, { finalizers: [finalizer, 'orphan'] }),
      },
      'its finalizers are a.example/x and orphan, not',
    ],
    ['that a finalizer is lost', { before: held, after: going(before, 30) }, 'its finalizers are none, not'],
    [
      'that something else changes',
      { after: { ...going(before, 30), spec: { nodeName: 'n', terminationGracePeriodSeconds: 5 } } },
      'the deletion changes more than it has to: spec.terminationGracePeriodSeconds',
    ],
    [
      'that the answer hides the deletion',
      { before: held, answer: held, after: going(held, 30) },
      'the answer does not show that it is being deleted',
    ],
  ])('%s', (_what, seen, reason) => {
    expect(wrong(seen)).toContain(reason);
  });
});

describe('the body of an answer', () => {
  test.each([
    ['a text', 'gone', 'neither the object nor a Status'],
    ['nothing', undefined, 'neither the object nor a Status'],
    ['a Status that fails', { ...success, status: 'Failure' }, '"Failure", not "Success"'],
    [
      'a Status about another object',
      { ...success, details: { name: 'q' } },
      'details.name of the answer is "q", not "p"',
    ],
    ['a Status about another uid', { ...success, details: { uid: 'v' } }, 'details.uid'],
    ['another object', { ...before, metadata: { ...metadata, uid: 'v' } }, 'the answer shows another object'],
    ['another kind', { ...before, kind: 'Job' }, 'the answer shows another object'],
  ])('may not be %s', (_what, answer, reason) => {
    expect(wrongInDeletionAnswer(before, answer)).toContain(reason);
  });

  test.each([
    ['the object', before],
    ['the object, marked', going(before, 0)],
    ['a Status', success],
    ['a Status without details', { kind: 'Status', status: 'Success' }],
  ])('may be %s', (_what, answer) => {
    expect(wrongInDeletionAnswer(before, answer)).toBeUndefined();
  });
});
