import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import { podSchemas } from './patch-answer-schemas.test-data.ts';
import { applyStrategicMergePatch, strategicMergePatchReadings } from './strategic-merge-patch.ts';

const pod = {
  metadata: { labels: { a: '1' }, finalizers: ['x', 'y'] },
  spec: { containers: [{ name: 'c' }, { name: 'd' }], securityContext: { runAsUser: 1, fsGroup: 2 } },
};

const answerTo = (patch: unknown, to: JsonObject = pod) => applyStrategicMergePatch(to, patch, podSchemas);

const senseless = (field: string, reason: string) => ({
  applied: false,
  status: 400,
  also: [422, 500],
  reason: `${field}: ${reason}`,
  field,
});

describe('a patch that makes no sense is refused, with 400 by the documents and 500 by real servers', () => {
  const order = 'the items are not in the order of $setElementOrder';
  const kinds = 'the items are not all of one plain kind';

  test.each<[what: string, field: string, reason: string, patch: unknown]>([
    ['an item without its merge key', 'containers', 'an item has no name', { containers: [{ image: 'x' }] }],
    [
      'an item to delete without its merge key',
      'containers',
      'an item has no name',
      { containers: [{ $patch: 'delete' }] },
    ],
    [
      'an item of a replaced list without its merge key',
      'containers',
      'an item has no name',
      { containers: [{ $patch: 'replace' }, { image: 'x' }] },
    ],
    ['an unknown directive', '', 'there is no directive "bogus"', { $patch: 'bogus' }],
    ['a directive that is for struct tags', '', 'there is no directive "merge"', { $patch: 'merge' }],
    [
      'an unknown directive in a list',
      'containers',
      'there is no directive "merge"',
      { containers: [{ name: 'c', $patch: 'merge' }] },
    ],
    [
      'an unknown directive in a new map',
      'affinity',
      'there is no directive "bogus"',
      { affinity: { $patch: 'bogus' } },
    ],
    [
      'a member that is not retained',
      'securityContext',
      'runAsUser is not among the $retainKeys',
      { securityContext: { $retainKeys: ['fsGroup'], runAsUser: 3 } },
    ],
    ['retained keys that are no list', '', '$retainKeys is not a list', { $retainKeys: 'fsGroup' }],
    [
      'an order that is no list',
      'containers',
      '$setElementOrder is not a list',
      { '$setElementOrder/containers': 'c' },
    ],
    [
      'an order of something else',
      'securityContext',
      '$setElementOrder is about a list, and this is none',
      { '$setElementOrder/securityContext': [] },
    ],
    [
      'an order of what becomes something else',
      'containers',
      '$setElementOrder is about a list, and this is none',
      { '$setElementOrder/containers': [], containers: null },
    ],
    ['an order without a list', '', '$setElementOrder does not name a list', { $setElementOrder: [] }],
    [
      'an order that lacks an item',
      'containers',
      order,
      { '$setElementOrder/containers': [{ name: 'd' }], containers: [{ name: 'c' }] },
    ],
    [
      'an order that the items are not in',
      'containers',
      order,
      { '$setElementOrder/containers': [{ name: 'c' }, { name: 'd' }], containers: [{ name: 'd' }, { name: 'c' }] },
    ],
    [
      'an order of which an item is there twice',
      'containers',
      order,
      { '$setElementOrder/containers': [{ name: 'c' }], containers: [{ name: 'c' }, { name: 'c' }] },
    ],
    ['a plain value among objects', 'containers', kinds, { containers: ['c'] }],
    ['a null among objects', 'containers', kinds, { containers: [{ name: 'c' }, null] }],
    ['a list among objects', 'containers', kinds, { containers: [{ name: 'c' }, []] }],
  ])('%s', (_what, field, reason, patch) => {
    expect(answerTo({ spec: patch })).toEqual(senseless(field ? `spec.${field}` : 'spec', reason));
  });

  test.each<[what: string, reason: string, patch: unknown]>([
    [
      'an order that the values are not in',
      order,
      { '$setElementOrder/finalizers': ['x', 'y'], finalizers: ['y', 'x'] },
    ],
    [
      'a deletion that is no list',
      '$deleteFromPrimitiveList is not a list',
      { '$deleteFromPrimitiveList/finalizers': 'x' },
    ],
    ['values of two kinds', kinds, { finalizers: ['z', 5] }],
    ['a null among the values', kinds, { finalizers: [null] }],
    ['an object in an order of values', 'an item has no merge key', { '$setElementOrder/finalizers': [{ a: 1 }] }],
  ])('%s', (_what, reason, patch) => {
    expect(answerTo({ metadata: patch })).toEqual(senseless('metadata.finalizers', reason));
  });

  test('objects in a list of which no merge key is published', () => {
    const none = { metadata: { finalizers: [] } };
    expect(answerTo({ metadata: { finalizers: [{ a: 1 }] } }, none)).toEqual(
      senseless('metadata.finalizers', 'the list has no merge key'),
    );
  });

  test.each([[[null]], [[[]]]])('%j in a list that has no items yet', (list) => {
    const none = { spec: { containers: [] } };
    expect(answerTo({ spec: { containers: list } }, none)).toEqual(senseless('spec.containers', kinds));
  });
});

test.each([[[]], ['x'], [5], [null]])('a patch that is %j is refused with 400', (patch) => {
  expect(answerTo(patch)).toEqual({ applied: false, status: 400, reason: 'the patch is not an object' });
});

test('what servers do beside the documents', () => {
  const documents = (patch: unknown, before: JsonObject = {}) =>
    strategicMergePatchReadings(before, patch, podSchemas).map(({ answer, latitude }) => [
      latitude.join('+'),
      answer.applied && answer.document,
    ]);
  expect(documents(null)).toEqual([
    ['', false],
    ['null-is-empty', {}],
  ]);
  expect(documents({ spec: { $patch: 'delete' } }, { spec: {} })).toEqual([
    ['', {}],
    ['deleted-map-stays-empty', { spec: {} }],
  ]);
  expect(documents({ spec: { $patch: 'replace', a: 1 } })).toEqual([
    ['', { spec: { a: 1 } }],
    ['directive-needs-target', {}],
  ]);
  expect(
    documents({ metadata: { '$setElementOrder/finalizers': ['b'] } }, { metadata: { finalizers: ['a', 'b'] } }),
  ).toEqual([
    ['', { metadata: { finalizers: ['a', 'b'] } }],
    ['unnamed-items-last', { metadata: { finalizers: ['b', 'a'] } }],
  ]);
});

test('what is to be deleted and is not there is no fault, and nothing is stored for it', () => {
  expect(strategicMergePatchReadings(pod, { metadata: { annotations: { $patch: 'delete' } } }, podSchemas)).toEqual([
    { answer: { applied: true, document: pod }, latitude: [] },
  ]);
});
