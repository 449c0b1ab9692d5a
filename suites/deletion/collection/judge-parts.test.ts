import { describe, expect, test } from 'vitest';
import { answer, refusal, resource, stored, success, thing } from '../answers.test-data.ts';
import type { SeenCollection } from './delete-collection.ts';
import { judgeParts, type PartsSeen } from './judge-parts.ts';

const made = ['a', 'b', 'c', 'd'].map((name) => stored(name));
const chosen = made.slice(0, 3);
const late = stored('e');
const owed = { resource, isPromised: true, limit: 2 };

/** A part whose answer lists these, and after which those are left. */
function part(listed: readonly string[], left: readonly string[], token?: string): SeenCollection {
  const metadata = token === undefined ? {} : { continue: token };
  const body = { kind: 'ThingList', metadata, items: listed.map((name) => thing(name)) };
  return { made, asked: {}, listed: 200, answer: answer(200, body), left: left.map((name) => thing(name)), tookMs: 1 };
}

const seen: PartsSeen = {
  made,
  chosen,
  parts: [part(['a', 'b'], ['c', 'd'], 't'), part(['c'], ['d', 'e'])],
  late,
  left: [thing('d'), thing('e')],
};
const judge = (change: Partial<PartsSeen> = {}, other: Partial<typeof owed> = {}) =>
  judgeParts({ ...owed, ...other }, { ...seen, ...change });

test('parts that together delete what was chosen when the first was asked for are right', () => {
  expect(judge()).toEqual({ kind: 'pass' });
});

test('a limit that is ignored, and said to be, is an advisory', () => {
  const whole = { parts: [part(['a', 'b', 'c'], ['d'])], late: undefined, left: [thing('d')] };
  expect(judge(whole).kind).toBe('advisory');
  const told = [{ ...part([], ['d']), answer: answer(200, success) }];
  expect(judge({ ...whole, parts: told }).kind).toBe('advisory');
});

describe('a violation is', () => {
  test.each<[string, Partial<PartsSeen>, string]>([
    [
      'a part that deletes more than it lists',
      { parts: [part(['a', 'b'], ['d'], 't'), part([], ['d', 'e'])] },
      'a part deletes 3, more than the limit of 2',
    ],
    [
      'the whole that is listed as a part',
      { parts: [part(['a', 'b'], ['d'])], late: undefined, left: [thing('d')] },
      'a part deletes 3',
    ],
    ['an end before the end', { parts: [part(['a', 'b'], ['c', 'd'])] }, 'has no token, and not all is deleted'],
    ['no end', { parts: Array.from({ length: 6 }, () => part([], ['c', 'd'], 't')) }, 'do not come to an end'],
    ['a part that deletes what is not chosen', { parts: [part(['a'], ['b', 'c'], 't')] }, 'what it does not choose'],
    ['a part that deletes what came later', { left: [thing('d')] }, 'made after the first part is deleted'],
    [
      'a part that is refused',
      { parts: [part(['a', 'b'], ['c', 'd'], 't'), { ...part([], ['c', 'd']), answer: refusal(400, 'BadRequest') }] },
      'a part is answered 400',
    ],
  ])('%s', (_what, change, reason) => {
    const outcome = judge(change);
    expect(outcome.kind).toBe('violation');
    expect('reason' in outcome ? outcome.reason : '').toContain(reason);
  });
});

test('nothing is known where the server fails, or answers something else', () => {
  const fails = [{ ...part([], ['a', 'b', 'c', 'd']), answer: answer(503) }];
  expect(judge({ parts: fails }).kind).toBe('inconclusive');
  const odd = seen.parts.map((one) => ({ ...one, answer: answer(200, { kind: 'Table', items: [] }) }));
  expect(judge({ parts: odd }).kind).toBe('inconclusive');
});

test('a collection that cannot be deleted is no broken promise where there was none', () => {
  const parts = [{ ...part([], ['a', 'b', 'c', 'd']), answer: refusal(405, 'MethodNotAllowed') }];
  expect(judge({ parts }, { isPromised: false }).kind).toBe('unsupported');
  expect(judge({ parts }).kind).toBe('violation');
});
