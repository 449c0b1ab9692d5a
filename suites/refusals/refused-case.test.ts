import { describe, expect, test } from 'vitest';
import type { Answer, Client } from '../../src/client/client.ts';
import type { Resource } from '../../src/contract/contract.ts';
import { judgeRefusal, lookFor, type SeenRefusal, subjectOf } from './refused-case.ts';

const object = { kind: 'Thing', metadata: { name: 'a', resourceVersion: '1' }, spec: { size: 1 } };
const status = (code: number, reason: string) => ({
  kind: 'Status',
  apiVersion: 'v1',
  status: 'Failure',
  message: 'no',
  reason,
  code,
});
const answer = (code: number, body: unknown = {}): Answer => ({
  status: code,
  body,
  headers: {},
  exchange: {} as never,
});
const seen: SeenRefusal = {
  before: object,
  answer: answer(400, status(400, 'BadRequest')),
  after: object,
  control: answer(200),
  owed: { statuses: [400] },
};

test('a refusal that says why, changes nothing and has a control that succeeds is right', () => {
  expect(judgeRefusal('it', seen)).toEqual({ kind: 'pass' });
  expect(judgeRefusal('it', { ...seen, control: undefined })).toEqual({ kind: 'pass' });
});

describe.each([
  ['is accepted and changes the object', { answer: answer(200), after: { ...object, spec: {} } }, 'it is accepted'],
  [
    'is refused and changes the object',
    { after: { ...object, spec: {} } },
    'it is refused, and yet changes the object',
  ],
  ['is refused and gives it another version', { after: { ...object, metadata: {} } }, 'changes the object'],
  ['is answered with success, and nothing happens', { answer: answer(200) }, 'it: it is answered 200'],
  ['is refused with another status', { answer: answer(422, status(422, 'Invalid')) }, 'with 422, not 400'],
  ['is refused without a Status', { answer: answer(400, 'no') }, 'the body is no Status'],
] satisfies [string, Partial<SeenRefusal>, string][])('a request that %s', (_name, change, reason) => {
  test('is a violation', () => {
    const outcome = judgeRefusal('it', { ...seen, ...change });
    expect(outcome.kind).toBe('violation');
    expect('reason' in outcome ? outcome.reason : '').toContain(reason);
  });
});

test('nothing is said where the server fails, or refuses the control as well', () => {
  expect(judgeRefusal('it', { ...seen, answer: answer(503) }).kind).toBe('inconclusive');
  expect(judgeRefusal('it', { ...seen, control: answer(403, status(403, 'Forbidden')) }).kind).toBe('inconclusive');
});

test('a failure of the server is judged where it is what is owed', () => {
  const owed = { statuses: [400, 500] };
  expect(judgeRefusal('it', { ...seen, owed, answer: answer(500, status(500, 'InternalError')) }).kind).toBe('pass');
});

test('an object is named by its kind or its resource, and its group', () => {
  const resource = { plural: 'jobs', kind: 'Job', apiVersion: 'batch/v1' } as Resource;
  expect(subjectOf(resource, 'j')).toEqual({ kinds: ['jobs', 'Job'], group: 'batch', name: 'j' });
  expect(subjectOf({ ...resource, apiVersion: 'v1' })).toEqual({ kinds: ['jobs', 'Job'], group: '' });
});

test('a conflict with what another client wrote in between says nothing, unless a conflict is owed', () => {
  const other = { manager: 'controller', operation: 'Update', subresource: 'status' };
  const after = { ...object, metadata: { name: 'a', resourceVersion: '2', managedFields: [other] }, status: {} };
  const raced = { ...seen, after, answer: answer(409, status(409, 'Conflict')) };
  expect(judgeRefusal('it', raced).kind).toBe('inconclusive');
  expect(judgeRefusal('it', { ...raced, owed: { statuses: [409] } }).kind).toBe('pass');
  expect(judgeRefusal('it', { ...raced, after: object }).kind).toBe('violation');
});

describe('what is at a place', () => {
  const place = { path: '/things/a', collection: '/things', name: 'a', namespace: 'ns', label: { turn: '7' } };
  const asked: string[] = [];
  const client = (found: Answer): Client =>
    ({
      send: ({ path }: { path: string }) => {
        asked.push(path);
        return Promise.resolve(found);
      },
    }) as never;
  const listed = (...turns: string[]) =>
    answer(200, { items: turns.map((turn) => ({ metadata: { name: 'x', labels: { turn } } })) });

  test('is looked for by its name, or by its label where it has none', async () => {
    expect((await lookFor(client(answer(200, object)), place)).status).toBe(200);
    expect((await lookFor(client(listed('6', '7')), place, true)).status).toBe(200);
    expect(asked).toEqual(['/things/a', '/things?labelSelector=turn%3D7']);
  });

  test('is nothing where no object has the label, and not known where they cannot be listed', async () => {
    expect((await lookFor(client(listed('6')), place, true)).status).toBe(404);
    expect((await lookFor(client(answer(403)), place, true)).status).toBe(403);
    expect((await lookFor(client(answer(404)), place, true)).status).toBe(500);
  });
});
