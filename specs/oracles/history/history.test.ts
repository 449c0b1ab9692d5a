import { describe, expect, test } from 'vitest';
import { pageOf } from './listing.ts';
import { selects } from './selects.ts';
import { digestOf, identityOf, nameOf, namespaceOf, stateOf } from './state.ts';
import { compareVersions, firstAfter, isDecimal, later } from './versions.ts';
import { frameOf } from './watching.ts';

const pod = {
  kind: 'Pod',
  apiVersion: 'v1',
  metadata: {
    name: 'a',
    namespace: 'ns',
    uid: 'u',
    resourceVersion: '7',
    labels: { l: '1' },
    managedFields: [{ manager: 'm', operation: 'Update', time: '2026-01-01T00:00:00Z' }],
  },
  spec: { nodeName: 'n' },
  status: { phase: 'Pending' },
};

function podWith(metadata: object, rest: object = {}) {
  return { ...pod, ...rest, metadata: { ...pod.metadata, ...metadata } };
}

describe('versions', () => {
  test('are numbers of any length, without signs and leading zeros', () => {
    expect(['0', '10', '9'.repeat(40)].every(isDecimal)).toBe(true);
    expect(['', '01', '-1', '1.5', 'a', '1 '].some(isDecimal)).toBe(false);
  });

  test('are compared as numbers', () => {
    expect(compareVersions('9', '10')).toBeLessThan(0);
    expect(compareVersions('100000000000000000001', '100000000000000000000')).toBeGreaterThan(0);
    expect(compareVersions('7', '7')).toBe(0);
    expect([later('9', '10'), later(undefined, '1'), later('1', undefined), later(undefined, undefined)]).toEqual([
      '10',
      '1',
      '1',
      undefined,
    ]);
  });

  test('are found in a list by the first that is later', () => {
    const sorted = ['5', '7', '7', '10'].map((version) => ({ version }));
    expect(['4', '5', '6', '7', '9', '10'].map((version) => firstAfter(sorted, version))).toEqual([0, 1, 1, 3, 3, 4]);
  });
});

describe('a digest', () => {
  test('is the same for two versions that nothing else tells apart', () => {
    const again = [{ manager: 'm', operation: 'Update', time: '2026-01-02T00:00:00Z' }];
    expect(digestOf(podWith({ resourceVersion: '8', managedFields: again }))).toBe(digestOf(pod));
    const { kind: _kind, apiVersion: _apiVersion, ...item } = pod;
    expect(digestOf(item)).toBe(digestOf(pod));
    expect(digestOf({ status: pod.status, spec: pod.spec, metadata: pod.metadata })).toBe(digestOf(pod));
  });

  test.each([
    ['a label', podWith({ labels: { l: '2' } })],
    ['a manager', podWith({ managedFields: [{ manager: 'n', operation: 'Update' }] })],
    ['a field of the status', podWith({}, { status: { phase: 'Running' } })],
    ['another uid', podWith({ uid: 'v' })],
  ])('is another with %s changed', (_what, other) => {
    expect(digestOf(other)).not.toBe(digestOf(pod));
  });

  test('of the metadata does not see the rest', () => {
    const other = stateOf(podWith({}, { status: { phase: 'Running' } }));
    expect(other.metadataDigest).toBe(stateOf(pod).metadataDigest);
    expect(other.digest).not.toBe(stateOf(pod).digest);
  });
});

test('a state has labels and the fields that are asked for', () => {
  expect(stateOf(pod, ['status.phase', 'spec.absent'])).toMatchObject({
    labels: { l: '1' },
    fields: { 'status.phase': 'Pending', 'spec.absent': '' },
  });
  expect(stateOf({ metadata: {} }).labels).toEqual({});
  expect(identityOf({ metadata: { name: 'a', uid: 'u', resourceVersion: '7' } })).toEqual({
    key: '/a',
    uid: 'u',
    version: '7',
  });
  expect(identityOf({ metadata: { name: 'a', uid: 'u' } })).toBeUndefined();
  expect([namespaceOf('ns/a'), nameOf('ns/a'), namespaceOf('/a')]).toEqual(['ns', 'a', '']);
});

