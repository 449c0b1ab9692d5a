import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/client/client.ts';
import { parameter } from './with-parameter.ts';
import { judgeWrongValues } from './wrong-values.ts';

const object = { kind: 'Thing', metadata: { name: 'a', resourceVersion: '1' } };
const changed = { ...object, metadata: { name: 'a', resourceVersion: '2' } };

function answer(status: number, field?: string): Answer {
  const reason = status === 422 ? 'Invalid' : 'BadRequest';
  const details = field === undefined ? {} : { causes: [{ field, reason: 'FieldValueNotSupported', message: 'no' }] };
  const body = { kind: 'Status', apiVersion: 'v1', status: 'Failure', code: status, reason, message: 'no', details };
  return { status, body: status < 400 ? object : body, headers: {}, exchange: {} as never };
}

const tried = (value: string, refusal: Answer, after = object) => ({
  parameter: parameter('dryRun', value),
  seen: { before: object, answer: refusal, after, control: answer(200), owed: { statuses: [422, 400] } },
});
const lenient = (one: { values: readonly string[] }) => one.values.every((value) => value === '');

test('a wrong value that is refused, with 422 and its name or with 400, is right', () => {
  expect(judgeWrongValues('it', [tried('Nope', answer(422, 'dryRun')), tried('no', answer(400))], {})).toEqual({
    kind: 'pass',
  });
});

describe.each([
  ['is taken', tried('Nope', answer(200)), /it with dryRun=Nope: it is answered 200/],
  ['is taken and changes the object', tried('Nope', answer(200), changed), /dryRun=Nope is accepted/],
  ['is refused, and yet changes the object', tried('Nope', answer(422, 'dryRun'), changed), /yet changes/],
  ['is refused with 422 and not named', tried('Nope', answer(422, 'spec')), /do not name dryRun/],
  ['is refused with another status', tried('Nope', answer(404)), /404, not 422 or 400/],
] as const)('a wrong value that %s', (_what, one, reason) => {
  test('is a violation, whatever the others come to', () => {
    const outcome = judgeWrongValues('it', [tried('no', answer(400)), one], { lenient });
    expect(outcome.kind).toBe('violation');
    expect('reason' in outcome ? outcome.reason : '').toMatch(reason);
  });
});

test('of a value that it is only unwise to take there is advice, but for what is worse', () => {
  const empty = tried('', answer(200), changed);
  expect(judgeWrongValues('it', [empty], { lenient }).kind).toBe('advisory');
  expect(judgeWrongValues('it', [empty, tried('no', answer(400))], { lenient }).kind).toBe('advisory');
  expect(judgeWrongValues('it', [empty, tried('Nope', answer(200))], { lenient }).kind).toBe('violation');
  expect(judgeWrongValues('it', [empty], {}).kind).toBe('violation');
});
