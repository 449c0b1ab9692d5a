import { describe, expect, test } from 'vitest';
import { answerOf, refusal } from '../answers.test-data.ts';
import { judgeNamed, type SeenNamed } from './names-the-object.ts';
import { judgeOdd, type SeenOdd } from './odd-requests.ts';
import { judgeOwnRefusal, type SeenOwnRefusal } from './own-asking.ts';
import { judgeAllowed } from './unserved-method.ts';

const objectOf = (uid: string, more: object = {}) => ({
  kind: 'Pod',
  metadata: { name: 'pod-1', uid, resourceVersion: '1', ...more },
});
const object = objectOf('u1');
const changed = objectOf('u1', { resourceVersion: '2', labels: { a: '1' } });
const notFound = refusal(404, 'NotFound');

describe('a request of the run that must be refused', () => {
  const seen: SeenOwnRefusal = {
    answer: notFound,
    before: object,
    after: object,
    control: answerOf(200, object),
    owed: { statuses: [404] },
  };
  test.each<[string, Partial<SeenOwnRefusal>, string, string?]>([
    ['refused as it should be', {}, 'pass'],
    ['answered 200', { answer: answerOf(200, object) }, 'violation', 'it is answered 200'],
    ['refused with another status', { answer: refusal(405, 'MethodNotAllowed') }, 'violation', 'refused with 405'],
    ['refused with a fault, twice', { answer: refusal(500, 'InternalError') }, 'violation', 'refused with 500'],
    ['refused, and the object changed', { after: changed }, 'violation', 'changes the object'],
    ['refused, and the object is gone', { after: undefined }, 'violation', 'takes the object away'],
    ['refused, and an object is there that was not', { before: undefined }, 'violation', 'makes an object'],
    ['refused, and nothing is there', { before: undefined, after: undefined }, 'pass'],
    ['refused with no Status', { answer: answerOf(404) }, 'violation', 'the body is no Status'],
    ['refused with no Status where any body will do', { answer: answerOf(404), anyBody: true }, 'pass'],
    ['refused to the run', { answer: refusal(403, 'Forbidden'), mayAsk: false }, 'unsupported'],
    ['refused to the run though it may', { answer: refusal(403, 'Forbidden'), mayAsk: true }, 'violation'],
    ['refused while the server is away', { answer: answerOf(502) }, 'inconclusive'],
    ['refused as its control is', { control: notFound }, 'inconclusive'],
  ])('%s', (_what, more, kind, reason = '') => {
    const outcome = judgeOwnRefusal('it', { ...seen, ...more });
    expect(outcome.kind).toBe(kind);
    expect('reason' in outcome ? outcome.reason : '').toContain(reason);
  });
});

describe('the Allow header of an answer 405', () => {
  test.each([
    [{ status: 405, allow: 'GET, HEAD' }, 'pass'],
    [{ status: 405, allow: undefined }, 'advisory'],
    [{ status: 405, allow: 'GET, POST' }, 'advisory'],
    [{ status: 405, allow: 'PUT' }, 'advisory'],
    [{ status: 403, allow: undefined }, 'pass'],
  ])('%o: %s', (seen, kind) => {
    expect(judgeAllowed('POST', seen).kind).toBe(kind);
  });
});

describe('an odd request', () => {
  const seen: SeenOdd = { before: object, answer: notFound, after: object };
  test.each<[string, string, Partial<SeenOdd>, string]>([
    ['is refused', 'dots', {}, 'pass'],
    ['is shown the object that it names', 'dots', { answer: answerOf(200, object) }, 'pass'],
    ['is shown another', 'dots', { answer: answerOf(200, objectOf('u2')) }, 'violation'],
    ['makes the server fail', 'dots', { answer: refusal(500, 'InternalError') }, 'violation'],
    ['has a method that the server does not know', 'TRACE', { answer: answerOf(501) }, 'pass'],
    ['meets a server that is away', 'dots', { answer: answerOf(504) }, 'inconclusive'],
    ['changes the object', 'dots', { after: changed }, 'violation'],
    ['gives credentials back', 'TRACE', { answer: answerOf(200, { echo: 'Authorization: Bearer x' }) }, 'violation'],
  ])('%s', (_what, name, more, kind) => {
    expect(judgeOdd(name, { ...seen, ...more }).kind).toBe(kind);
  });
});

describe('an operation on one of two objects of one name', () => {
  const stored = (uid: string) => ({
    path: `/${uid}/pod-1`,
    name: 'pod-1',
    uid,
    object: objectOf(uid),
    createdBy: answerOf(201).exchange,
  });
  const patch = { name: 'merge-patch', verb: 'patch', scope: 'object', writes: true } as const;
  const operation = (more: object): SeenNamed['operation'] => ({
    ...patch,
    ...more,
    request: () => ({ method: 'GET', path: '/' }),
  });
  const done: SeenNamed = {
    operation: operation({}),
    near: stored('u1'),
    far: stored('u2'),
    answer: answerOf(200, changed),
    nearAfter: changed,
    farAfter: objectOf('u2'),
  };
  const list = (...uids: string[]) => answerOf(200, { items: uids.map((uid) => objectOf(uid)) });
  const listing = operation({ name: 'list', verb: 'list', writes: false });
  test.each<[string, Partial<SeenNamed>, string]>([
    ['changes the one', {}, 'pass'],
    ['changes the other', { farAfter: objectOf('u2', { labels: { a: '1' } }) }, 'violation'],
    ['deletes the other', { farAfter: {} }, 'violation'],
    ['shows the other', { answer: answerOf(200, objectOf('u2')) }, 'violation'],
    ['changes neither', { nearAfter: object }, 'violation'],
    ['is refused', { answer: notFound }, 'violation'],
    ['meets a fault', { answer: answerOf(500) }, 'inconclusive'],
    ['lists the one', { operation: listing, answer: list('u1') }, 'pass'],
    ['lists both', { operation: listing, answer: list('u1', 'u2') }, 'violation'],
    ['lists none', { operation: listing, answer: list() }, 'violation'],
    ['has objects of different names', { far: { ...stored('u2'), name: 'pod-2' } }, 'inconclusive'],
  ])('%s', (_what, more, kind) => {
    expect(judgeNamed({ ...done, ...more }).kind).toBe(kind);
  });
});
