import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/client/client.ts';
import { invalid } from './covers.ts';
import { judgeNoLog } from './no-log.ts';
import { judgeOptions } from './option-cases.ts';
import { judgeLog } from './read-log.ts';

const status = (code: number, reason: string, details: object = {}) => ({
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Failure',
  message: 'no',
  reason,
  code,
  details,
});

function answer(code: number, body: unknown = undefined, responseBody = ''): Answer {
  return { status: code, headers: {}, body, exchange: { responseBody } } as unknown as Answer;
}

const badRequest = answer(400, status(400, 'BadRequest'));

describe('where there is no log', () => {
  test.each<[string, Answer]>([
    ['204', answer(204)],
    ['200 with nothing', answer(200)],
    ['the Status of an error', badRequest],
    ['that of another', answer(404, status(404, 'NotFound'))],
  ])('%s is right', (_what, seen) => {
    expect(judgeNoLog('x', seen)).toEqual({ kind: 'pass' });
  });

  test.each<[string, Answer, RegExp]>([
    ['a text is not', answer(200, undefined, 'no such container\n'), /shows a log/],
    ['an error without a Status is not', answer(400), /the body is no Status/],
    ['a Status of another code is not', answer(400, status(500, 'BadRequest')), /code of the Status is 500/],
  ])('%s', (_what, seen, reason) => {
    expect(judgeNoLog('x', seen)).toMatchObject({ kind: 'violation', reason: expect.stringMatching(reason) });
  });

  test('a failure of the server says nothing', () => {
    expect(judgeNoLog('x', answer(500, status(500, 'InternalError'))).kind).toBe('inconclusive');
  });
});

describe('a log that may be read', () => {
  const wrong = (text: string) => (text === 'right\n' ? undefined : 'other lines');
  const judge = (seen: Answer, plain?: Answer) => judgeLog({ answer: seen, plain }, 'a log', 'right', wrong);

  test('is shown, and is right', () => {
    expect(judge(answer(200, undefined, 'right\n'))).toEqual({ kind: 'pass' });
    expect(judge(answer(200, undefined, 'wrong\n'))).toMatchObject({ kind: 'violation', actual: 'other lines' });
  });

  test('is refused for its options only where it can be read without them', () => {
    expect(judge(badRequest, answer(204))).toMatchObject({ kind: 'violation', reason: 'a log is refused' });
    expect(judge(badRequest, badRequest).kind).toBe('inconclusive');
    expect(judge(badRequest).kind).toBe('inconclusive');
    expect(judge(answer(502), answer(204)).kind).toBe('inconclusive');
  });
});

describe('options that are none', () => {
  const object = { metadata: { resourceVersion: '1' } };
  const judge = (seen: Answer, control = answer(204)) =>
    judgeOptions('x', { before: object, after: object, answer: seen, control, owed: invalid('tailLines') });
  const causes = (field: string) => ({ causes: [{ field, reason: 'FieldValueInvalid', message: 'no' }] });

  test('are invalid, and named, or a bad request', () => {
    expect(judge(answer(422, status(422, 'Invalid', causes('tailLines'))))).toEqual({ kind: 'pass' });
    expect(judge(badRequest)).toEqual({ kind: 'pass' });
  });

  test.each<[string, Answer, RegExp]>([
    ['are not taken', answer(204), /it is answered 204/],
    ['are named where they are invalid', answer(422, status(422, 'Invalid', causes('x'))), /do not name tailLines/],
    ['are no conflict', answer(409, status(409, 'Conflict')), /refused with 409/],
  ])('%s', (_what, seen, reason) => {
    expect(judge(seen)).toMatchObject({ kind: 'violation', reason: expect.stringMatching(reason) });
  });

  test('say nothing where lawful ones are refused too', () => {
    expect(judge(badRequest, badRequest).kind).toBe('inconclusive');
    expect(judge(answer(500, status(500, 'InternalError')), badRequest).kind).toBe('inconclusive');
  });

  test('are no failure of the server, which is only advised against', () => {
    expect(judge(answer(500, status(500, 'InternalError'))).kind).toBe('advisory');
  });
});
