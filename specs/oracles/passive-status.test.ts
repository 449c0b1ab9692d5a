import { describe, expect, test } from 'vitest';
import { answer, podOperation, status } from './passive.test-data.ts';
import { judgeErrorBody, judgeStatus } from './passive-status.ts';

const whatOf = (found: ReturnType<typeof judgeStatus>) => found?.map(({ what }) => what);

describe('the status', () => {
  test.each([
    ['is documented', answer()],
    ['is documented with another body', answer({ status: 201 })],
    ['is that of an error with its Status', answer({ status: 422, body: status(422) })],
    ['is that of a bad request with its Status', answer({ status: 400, body: status(400) })],
  ])('is kept where it %s', (_, seen) => {
    expect(judgeStatus(seen, podOperation)).toEqual([]);
  });

  test.each([
    [202, answer({ status: 202 })],
    [204, answer({ status: 204, body: undefined, empty: true })],
    [302, answer({ status: 302, body: undefined })],
    [422, answer({ status: 422, body: status(400) })],
    [418, answer({ status: 418, body: { message: 'no' } })],
    [500, answer({ status: 500, body: undefined, contentType: 'text/plain' })],
    [202, answer({ status: 202, body: status(202) })],
    [418, answer({ status: 418, body: status(418, { kind: 'Error' }) })],
  ])('%d is a deviation where nothing documents it', (code, seen) => {
    expect(whatOf(judgeStatus(seen, podOperation))).toEqual([`status ${code}`]);
    expect(judgeStatus(seen, podOperation)).toMatchObject([
      {
        reason: `the operation answers ${code}, which its contract does not document`,
        expected: 'one of 200, 201, 401, or an error whose body is a Status of the same code',
      },
    ]);
  });

  test.each([
    ['alone where it is no error', 302, '302'],
    ['with the body of an error', 400, '400 with the body {"message":"no"}'],
  ])('is told %s', (_, code, actual) => {
    expect(judgeStatus(answer({ status: code, body: { message: 'no' } }), podOperation)).toMatchObject([{ actual }]);
  });

  test('may be documented as a range or by default', () => {
    const [response = { media: new Map() }] = podOperation.responses.values();
    const ranged = { ...podOperation, responses: new Map([['2XX', response]]) };
    expect(judgeStatus(answer({ status: 202 }), ranged)).toEqual([]);
    expect(whatOf(judgeStatus(answer({ status: 302 }), ranged))).toEqual(['status 302']);
    const any = { ...podOperation, responses: new Map([['default', response]]) };
    expect(judgeStatus(answer({ status: 302 }), any)).toEqual([]);
  });

  test('of a proxy says nothing of the server', () => {
    const seen = answer({ status: 502, body: undefined, contentType: 'text/html' });
    expect(judgeStatus(seen, podOperation)).toBeUndefined();
    expect(judgeErrorBody(seen, podOperation)).toBeUndefined();
  });
});

describe("an error's body", () => {
  test('is judged for errors only', () => {
    expect(judgeErrorBody(answer(), podOperation)).toBeUndefined();
  });

  test('is kept where it is a Status of that code', () => {
    expect(judgeErrorBody(answer({ status: 404, body: status(404) }), podOperation)).toEqual([]);
    expect(judgeErrorBody(answer({ status: 504, body: status(504) }), podOperation)).toEqual([]);
  });

  test.each([
    ['kind', { kind: 'Error' }],
    ['apiVersion', { apiVersion: 'meta.k8s.io/v1' }],
    ['status', { status: 'Success' }],
    ['code', { code: 400 }],
    ['code', { code: '404' }],
    ['code', { code: undefined }],
  ])('is a deviation where its %s is wrong: %j', (what, change) => {
    expect(whatOf(judgeErrorBody(answer({ status: 404, body: status(404, change) }), podOperation))).toEqual([what]);
    const asked = { contentType: 'application/yaml', accept: 'application/yaml' };
    const seen = answer({ status: 404, body: status(404, change), ...asked });
    expect(whatOf(judgeErrorBody(seen, podOperation))).toEqual([what]);
  });

  test('is told by each wrong member', () => {
    const body = status(404, { status: 'Success', code: undefined });
    expect(judgeErrorBody(answer({ status: 404, body }), podOperation)).toMatchObject([
      {
        reason: "the status of an error's body is wrong",
        expected: 'status "Failure" in the answer 404',
        actual: '"Success"',
      },
      { reason: "the code of an error's body is wrong", expected: 'code 404 in the answer 404', actual: 'nothing' },
    ]);
  });

  test.each([
    ['a page', { status: 500, body: undefined, contentType: 'text/html' }, 'a body of type text/html that'],
    ['nothing', { status: 403, body: undefined, contentType: undefined, empty: true }, 'no body'],
    ['a text', { status: 400, body: 'no' }, 'a body of type application/json that'],
    ['a list', { status: 400, body: [status(400)] }, 'a body of type application/json that'],
    ['of no type', { status: 400, body: undefined, contentType: undefined }, 'a body of type unknown that'],
    [
      'of no type, though a Table was asked for',
      { status: 400, body: undefined, contentType: undefined, accept: 'application/json;as=Table' },
      'a body of type unknown that',
    ],
  ])('is a deviation where it is %s', (_, change, form) => {
    const actual = `${change.status} with ${form.replace(/that$/, 'that is no JSON object')}`;
    expect(judgeErrorBody(answer(change), podOperation)).toEqual([
      {
        what: 'no Status',
        reason: 'an error is answered without a Status',
        expected: `a Status of code ${change.status}`,
        actual,
      },
    ]);
  });

  test('is left alone in a form that was asked for', () => {
    const seen = answer({ status: 404, body: undefined, contentType: 'application/yaml', accept: 'application/yaml' });
    expect(judgeErrorBody(seen, podOperation)).toBeUndefined();
    expect(whatOf(judgeErrorBody({ ...seen, accept: '*/*' }, podOperation))).toEqual(['no Status']);
  });
});
