import { expect, test } from 'vitest';
import { writtenCall } from './register-clients.ts';
import type { RegisterWrite } from './register-writes.ts';

const write: RegisterWrite = {
  name: 'PUT',
  request: { method: 'PUT', path: '/p' },
  call: { sets: { a: '9' }, ofVersion: '7' },
  refusal: 409,
};
const called = (status: number, body: unknown = {}) => writtenCall('client 1', write, { status, body });
const asked = { name: 'client 1, PUT', kind: 'write', sets: { a: '9' } };

test('a write that succeeds shows the object then', () => {
  const body = { metadata: { resourceVersion: '8', annotations: { 'covenant-a': '9', 'covenant-b': '2' } } };
  const shown = { version: '8', values: { a: '9', b: '2', status: '' } };
  expect(called(200, body)).toEqual({ ...asked, ofVersion: '7', answer: { kind: 'shown', shown } });
});

test('a write that is refused for its condition says that it did not hold', () => {
  expect(called(409)).toEqual({ ...asked, ofVersion: '7', answer: { kind: 'refused' } });
});

test('a write that is refused for another reason says nothing of its condition', () => {
  for (const status of [400, 403, 404, 422]) expect(called(status)).toEqual({ ...asked, answer: { kind: 'refused' } });
});

test('a write without an answer, or with one that blames the server, may have happened or not', () => {
  const lost = { ...asked, ofVersion: '7', answer: { kind: 'lost' } };
  for (const status of [500, 503, 504]) expect(called(status)).toEqual(lost);
  expect(writtenCall('client 1', write, undefined)).toEqual(lost);
});
