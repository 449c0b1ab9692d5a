import { describe, expect, test } from 'vitest';
import { answer, podOperation, status } from './passive.test-data.ts';
import { judgeErrorBody, judgeStatus } from './passive-status.ts';

const whatOf = (found: ReturnType<typeof judgeStatus>) => found?.map(({ what }) => what);

describe('the status', () => {
  test.each([
    ['is documented', answer()],
    ['is documented with another body', answer({ status: 201 })],
    ['is that of an error with its Status', answer({ status: 422, body: status(422) })],
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
  ])('%d is a deviation where nothing documents it', (code, seen) => {
    expect(whatOf(judgeStatus(seen, podOperation))).toEqual([`status ${code}`]);
    expect(judgeStatus(seen, podOperation)?.[0]?.expected).toContain('200, 201, 401');
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
  });

  test.each([
    ['a page', answer({ status: 500, body: undefined, contentType: 'text/html' })],
    ['nothing', answer({ status: 403, body: undefined, contentType: undefined, empty: true })],
    ['a text', answer({ status: 400, body: 'no' })],
    ['a list', answer({ status: 400, body: [status(400)] })],
  ])('is a deviation where it is %s', (_, seen) => {
    expect(whatOf(judgeErrorBody(seen, podOperation))).toEqual(['no Status']);
  });

  test('is left alone in a form that was asked for', () => {
    const seen = answer({ status: 404, body: undefined, contentType: 'application/yaml', accept: 'application/yaml' });
    expect(judgeErrorBody(seen, podOperation)).toBeUndefined();
    expect(whatOf(judgeErrorBody({ ...seen, accept: '*/*' }, podOperation))).toEqual(['no Status']);
  });
});
