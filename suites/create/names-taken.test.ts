import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/client/client.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';
import { answer, refusal, resource, shown, shownWith } from './answers.test-data.ts';
import { judgeNames } from './distinct-names.ts';
import { judgeRivals, judgeSecond, type Rivals, type Second } from './duplicates.ts';

const taken = refusal(409, 'AlreadyExists');

describe('a second creation of a name', () => {
  const seen: Second = { name: 'n', before: shown, answer: taken, after: answer(200, shown) };
  const judge = (change: Partial<Second>) => judgeSecond({ ...seen, ...change }, resource);

  test('is refused, and the first stays', () => {
    expect(judge({})).toEqual({ kind: 'pass' });
  });

  test.each<[string, Partial<Second>, string]>([
    ['takes the first away', { after: answer(404) }, 'takes away the first'],
    ['changes the first', { after: answer(200, shownWith({ uid: 'other' })) }, 'changes the first'],
    [
      'changes the first though it is answered well',
      { answer: answer(201), after: answer(200, shownWith({ uid: 'v' })) },
      'changes the first',
    ],
    ['is answered with success', { answer: answer(201, shown) }, 'answered 201'],
    ['is answered 500', { answer: refusal(500, 'InternalError') }, 'refused with 500'],
    ['is answered as another conflict', { answer: refusal(409, 'Conflict') }, 'reason of the Status is "Conflict"'],
    ['is refused for another name', { answer: refusal(409, 'AlreadyExists', 'm') }, 'details.name'],
  ])('that %s breaks the promise', (_what, change, reason) => {
    expect(judge(change)).toMatchObject({ kind: 'violation', reason: expect.stringContaining(reason) });
  });

  test('says nothing where another client wrote to the first, or it cannot be read', () => {
    const managedFields = [{ manager: 'controller', operation: 'Update' }];
    const written = answer(200, shownWith({ managedFields, finalizers: [] }));
    expect(judge({ after: written })).toMatchObject({ kind: 'inconclusive' });
    expect(judge({ after: answer(200, shownWith({ managedFields, uid: 'v' })) })).toMatchObject({ kind: 'violation' });
    expect(judge({ after: answer(500) })).toMatchObject({ kind: 'inconclusive' });
  });
});

describe('of several creations of a name', () => {
  const created = answer(201, shown);
  const judge = (answers: readonly Answer[], found: Rivals['found'] = answer(200, shown)) =>
    judgeRivals({ name: 'n', answers, found }, resource);

  test('one is created', () => {
    expect(judge([taken, created, taken])).toEqual({ kind: 'pass' });
  });

  test('not two, nor another than the one that is there, and the others are refused as they should be', () => {
    expect(judge([created, created])).toMatchObject({ kind: 'violation', reason: expect.stringContaining('several') });
    expect(judge([created, taken], answer(200, shownWith({ uid: 'v' })))).toMatchObject({ kind: 'violation' });
    expect(judge([created, refusal(409, 'Conflict')])).toMatchObject({ kind: 'violation' });
  });

  test('none says nothing', () => {
    expect(judge([answer(500), answer(500)])).toMatchObject({ kind: 'inconclusive' });
    expect(judge([taken, taken])).toMatchObject({ kind: 'inconclusive' });
  });
});

describe('names of one prefix', () => {
  const given = (name: string) => ({ answer: answer(201), stored: { name } as StoredObject });
  const refused = { answer: taken, stored: undefined };
  const judge = (...creations: Parameters<typeof judgeNames>[0]) => judgeNames(creations, resource);

  test('differ, and one of them may have been taken', () => {
    expect(judge(given('a'), given('b'))).toEqual({ kind: 'pass' });
    expect(judge(given('a'), refused)).toEqual({ kind: 'pass' });
  });

  test('may not meet, nor be refused for anything else, nor be taken in another way', () => {
    expect(judge(given('a'), given('a'))).toMatchObject({ kind: 'violation' });
    expect(judge(given('a'), refused, refused)).toMatchObject({ kind: 'violation' });
    expect(judge({ answer: refusal(422, 'Invalid'), stored: undefined })).toMatchObject({ kind: 'violation' });
    expect(judge(given('a'), { answer: refusal(409, 'Conflict'), stored: undefined })).toMatchObject({
      kind: 'violation',
    });
  });

  test('that a fault of the server keeps away say nothing', () => {
    expect(judge(given('a'), { answer: answer(500), stored: undefined })).toMatchObject({ kind: 'inconclusive' });
  });
});
