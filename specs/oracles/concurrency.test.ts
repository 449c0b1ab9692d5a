import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type DeletePreconditions, deletionAnswer, type PreconditionAnswer, versionAnswer } from './concurrency.ts';

/**
 * What kube-apiserver answered to requests that name a version, a uid, or neither: from the recordings by scenario and step, and
 * from trials (`tried`) of every kind, path and way, which all came out the same. Versions are counted from the stored one, 50.
 */
interface RecordedPrecondition {
  readonly at: string;
  readonly method: 'PUT' | 'PATCH' | 'DELETE';
  readonly stored: { readonly uid: string; readonly resourceVersion: string };
  readonly version?: string | null;
  readonly preconditions?: DeletePreconditions;
  readonly answers: readonly { readonly versions: readonly string[]; readonly status: number }[];
}

const file = readFileSync(new URL('recorded/preconditions.jsonl', import.meta.url), 'utf8');
const recorded = file
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as RecordedPrecondition);

function predicted({ method, stored, version, preconditions = {} }: RecordedPrecondition): PreconditionAnswer {
  return method === 'DELETE'
    ? deletionAnswer(preconditions, stored)
    : versionAnswer(version, stored.resourceVersion, method);
}

function allows({ effect, statuses, tolerated }: PreconditionAnswer, status: number): boolean {
  if (status < 400) return effect !== 'refused';
  return effect !== 'done' && [...statuses, ...tolerated].includes(status);
}

test('every recorded answer is as predicted', () => {
  expect(recorded.length).toBeGreaterThan(70);
  const wrong = recorded.flatMap((one) =>
    one.answers.filter(({ status }) => !allows(predicted(one), status)).map(({ status }) => `${one.at}: ${status}`),
  );
  expect(wrong).toEqual([]);
});

test('an answer that is not the recorded one is found, open questions aside', () => {
  const opposite = (status: number) => (status < 400 ? 409 : 200);
  const open = recorded.filter((one) => predicted(one).effect === 'either').map(({ at }) => at);
  const missed = recorded.filter((one) => allows(predicted(one), opposite(one.answers[0]?.status ?? 0)));
  expect(missed.map(({ at }) => at)).toEqual(open);
  // What is open is just this: nothing named, in its several spellings, and the stored version with zeros before it.
  expect([...new Set(open)].sort()).toEqual(
    [
      ...['optimistic-concurrency/9', 'pod-status/5', 'pod-update-spec-fields-put/3', 'endpoints/43'],
      ...['absent', 'empty', 'lead', 'noUid', 'null', 'zero', 'zeros'].map((name) => `tried/${name}`),
    ].sort(),
  );
});

describe('a write that names', () => {
  test.each([
    ['the stored version', '50', 'done'],
    ['an older one', '49', 'refused'],
    ['one that is not there yet', '51', 'refused'],
    ['one that begins like it', '500', 'refused'],
    ['one that it begins with', '5', 'refused'],
    ['the stored version with zeros before it', '0050', 'either'],
    ['nothing, as an empty text', '', 'either'],
    ['nothing, as null', null, 'either'],
    ['zero', '0', 'either'],
  ] as const)('%s', (_what, sent, effect) => {
    for (const method of ['PUT', 'PATCH'] as const) expect(versionAnswer(sent, '50', method).effect).toBe(effect);
    if (effect === 'refused')
      expect(versionAnswer(sent, '50', 'PUT')).toEqual({ effect, statuses: [409], tolerated: [] });
  });

  test('none is for a patch to do, and for a PUT to be refused where the kind wants one', () => {
    expect(versionAnswer(undefined, '50', 'PATCH').effect).toBe('done');
    expect(versionAnswer(undefined, '50', 'PUT')).toEqual({
      effect: 'either',
      statuses: [400, 409, 422],
      tolerated: [],
    });
  });

  test.each(['abc', '-1', '1.5', '9223372036854775808', ' 50', '5O'])('no version at all: %s', (sent) => {
    const answer = { effect: 'refused', statuses: [400, 409, 422], tolerated: [500] };
    expect(versionAnswer(sent, '50', 'PUT')).toEqual(answer);
  });

  test('the greatest version that there can be is in conflict', () => {
    expect(versionAnswer('9223372036854775807', '50', 'PUT').statuses).toEqual([409]);
  });

  test('another version of a server whose versions are no numbers', () => {
    expect(versionAnswer('r-50', 'r-50', 'PUT').effect).toBe('done');
    expect(versionAnswer('50', 'r-50', 'PUT')).toMatchObject({ effect: 'refused', statuses: [400, 409, 422] });
  });
});

describe('a deletion with', () => {
  const stored = { uid: 'u1', resourceVersion: '50' };

  test('one condition that does not hold is refused, whatever the other', () => {
    for (const preconditions of [
      { uid: 'u2' },
      { resourceVersion: '49' },
      { uid: 'u1', resourceVersion: '51' },
      { uid: 'u2', resourceVersion: '50' },
      { uid: '', resourceVersion: '49' },
    ])
      expect(deletionAnswer(preconditions, stored), JSON.stringify(preconditions)).toEqual({
        effect: 'refused',
        statuses: [409],
        tolerated: [],
      });
  });

  test('a version that is none may be called invalid as well', () => {
    expect(deletionAnswer({ resourceVersion: 'abc' }, stored).statuses).toEqual([400, 409, 422]);
  });

  test('conditions that hold, or none, is done', () => {
    for (const preconditions of [{}, stored, { uid: null }, { resourceVersion: null }, { uid: 'u1' }])
      expect(deletionAnswer(preconditions, stored).effect, JSON.stringify(preconditions)).toBe('done');
  });

  test('a condition that says nothing is open', () => {
    for (const preconditions of [{ uid: '' }, { resourceVersion: '' }, { resourceVersion: '0' }])
      expect(deletionAnswer(preconditions, stored).effect, JSON.stringify(preconditions)).toBe('either');
    expect(deletionAnswer({ resourceVersion: '050' }, stored).effect).toBe('either');
  });
});
