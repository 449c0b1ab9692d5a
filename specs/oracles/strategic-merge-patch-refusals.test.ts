import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import { statusesOf } from './patch-answer.ts';
import { podSchemas } from './patch-answer-schemas.test-data.ts';
import { applyStrategicMergePatch, strategicMergePatchReadings } from './strategic-merge-patch.ts';

const pod = {
  metadata: { labels: { a: '1' }, finalizers: ['x', 'y'] },
  spec: { containers: [{ name: 'c' }, { name: 'd' }], securityContext: { runAsUser: 1, fsGroup: 2 } },
};

/** The statuses with which a patch of the Pod may be refused. */
function refused(patch: unknown): number[] {
  return statusesOf(applyStrategicMergePatch(pod, patch, podSchemas));
}

describe('a patch that makes no sense is refused, with 400 by the documents and 500 by real servers', () => {
  test.each<[string, unknown]>([
    ['an item without its merge key', { spec: { containers: [{ image: 'x' }] } }],
    ['an item to delete without its merge key', { spec: { containers: [{ $patch: 'delete' }] } }],
    [
      'an item of a replaced list without its merge key',
      { spec: { containers: [{ $patch: 'replace' }, { image: 'x' }] } },
    ],
    ['an unknown directive', { spec: { $patch: 'bogus' } }],
    ['a directive that is for struct tags', { spec: { $patch: 'merge' } }],
    ['an unknown directive in a list', { spec: { containers: [{ name: 'c', $patch: 'merge' }] } }],
    ['an unknown directive in a new map', { metadata: { annotations: { $patch: 'bogus' } } }],
    ['a member that is not retained', { spec: { securityContext: { $retainKeys: ['fsGroup'], runAsUser: 3 } } }],
    ['retained keys that are no list', { spec: { $retainKeys: 'fsGroup' } }],
    ['an order that is no list', { spec: { '$setElementOrder/containers': 'c' } }],
    ['an order of something else', { spec: { '$setElementOrder/securityContext': [] } }],
    ['an order without a list', { spec: { $setElementOrder: [] } }],
    [
      'an order that lacks an item',
      { spec: { '$setElementOrder/containers': [{ name: 'd' }], containers: [{ name: 'c' }] } },
    ],
    [
      'an order that the items are not in',
      { metadata: { '$setElementOrder/finalizers': ['x', 'y'], finalizers: ['y', 'x'] } },
    ],
    ['a deletion that is no list', { metadata: { '$deleteFromPrimitiveList/finalizers': 'x' } }],
    ['items of two kinds', { metadata: { finalizers: ['z', 5] } }],
    ['a null among the items', { metadata: { finalizers: [null] } }],
    ['a plain value among objects', { spec: { containers: ['c'] } }],
  ])('%s', (_what, patch) => {
    expect(refused(patch)).toEqual([400, 422, 500]);
  });

  test('the refusal names the field', () => {
    const answer = applyStrategicMergePatch(pod, { spec: { containers: [{ image: 'x' }] } }, podSchemas);
    expect(answer).toMatchObject({ field: 'spec.containers', reason: expect.stringContaining('name') });
  });
});

test.each([[[]], ['x'], [5], [null]])('a patch that is %j is refused with 400', (patch) => {
  expect(refused(patch)).toEqual([400]);
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
