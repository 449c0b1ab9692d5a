import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import { type CreatedObject, lostOf, wrongInCreated } from './created-object.ts';

const sent = {
  apiVersion: 'v1',
  kind: 'Thing',
  metadata: { labels: { a: '1' } },
  spec: { items: [{ name: 'x', size: 0, port: 1 }], note: null },
};

const metadata = {
  name: 'n',
  namespace: 'ns',
  uid: 'u',
  resourceVersion: '7',
  creationTimestamp: '2024-01-01T00:00:00Z',
  generation: 1,
  labels: { a: '1', added: 'yes' },
  managedFields: [{ manager: 'covenant', operation: 'Update' }],
};
const stored: JsonObject = {
  apiVersion: 'v1',
  kind: 'Thing',
  metadata,
  spec: { items: [{ name: 'x', port: 1, protocol: 'TCP' }], more: 1 },
  status: {},
};

function judged(answer: unknown, more: Partial<CreatedObject> = {}): string | undefined {
  const found = more.found ?? (answer as JsonObject);
  return wrongInCreated({ sent, name: 'n', namespace: 'ns', answer, ...more, found }, { manager: 'covenant' });
}

function withMeta(members: JsonObject): JsonObject {
  return { ...stored, metadata: { ...metadata, ...members } };
}

test('an object with all that was sent, and what the server and others added, is right', () => {
  expect(judged(stored)).toBeUndefined();
  expect(judged(withMeta({ generation: undefined, managedFields: undefined }))).toBeUndefined();
  expect(judged(withMeta({ managedFields: [] }))).toBeUndefined();
  expect(judged(withMeta({ creationTimestamp: '2024-01-01T00:00:00.5+01:00' }))).toBeUndefined();
  expect(judged(withMeta({ name: 'given' }), { name: undefined })).toBeUndefined();
});

test('what another wrote in between says nothing of the answer', () => {
  expect(judged(stored, { found: withMeta({ resourceVersion: '8', labels: {} }) })).toBeUndefined();
});

test.each<[string, unknown, string]>([
  ['no object', undefined, 'the answer is no object'],
  ['another kind', { ...stored, kind: 'Other' }, 'kind is "Other", not "Thing"'],
  ['another version of the API', { ...stored, apiVersion: 'v2' }, 'apiVersion is "v2"'],
  ['another namespace', withMeta({ namespace: 'other' }), 'metadata.namespace is "other", not "ns"'],
  ['another name', withMeta({ name: 'm' }), 'metadata.name is "m", not "n"'],
  ['no uid', withMeta({ uid: undefined }), 'metadata.uid is absent'],
  ['an empty uid', withMeta({ uid: '' }), 'metadata.uid is ""'],
  ['no version', withMeta({ resourceVersion: undefined }), 'metadata.resourceVersion is absent'],
  ['no beginning', withMeta({ creationTimestamp: null }), 'metadata.creationTimestamp is null'],
  ['a beginning that is no time', withMeta({ creationTimestamp: 'now' }), 'which is no time'],
  ['an end', withMeta({ deletionTimestamp: '2024-01-01T00:00:00Z' }), 'metadata.deletionTimestamp of a new object'],
  ['a grace', withMeta({ deletionGracePeriodSeconds: 0 }), 'metadata.deletionGracePeriodSeconds of a new object'],
  ['a later generation', withMeta({ generation: 2 }), 'metadata.generation is 2, not 1'],
  ['a lost label', withMeta({ labels: {} }), 'lost of what was sent: metadata.labels.a was "1", is absent'],
  ['nobody that created it', withMeta({ managedFields: [{ manager: 'other' }] }), 'do not list covenant'],
])('an answer with %s is wrong', (_what, answer, wrong) => {
  expect(judged(answer)).toContain(wrong);
});

test('an answer that is not what is stored is wrong', () => {
  expect(judged(stored, { found: withMeta({ labels: { a: '2' } }) })).toContain(
    'another in the answer than stored: metadata.labels.a was "2", is "1"',
  );
});

describe('of what was sent is lost', () => {
  test.each<[string, unknown, unknown]>([
    ['nothing where it is the same', { a: [1] }, { a: [1] }],
    ['no null', { a: null }, {}],
    ['nothing that is empty', { a: '', b: 0, c: false, d: [], e: { f: '' } }, {}],
    ['nothing of a list that got more items', [1, 2], [0, 1, 5, 2]],
    ['nothing of an item that got more members', [{ a: 1 }], [{ a: 1, b: 2 }]],
  ])('%s', (_what, before, after) => {
    expect(lostOf(before, after)).toEqual([]);
  });

  test.each<[string, unknown, unknown, string[]]>([
    ['a member', { a: { b: 1 } }, { a: {} }, ['a.b']],
    ['a value that became another', { a: 0 }, { a: 1 }, ['a']],
    ['an item', [1, 2], [1, 3, 4], ['[1]']],
    ['the order of items', [1, 2], [2, 1, 3], ['[1]']],
    ['a member of an item', { a: [{ b: 1 }] }, { a: [{ b: 2 }] }, ['a[0].b']],
    ['a list that became something else', { a: [1] }, { a: 1 }, ['a']],
    ['whole members, each by itself', { a: 1, b: 2 }, {}, ['a', 'b']],
  ])('%s', (_what, before, after, paths) => {
    expect(lostOf(before, after).map(({ path }) => path)).toEqual(paths);
  });
});
