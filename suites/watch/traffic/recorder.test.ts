import { expect, test } from 'vitest';
import type { JsonObject } from '../../../specs/json.ts';
import type { Answer, Client } from '../../../src/client/client.ts';
import { InconclusiveError } from '../../../src/errors.ts';
import { Recorder } from './recorder.ts';

const thing = (resourceVersion: string, labels: JsonObject = {}): JsonObject => ({
  metadata: { name: 'a', namespace: 'ns', uid: 'u', resourceVersion, labels },
});
const timed = (status: number, body: JsonObject) => ({
  answer: { status, body } as unknown as Answer,
  sentAt: 1,
  at: 2,
});
const recording = () => new Recorder('v1/Thing', []);

test('an update that changes something is one, at its version', () => {
  const recorder = recording();
  expect(recorder.updated(timed(200, thing('6', { a: '1' })), thing('5'))).toEqual(thing('6', { a: '1' }));
  expect(recorder.writes).toMatchObject([
    { kind: 'updated', key: 'ns/a', version: '6', state: { labels: { a: '1' } } },
  ]);
});

test('an update that leaves all as it was changes nothing, whatever version it is answered with', () => {
  for (const version of ['5', '6']) {
    const recorder = recording();
    recorder.updated(timed(200, thing(version)), thing('5'));
    expect(recorder.writes).toMatchObject([{ kind: 'unchanged', why: 'no change', version: '5' }]);
  }
});

test('what was refused was not done', () => {
  const recorder = recording();
  expect(recorder.updated(timed(409, { kind: 'Status' }), thing('5'))).toEqual(thing('5'));
  recorder.created(timed(422, { kind: 'Status' }));
  recorder.deleted(timed(404, { kind: 'Status' }), thing('5'));
  expect(recorder.writes).toEqual([]);
});

test('a deletion shows a version only where that is newer than the last', () => {
  const recorder = recording();
  recorder.deleted(timed(200, thing('6')), thing('5'));
  recorder.deleted(timed(200, thing('5')), thing('5'));
  recorder.deleted(timed(200, { kind: 'Status', status: 'Success' }), thing('5'));
  expect(recorder.writes.map((write) => 'version' in write && write.version)).toEqual(['6', false, false]);
});

test('a request without an answer may have been done', async () => {
  const recorder = recording();
  const client = { now: () => 3, send: () => Promise.reject(new InconclusiveError('gone')) } as unknown as Client;
  const sent = recorder.send(client, { method: 'PATCH', path: '/a' }, { key: 'ns/a', does: 'update' });
  await expect(sent).rejects.toThrow('gone');
  expect(recorder.writes).toEqual([{ kind: 'unknown', key: 'ns/a', does: 'update', sentAt: 3, at: 3 }]);
});

test('who waits for so many writes goes on then, or when no more come', async () => {
  const recorder = recording();
  const one = recorder.reaches(1);
  const two = recorder.reaches(2);
  recorder.created(timed(201, thing('5')));
  await one;
  recorder.close();
  await two;
  expect(recorder.writes).toHaveLength(1);
});
