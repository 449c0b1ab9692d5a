import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import type { ObservedWrite } from './update-rules.ts';
import { changesSince, judgeDone, judgeRefused } from './whole-write.ts';

const own = 'tester';
const entry = (manager: string, subresource?: string) => ({
  manager,
  ...(subresource !== undefined && { subresource }),
});

function thing(version: string, size: number, more: JsonObject = {}, managers: readonly JsonObject[] = [entry(own)]) {
  return { metadata: { resourceVersion: version, managedFields: managers }, spec: { size }, ...more };
}

function write(status: number, before: JsonObject, after: JsonObject, wanted = after): ObservedWrite {
  return { field: 'spec.size', before, wanted, status, answer: { message: 'no' }, after };
}

const refused = (status: number, after: JsonObject, statuses?: readonly number[]) =>
  judgeRefused(write(status, thing('1', 1), after), own, 'it', statuses);

describe('what must be refused', () => {
  test('is refused by any status that blames the client, or by those that are named', () => {
    expect(refused(422, thing('1', 1))).toEqual({ kept: true });
    expect(refused(409, thing('1', 1), [409])).toEqual({ kept: true });
    expect(refused(422, thing('1', 1), [409])).toMatchObject({ kept: false, effect: 'refused' });
  });

  test('is not answered with success, whether anything comes of it or not', () => {
    expect(refused(200, thing('1', 1))).toMatchObject({
      kept: false,
      effect: 'ignored',
      reason: 'it is answered with success',
    });
    expect(refused(200, thing('2', 2))).toMatchObject({ kept: false, effect: 'updated', reason: 'it is accepted' });
  });

  test('leaves the object alone, down to its version', () => {
    expect(refused(422, thing('2', 1))).toMatchObject({ kept: false, effect: 'other' });
    expect(refused(500, thing('1', 2))).toMatchObject({ kept: false, effect: 'other' });
  });

  test('is not known where the server fails', () => {
    for (const status of [500, 503])
      expect(refused(status, thing('1', 1))).toEqual({ kept: 'unknown', why: `it is answered ${status}: no` });
  });

  test.each<[string, Parameters<typeof refused>, object]>([
    [
      'accepted',
      [200, thing('2', 2)],
      { effect: 'updated', reason: 'it is accepted', actual: 'answer 200; spec.size was 1, is 2' },
    ],
    [
      'answered with success',
      [200, thing('1', 1), [409, 422]],
      {
        effect: 'ignored',
        reason: 'it is answered with success',
        expected: 'it is refused with 409 or 422, nothing changes',
        actual: 'answer 200; nothing changed',
      },
    ],
    [
      'refused with a change',
      [400, thing('1', 2)],
      {
        effect: 'other',
        reason: 'it is refused, and yet changes the object',
        actual: 'answer 400: no; spec.size was 1, is 2',
      },
    ],
    [
      'refused with another status',
      [422, thing('1', 1), [409]],
      {
        effect: 'refused',
        reason: 'it is refused with another status than 409',
        expected: 'it is refused with 409, nothing changes',
        actual: 'answer 422: no; nothing changed',
      },
    ],
  ])('is told for people where it is %s', (_, seen, told) => {
    const expected = 'it is refused with 4xx, nothing changes';
    expect(refused(...seen)).toEqual({ kept: false, expected, ...told });
  });

  test('is told by what a reader looks for, and by the bookkeeping only where that is all', () => {
    expect(refused(200, thing('2', 2))).toMatchObject({ actual: 'answer 200; spec.size was 1, is 2' });
    expect(refused(200, thing('2', 1))).toMatchObject({ actual: 'answer 200; metadata.resourceVersion was 1, is 2' });
  });
});

test('what another client does to the status is left out, and nothing else', () => {
  const before = thing('1', 1);
  const both = [entry(own), entry('controller', 'status')];
  expect(changesSince(before, thing('2', 1, { status: { ready: true } }, both), own)).toEqual([]);
  expect(changesSince(before, thing('2', 2, { status: { ready: true } }, both), own)).toMatchObject([
    { path: 'spec.size' },
  ]);
  expect(changesSince(before, thing('2', 1), own)).toMatchObject([{ path: 'metadata.resourceVersion' }]);
});

describe('what is lawful', () => {
  const done = (status: number, after: JsonObject) =>
    judgeDone(write(status, thing('1', 1), after, thing('1', 2)), 'it');

  test('is done as a whole, whatever the server notes beside it', () => {
    expect(done(200, thing('2', 2))).toEqual({ kept: true });
  });

  test('is neither refused nor done otherwise', () => {
    expect(done(409, thing('1', 1))).toMatchObject({ kept: false, effect: 'refused', actual: 'answer 409: no' });
    expect(done(200, thing('2', 1))).toMatchObject({ kept: false, reason: 'it makes something else of the object' });
    expect(done(200, thing('2', 2, { status: {} }))).toMatchObject({ kept: false, effect: 'other' });
    for (const status of [500, 503])
      expect(done(status, thing('1', 1))).toEqual({ kept: 'unknown', why: `it is answered ${status}` });
  });

  test('and is told for people where it is not done', () => {
    const expected = 'it is answered 200, the object is as wanted';
    expect(done(400, thing('1', 1))).toEqual({
      kept: false,
      effect: 'refused',
      reason: 'it is refused',
      expected,
      actual: 'answer 400: no',
    });
    expect(done(200, thing('2', 1))).toEqual({
      kept: false,
      effect: 'other',
      reason: 'it makes something else of the object',
      expected,
      actual: 'answer 200; against what was wanted: spec.size was 2, is 1',
    });
  });
});
