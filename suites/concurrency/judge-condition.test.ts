import { describe, expect, test } from 'vitest';
import type { PreconditionAnswer } from '../../specs/oracles/concurrency.ts';
import { pod } from '../../specs/oracles/update-rules.test-data.ts';
import { type ConditionalWrite, judgeConditional, outcomeWithControls } from './judge-condition.ts';

const about = { kinds: ['pods', 'Pod'], group: '', name: 'p' };
const conflict = {
  kind: 'Status',
  apiVersion: 'v1',
  status: 'Failure',
  code: 409,
  reason: 'Conflict',
  message: 'the object has been modified',
  details: { name: 'p', kind: 'pods' },
};
const refused: PreconditionAnswer = { effect: 'refused', statuses: [409], tolerated: [] };
const malformed: PreconditionAnswer = { effect: 'refused', statuses: [400, 409, 422], tolerated: [500] };
const either: PreconditionAnswer = { effect: 'either', statuses: [400, 409, 422], tolerated: [] };
const done: PreconditionAnswer = { effect: 'done', statuses: [], tolerated: [] };

const before = pod('a', '1');
const wanted = pod('a', '1', { labels: { covenant: 'x' } });
const after = pod('a', '2', { labels: { covenant: 'x' } });

function write(
  predicted: PreconditionAnswer,
  status: number,
  answer: unknown = status < 400 ? after : conflict,
  then = status < 400 ? after : before,
): ConditionalWrite {
  const observed = { field: 'metadata', before, wanted, status, answer, after: then };
  return { what: 'a PUT', observed, predicted, about };
}

const unforeseen = { kind: 'Status', apiVersion: 'v1', status: 'Failure', code: 500, message: 'strconv' };

describe('as predicted', () => {
  test.each([
    ['refused with a Status that says so', write(refused, 409)],
    ['written as wanted', write(done, 200)],
    ['either written', write(either, 200)],
    ['or refused', write(either, 422, { ...conflict, code: 422, reason: 'Invalid' })],
    ['refused as bad where it is no version', write(malformed, 400, { ...conflict, code: 400, reason: 'BadRequest' })],
  ])('%s', (_what, one) => {
    expect(judgeConditional(one)).toEqual({ kind: 'pass' });
  });
});

describe('broken', () => {
  test.each<[string, ConditionalWrite, string]>([
    ['written where it must not be', write(refused, 200), 'a PUT is accepted'],
    ['answered 200 without effect', write(refused, 200, before, before), 'a PUT is answered with success'],
    ['refused and yet written', write(refused, 409, conflict, after), 'a PUT is refused, and yet changes the object'],
    [
      'another status',
      write(refused, 422, { ...conflict, code: 422, reason: 'Invalid' }),
      'a PUT is refused with another status than 409',
    ],
    [
      'another reason',
      write(refused, 409, { ...conflict, reason: 'AlreadyExists' }),
      'a PUT: the reason of the Status is "AlreadyExists", not Conflict',
    ],
    [
      'details of another object',
      write(refused, 409, { ...conflict, details: { name: 'q', kind: 'pods' } }),
      'a PUT: details.name of the Status is "q", not "p"',
    ],
    ['the present version refused', write(done, 409), 'a PUT is refused'],
    ['written in part', write(either, 200, pod('b', '2'), pod('b', '2')), 'a PUT makes something else of the object'],
    ['a malformed one written', write(malformed, 200), 'a PUT is accepted'],
    [
      'a malformed one answered 500 and yet written',
      write(malformed, 500, unforeseen, after),
      'a PUT is refused, and yet changes the object',
    ],
  ])('%s', (_what, one, reason) => {
    expect(judgeConditional(one)).toMatchObject({ kind: 'violation', reason });
  });
});

test('what Kubernetes answers with 500 is advised against', () => {
  expect(judgeConditional(write(malformed, 500, unforeseen))).toMatchObject({
    kind: 'advisory',
    reason: 'a PUT is answered as a fault of the server',
  });
});

test('a fault of the server that is not known of says nothing', () => {
  expect(judgeConditional(write(refused, 503, unforeseen)).kind).toBe('inconclusive');
});

test('a write of the present version that is refused for another reason says nothing of versions', () => {
  expect(judgeConditional(write(done, 403)).kind).toBe('inconclusive');
});

describe('with controls', () => {
  const control = { ...write(done, 200), isControl: true } as const;
  const failing = { ...write(done, 403), isControl: true } as const;
  const wrongStatus = write(refused, 422, { ...conflict, code: 422, reason: 'Invalid' });

  test('all as predicted', () => {
    expect(outcomeWithControls([write(refused, 409), control])).toEqual({ kind: 'pass' });
    expect(outcomeWithControls([])).toEqual({ kind: 'pass' });
  });

  test('what is only answered wrongly needs its control, what changes the object does not', () => {
    expect(outcomeWithControls([wrongStatus, control]).kind).toBe('violation');
    expect(outcomeWithControls([wrongStatus, failing]).kind).toBe('inconclusive');
    expect(outcomeWithControls([write(refused, 200), failing]).kind).toBe('violation');
  });

  test('a refusal as predicted says nothing where even the control is refused', () => {
    expect(outcomeWithControls([write(refused, 409), failing]).kind).toBe('inconclusive');
  });

  test('a control that is refused as of another version is a violation itself', () => {
    expect(outcomeWithControls([{ ...write(done, 409), isControl: true }])).toMatchObject({
      reason: 'a PUT is refused',
    });
  });

  test('a violation comes before an advisory, wherever it stands', () => {
    const found = outcomeWithControls([write(malformed, 500, unforeseen), write(malformed, 200), control]);
    expect(found.kind).toBe('violation');
    expect(outcomeWithControls([write(malformed, 500, unforeseen), control]).kind).toBe('advisory');
  });
});
