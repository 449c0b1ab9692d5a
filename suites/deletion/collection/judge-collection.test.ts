import { describe, expect, test } from 'vitest';
import { answer, going, refusal, resource, stored, success, thing } from '../answers.test-data.ts';
import type { SeenCollection } from './delete-collection.ts';
import {
  judgeCollection,
  judgeRefusedCollection,
  judgeUntouched,
  lostOf,
  type OwedCollection,
} from './judge-collection.ts';

const made = [stored('a'), stored('b', { finalizers: ['x.example/1'] }), stored('c')];
const held = going('b', { finalizers: ['x.example/1'] });
/** A deletion of `a` and `b`, of which a finalizer holds one. */
const seen: SeenCollection = {
  made,
  asked: { gracePeriodSeconds: 0, propagationPolicy: 'Background' },
  listed: 200,
  answer: answer(200, { kind: 'ThingList', items: [thing('a'), thing('b')] }),
  left: [held, thing('c')],
  tookMs: 100,
};
const owed: OwedCollection = { what: 'it', resource, isPromised: true, chooses: ({ name }) => name !== 'c' };
const judge = (change: Partial<SeenCollection> = {}, other: Partial<OwedCollection> = {}) =>
  judgeCollection({ ...owed, ...other }, { ...seen, ...change });

describe('a deletion of a collection is right', () => {
  test.each<[string, Partial<SeenCollection>]>([
    ['that deletes what it chooses, and lists it', {}],
    ['that is answered with a Status', { answer: answer(200, success) }],
    ['while the status of others is written', { left: [held, { ...thing('c'), status: { phase: 'x' } }] }],
    ['of a server whose items do not say what they are', { left: [held, without(thing('c'))] }],
  ])('%s', (_what, change) => {
    expect(judge(change)).toEqual({ kind: 'pass' });
  });

  test('that finds nothing to delete', () => {
    const nothing = { answer: answer(200, { kind: 'ThingList', items: [] }), left: made.map(({ object }) => object) };
    expect(judge(nothing, { chooses: () => false })).toEqual({ kind: 'pass' });
  });
});

function without({ apiVersion: _version, kind: _kind, ...item }: Record<string, unknown>) {
  return item;
}

describe('a violation is a deletion of a collection', () => {
  const too = 'it deletes, or changes, what it does not choose';
  test.each<[string, Partial<SeenCollection>, string]>([
    ['that deletes another object', { left: [held] }, too],
    ['that marks another object', { left: [held, going('c')] }, too],
    ['that changes another object', { left: [held, thing('c', { labels: { a: 'b' } })] }, too],
    ['that fails, and deletes another object', { answer: answer(500), left: [held] }, too],
    [
      'that is refused',
      { answer: refusal(400, 'BadRequest'), left: made.map(({ object }) => object) },
      'it is refused',
    ],
    ['that leaves an object', { left: [thing('a'), held, thing('c')] }, 'not all that it chooses are deleted'],
    ['that removes what a finalizer holds', { left: [thing('c')] }, 'not all that it chooses are deleted'],
    ['that is answered with another status', { answer: answer(202, success) }, 'it is answered 202'],
    ['whose answer is no list', { answer: answer(200, 'done') }, 'neither a list nor a Status'],
    ['whose answer is another list', { answer: answer(200, { kind: 'PodList', items: [] }) }, 'it is a PodList'],
    ['whose answer is a failure', { answer: answer(200, { ...success, status: 'Failure' }) }, 'not of success'],
    [
      'whose answer leaves one out',
      { answer: answer(200, { kind: 'ThingList', items: [thing('a')] }) },
      'b is deleted, and not listed',
    ],
    [
      'whose answer has one more',
      { answer: answer(200, { kind: 'ThingList', items: ['a', 'b', 'c'].map((name) => thing(name)) }) },
      'c is listed, and not deleted',
    ],
  ])('%s', (_what, change, reason) => {
    const outcome = judge(change);
    expect(outcome.kind).toBe('violation');
    expect('reason' in outcome ? outcome.reason : '').toContain(reason);
  });
});

describe('a collection that cannot be deleted at all', () => {
  const refused = { answer: refusal(405, 'MethodNotAllowed'), left: made.map(({ object }) => object) };

  test('is no broken promise where there was none', () => {
    expect(judge(refused, { isPromised: false }).kind).toBe('unsupported');
    expect(judge(refused).kind).toBe('violation');
  });
});

test('nothing is known where the server fails, and leaves alone what is not chosen', () => {
  expect(judge({ answer: answer(503), left: [thing('c')] }).kind).toBe('inconclusive');
});

test('what is lost is told, object by object', () => {
  expect(lostOf({ made, left: [thing('a'), going('b', { finalizers: ['x.example/1'] })] }, () => true)).toEqual([
    'b is being deleted',
    'c is gone',
  ]);
});

describe('a deletion that must be refused', () => {
  const whole = { ...seen, answer: refusal(400, 'BadRequest'), left: made.map(({ object }) => object) };
  const must = { what: 'it', isPromised: true, statuses: [400] };

  test('is right where it is, and nothing is deleted', () => {
    expect(judgeRefusedCollection(must, whole)).toEqual({ kind: 'pass' });
    expect(judgeUntouched('it', whole)).toEqual({ kind: 'pass' });
  });

  test.each<[string, Partial<SeenCollection>, string]>([
    ['deletes something', { left: whole.left.slice(1) }, 'it deletes, or changes, objects'],
    ['fails, and deletes something', { answer: answer(500), left: [] }, 'it deletes, or changes, objects'],
    ['is accepted, and finds nothing', { answer: answer(200, success) }, 'it: it is answered 200'],
    ['is refused with another status', { answer: refusal(403, 'Forbidden') }, 'with 403, not 400'],
  ])('is a violation where it %s', (_what, change, reason) => {
    const outcome = judgeRefusedCollection(must, { ...whole, ...change });
    expect(outcome.kind).toBe('violation');
    expect('reason' in outcome ? outcome.reason : '').toContain(reason);
  });

  test.each<[Partial<SeenCollection>, boolean, string]>([
    [{ answer: answer(500) }, true, 'advisory'],
    [{ answer: answer(503) }, true, 'inconclusive'],
    [{ answer: refusal(405, 'MethodNotAllowed') }, false, 'unsupported'],
  ])('is otherwise what it can be said to be: %#', (change, isPromised, kind) => {
    expect(judgeRefusedCollection({ ...must, isPromised }, { ...whole, ...change }).kind).toBe(kind);
  });
});