describe('a frame', () => {
  const state = stateOf(pod);
  const table = (object: unknown, metadata = {}) => ({
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    rows: [{ cells: [], object }],
  });
  const partial = { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: pod.metadata };
  const identity = { key: 'ns/a', uid: 'u', version: '7', labels: { l: '1' }, at: 3 };

  test('of a whole object', () => {
    expect(frameOf('MODIFIED', pod, 3)).toEqual({
      type: 'MODIFIED',
      kind: 'v1/Pod',
      ...identity,
      digest: state.digest,
    });
    expect(frameOf('ADDED', pod, 3, ['spec.nodeName'])).toMatchObject({ fields: { 'spec.nodeName': 'n' } });
  });

  test('of its metadata, and of a Table', () => {
    const digest = state.metadataDigest;
    expect(frameOf('ADDED', partial, 3)).toEqual({
      type: 'ADDED',
      kind: 'meta.k8s.io/v1/PartialObjectMetadata',
      ...identity,
      digest,
    });
    expect(frameOf('ADDED', table(partial), 3)).toEqual({
      type: 'ADDED',
      kind: 'meta.k8s.io/v1/Table',
      ...identity,
      digest,
    });
  });

  test('of a bookmark, with and without the annotation, and in a Table', () => {
    const mark = (annotations: object) => ({ ...pod, metadata: { resourceVersion: '9', annotations } });
    const ends = { 'k8s.io/initial-events-end': 'true' };
    expect(frameOf('BOOKMARK', mark({}), 3)).toEqual({
      type: 'BOOKMARK',
      at: 3,
      kind: 'v1/Pod',
      version: '9',
      endsInitial: false,
    });
    expect(frameOf('BOOKMARK', mark(ends), 3)).toMatchObject({ endsInitial: true });
    expect(frameOf('BOOKMARK', table(mark(ends), { resourceVersion: '9' }), 3)).toMatchObject({
      version: '9',
      endsInitial: true,
    });
  });

  test('of an error', () => {
    const status = { kind: 'Status', apiVersion: 'v1', code: 410, reason: 'Expired' };
    expect(frameOf('ERROR', status, 3)).toEqual({
      type: 'ERROR',
      at: 3,
      kind: 'v1/Status',
      code: 410,
      reason: 'Expired',
    });
    expect(frameOf('ERROR', {}, 3)).toMatchObject({ code: 0, reason: '' });
  });

  test.each([
    ['an event of no known type', 'REPLACED', pod],
    ['an object without a uid', 'ADDED', { kind: 'Pod', metadata: { name: 'a', resourceVersion: '1' } }],
    ['a Table without a row', 'ADDED', { kind: 'Table', rows: [] }],
    ['a bookmark without a version', 'BOOKMARK', { kind: 'Pod', metadata: {} }],
  ])('of %s is strange', (_what, type, object) => {
    expect(frameOf(type, object, 3).type).toBe('STRANGE');
  });
});

describe('a page', () => {
  const answer = (body: unknown, status = 200) =>
    pageOf({ limit: '1' }, { status, body, sentAt: 1, at: 2 }, ['status.phase']);

  test('has version, token, count and items', () => {
    const { kind: _kind, apiVersion: _apiVersion, ...item } = pod;
    const page = answer({
      kind: 'PodList',
      metadata: { resourceVersion: '9', continue: 't', remainingItemCount: 3 },
      items: [item],
    });
    expect(page).toMatchObject({
      status: 200,
      resourceVersion: '9',
      continue: 't',
      remainingItemCount: 3,
      sentAt: 1,
      at: 2,
    });
    expect(page.items).toEqual([
      {
        key: 'ns/a',
        uid: 'u',
        version: '7',
        labels: { l: '1' },
        fields: { 'status.phase': 'Pending' },
        digest: stateOf(pod).digest,
      },
    ]);
  });

  test('has no token where it is empty, and the metadata of what a Table or a list of metadata shows', () => {
    const digest = stateOf(pod).metadataDigest;
    const partial = answer({ kind: 'PartialObjectMetadataList', metadata: { continue: '' }, items: [pod] });
    expect(partial.continue).toBeUndefined();
    expect(partial.items[0]).toEqual({ key: 'ns/a', uid: 'u', version: '7', labels: { l: '1' }, digest });
    expect(answer({ kind: 'Table', rows: [{ object: pod }] }).items[0]).toMatchObject({ digest });
  });

  test('that is refused has a reason, and the token to go on from', () => {
    expect(answer({ kind: 'Status', reason: 'Expired', metadata: { continue: 'fresh' } }, 410)).toMatchObject({
      status: 410,
      reason: 'Expired',
      continue: 'fresh',
      items: [],
    });
  });
});

describe('what is chosen', () => {
  const state = { labels: { l: '1', empty: '' }, fields: { 'status.phase': 'Pending' } };

  test.each([
    ['', true],
    ['l', true],
    ['!l', false],
    ['m', false],
    ['! m', true],
    ['l=1', true],
    ['l==1', true],
    ['l = 2', false],
    ['l!=2', true],
    ['l!=1', false],
    ['m!=1', true],
    ['empty=', true],
    ['l in (0, 1)', true],
    ['l in (0,2)', false],
    ['m in (0,1)', false],
    ['l notin (0,2)', true],
    ['l notin (1)', false],
    ['m notin (1)', true],
    ['l in (0,1),!m', true],
    ['l=1,m', false],
    ['constructor', false],
    ['l > 0', undefined],
    ['l>0', undefined],
    ['l=2,l > 0', false],
  ])('by the label selector %s', (labelSelector, chosen) => {
    expect(selects({ labelSelector })('ns/a', state)).toBe(chosen);
  });

  test.each([
    ['', true],
    ['=', true],
    ['metadata.name=a', true],
    ['metadata.name!=a', false],
    ['metadata.namespace=other', false],
    ['status.phase=Pending', true],
    ['status.phase==Running', false],
    ['status.phase=Pending,metadata.name=b', false],
    ['spec.nodeName=n', undefined],
    ['nonsense', undefined],
  ])('by the field selector %s', (fieldSelector, chosen) => {
    expect(selects({ fieldSelector })('ns/a', state)).toBe(chosen);
  });

  test('by namespace, also where nothing else is known of the object', () => {
    expect(selects({ namespace: 'ns' })('ns/a', undefined)).toBe(true);
    expect(selects({ namespace: 'n' })('ns/a', state)).toBe(false);
    expect(selects({ namespace: 'ns', labelSelector: 'l=1' })('ns/a', undefined)).toBeUndefined();
    expect(selects({ namespace: 'other', labelSelector: 'l=1' })('ns/a', undefined)).toBe(false);
  });
});
