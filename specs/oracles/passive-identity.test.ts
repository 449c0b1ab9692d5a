import { beforeEach, describe, expect, test } from 'vitest';
import { pod, uid } from './passive.test-data.ts';
import { type IdentityTracker, type SeenObjects, trackIdentities } from './passive-identity.ts';

const object = '/api/v1/namespaces/n/pods/p';
const collection = '/api/v1/namespaces/n/pods';

let tracker: IdentityTracker;
let now: number;
beforeEach(() => {
  tracker = trackIdentities();
  now = 0;
});

/** One answer after the other, each to a request that was sent when the one before was whole. */
function see(change: Partial<SeenObjects> = {}) {
  now += 10;
  const seen: SeenObjects = {
    method: 'GET',
    status: 200,
    body: pod(),
    kind: 'Pod',
    target: 'object',
    path: object,
    dryRun: false,
    sent: now,
    answered: now + 5,
    ...change,
  };
  return tracker.judge(seen)?.map(({ what }) => what);
}

const create = (metadata = {}) =>
  see({ method: 'POST', status: 201, target: 'collection', path: collection, body: pod(metadata) });
const list = (metadata = {}) =>
  see({
    target: 'collection',
    path: collection,
    body: { kind: 'PodList', items: [{ metadata: pod(metadata).metadata }] },
  });
const other = { uid: 'another' };

describe('an object keeps its identity', () => {
  test('from its creation on, in every answer', () => {
    expect(create()).toBeUndefined();
    expect(see()).toEqual([]);
    expect(see({ method: 'PUT' })).toEqual([]);
    expect(see({ target: 'subresource' })).toEqual([]);
    expect(see({ body: pod({ creationTimestamp: '2026-01-02T04:04:05+01:00' }) })).toEqual([]);
    expect(see({ method: 'DELETE' })).toEqual([]);
  });

  test.each([
    ['uid', other],
    ['uid', { uid: undefined }],
    ['creationTimestamp', { creationTimestamp: '2026-01-02T03:04:06Z' }],
    ['creationTimestamp', { creationTimestamp: null }],
  ])('or it is a deviation of its %s: %j', (member, metadata) => {
    create();
    expect(see({ method: 'PATCH', body: pod(metadata) })).toEqual([`${member} in the answer to PATCH`]);
  });

  test('also where it is first seen when read, in a subresource, and in the answer to its deletion', () => {
    see();
    expect(see({ target: 'subresource', method: 'PUT', body: pod(other) })).toEqual(['uid in the answer to PUT']);
    expect(see({ method: 'DELETE' })).toEqual(['uid in the answer to DELETE']);
  });

  test('also in a list', () => {
    create();
    expect(list()).toEqual([]);
    expect(list(other)).toEqual(['uid in the answer to GET']);
  });

  test('and each of two objects its own', () => {
    create();
    expect(create({ name: 'q', ...other })).toBeUndefined();
    expect(see()).toEqual([]);
    expect(see({ path: `${collection}/q` })).toEqual(['uid in the answer to GET']);
  });
});

describe('another object may come in its place', () => {
  test.each<[string, () => string[] | undefined]>([
    ['it was deleted', () => see({ method: 'DELETE', body: { kind: 'Status' } })],
    ['it was seen to be gone', () => see({ status: 404, body: undefined })],
    ['the collection was deleted', () => see({ method: 'DELETE', target: 'collection', path: collection, body: {} })],
    ['it was being deleted', () => see({ body: pod({ deletionTimestamp: '2026-01-02T03:05:05Z' }) })],
    ['another is created', () => create(other)],
    ['another is created by apply', () => see({ method: 'PATCH', status: 201, body: pod(other) })],
  ])('once %s', (_, end) => {
    create();
    expect(end() ?? []).toEqual([]);
    expect(see({ body: pod(other) }) ?? []).toEqual([]);
    expect(see({ body: pod(other) })).toEqual([]);
    expect(see()).toEqual(['uid in the answer to GET']);
  });
});

