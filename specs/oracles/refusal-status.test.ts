import { describe, expect, test } from 'vitest';
import { wrongInRefusal } from './refusal-status.ts';

const invalid = {
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Failure',
  message: 'Job.batch "j" is invalid',
  reason: 'Invalid',
  details: {
    name: 'j',
    group: 'batch',
    kind: 'Job',
    causes: [{ reason: 'FieldValueInvalid', message: 'Invalid value', field: 'spec.parallelism' }],
  },
  code: 422,
};
const about = { kinds: ['jobs', 'Job'], group: 'batch', name: 'j' };
const owed = { statuses: [422], about, fields: ['spec.parallelism'] };

test('a refusal as it should be has nothing wrong', () => {
  expect(wrongInRefusal({ status: 422, body: invalid }, owed)).toBeUndefined();
  expect(wrongInRefusal({ status: 422, body: invalid }, {})).toBeUndefined();
});

describe.each([
  ['another status', { status: 400, body: { ...invalid, code: 400 } }, 'it is refused with 400, not 422'],
  ['success', { status: 200, body: {} }, 'it is answered 200'],
  ['no Status', { status: 422, body: 'no' }, 'the body is no Status'],
  ['another kind', { status: 422, body: { ...invalid, kind: 'Job' } }, 'kind of the Status is "Job", not "Status"'],
  ['another code', { status: 422, body: { ...invalid, code: 400 } }, 'code of the Status is 400, not 422'],
  ['success in its body', { status: 422, body: { ...invalid, status: 'Success' } }, 'status of the Status'],
  ['no message', { status: 422, body: { ...invalid, message: ' ' } }, 'the Status has no message'],
  ['no reason', { status: 422, body: { ...invalid, reason: undefined } }, 'is absent, not Invalid'],
  ['another reason', { status: 422, body: { ...invalid, reason: 'BadRequest' } }, 'is "BadRequest", not Invalid'],
  ['another name', { status: 422, body: withDetails({ name: 'k' }) }, 'details.name of the Status is "k", not "j"'],
  ['another kind in details', { status: 422, body: withDetails({ kind: 'Pod' }) }, 'details.kind of the Status'],
  ['another group', { status: 422, body: withDetails({ group: undefined }) }, 'details.group of the Status is absent'],
  ['no causes', { status: 422, body: withDetails({ causes: [] }) }, 'do not name spec.parallelism; they name none'],
  [
    'a cause without a reason',
    { status: 422, body: withDetails({ causes: [{ field: 'spec.parallelism', message: 'm' }] }) },
    'has no reason or no message',
  ],
])('%s', (_name, seen, wrong) => {
  test('is told', () => {
    expect(wrongInRefusal(seen, owed)).toContain(wrong);
  });
});

test('where no status is asked for, a failure of the server is none of the right ones', () => {
  expect(wrongInRefusal({ status: 500, body: {} }, {})).toBe('it is refused with 500, not a status of 4xx');
});

test('a failure of the server may be without a reason', () => {
  const { reason: _reason, ...bare } = { ...invalid, code: 500 };
  expect(wrongInRefusal({ status: 500, body: bare }, { statuses: [500] })).toBeUndefined();
});

test('a cause may name a part of the field, but not another one that begins like it', () => {
  const naming = (field: string) =>
    wrongInRefusal({ status: 422, body: withDetails({ causes: [{ ...invalid.details.causes[0], field }] }) }, owed);
  expect(naming('spec.parallelism[0].x')).toBeUndefined();
  expect(naming('spec.parallelismToo')).toContain('do not name spec.parallelism');
  expect(naming('spec')).toContain('do not name spec.parallelism');
});

function withDetails(change: object) {
  return { ...invalid, details: { ...invalid.details, ...change } };
}