describe('no other object may come in its place', () => {
  test.each<[string, () => unknown]>([
    ['its deletion was refused', () => see({ method: 'DELETE', status: 409, body: undefined })],
    ['its deletion was redirected', () => see({ method: 'DELETE', status: 300, body: undefined })],
    ['a subresource was not found', () => see({ target: 'subresource', status: 404, body: undefined })],
    ['one of its subresources was deleted', () => see({ target: 'subresource', method: 'DELETE', body: undefined })],
    [
      'the deletion of the collection was refused',
      () => see({ method: 'DELETE', target: 'collection', path: collection, status: 403, body: undefined }),
    ],
    [
      'the deletion of the collection was redirected',
      () => see({ method: 'DELETE', target: 'collection', path: collection, status: 300, body: undefined }),
    ],
    ['it was read', () => see()],
  ])('where %s', (_, happen) => {
    create();
    happen();
    expect(see({ body: pod(other) })).toEqual(['uid in the answer to GET']);
  });

  test('as an answer shows that crossed a later one about the same life', () => {
    create();
    see();
    expect(see({ sent: 16, body: pod(other) })).toEqual(['uid in the answer to GET']);
  });

  test('as an answer shows to a request that was sent when the one before was whole', () => {
    create();
    expect(see({ sent: now + 5, body: pod(other) })).toEqual(['uid in the answer to GET']);
  });

  test.each<[string, object, object, string]>([
    ['uids that a clock would read alike', { uid: '1' }, { uid: '01' }, 'uid'],
    ['a time and a list of it', {}, { creationTimestamp: ['2026-01-02T03:04:05Z'] }, 'creationTimestamp'],
    ['a list of a time and the time', { creationTimestamp: ['2026-01-02T03:04:05Z'] }, {}, 'creationTimestamp'],
  ])('%s are not the same', (_, before, after, member) => {
    create(before);
    expect(see({ body: pod(after) })).toEqual([`${member} in the answer to GET`]);
  });

  test('and this is told for people', () => {
    const seen = (body: unknown) => ({
      method: 'GET',
      status: 200,
      body,
      kind: 'Pod',
      target: 'object' as const,
      path: object,
      dryRun: false,
      sent: 1,
      answered: 1,
    });
    tracker.judge(seen(pod()));
    expect(tracker.judge(seen(pod({ uid: undefined })))).toEqual([
      {
        what: 'uid in the answer to GET',
        reason: 'metadata.uid of an object changes during its life',
        expected: `metadata.uid stays "${pod().metadata.uid}" until the object is deleted`,
        actual: 'nothing in the answer to GET',
      },
    ]);
  });
});

describe('nothing is concluded', () => {
  const all = { target: 'collection', path: collection } as const;
  test.each<[string, Partial<SeenObjects>]>([
    ['from the error of a collection', { ...all, status: 409, body: pod(other) }],
    ['from the redirection of a collection', { ...all, status: 300, body: pod(other) }],
    ['from the redirection of an object', { status: 300, body: pod(other) }],
    ['from no body', { ...all, body: undefined }],
    ['from a list of another kind', { ...all, body: { kind: 'Table', items: [pod(other)] } }],
    ['from a list without items', { ...all, body: { kind: 'PodList' } }],
    [
      'from items without names',
      { ...all, body: { kind: 'PodList', items: ['x', {}, { metadata: 1 }, { metadata: { uid } }] } },
    ],
  ])('%s, however often', (_, change) => {
    create();
    expect(see(change)).toBeUndefined();
    expect(see(change)).toBeUndefined();
    expect(see()).toEqual([]);
  });

  test('from a dry run', () => {
    create();
    expect(see({ method: 'PUT', dryRun: true, body: pod(other) })).toBeUndefined();
    expect(see()).toEqual([]);
  });

  test('from an error, or an object of another kind', () => {
    create();
    expect(see({ status: 409, body: pod(other) })).toBeUndefined();
    expect(see({ body: { ...pod(other), kind: 'Scale' } })).toBeUndefined();
    expect(see()).toEqual([]);
  });

  test('from an answer that crossed the creation, or the deletion, of what it shows', () => {
    create();
    see({ method: 'DELETE' });
    create(other);
    expect(see({ sent: 1, body: pod() })).toBeUndefined();
    see({ method: 'DELETE', body: pod(other) });
    expect(see({ sent: 25, body: pod() })).toBeUndefined();
    expect(see({ body: pod({ uid: 'third' }) })).toBeUndefined();
    expect(see({ body: pod({ uid: 'third' }) })).toEqual([]);
  });
});
