import { expect, test } from 'vitest';
import type { JsonObject } from '../../specs/json.ts';
import { patchTypes } from '../../specs/oracles/patch-answer-request.ts';
import { podSchemas } from '../../specs/oracles/patch-answer-schemas.test-data.ts';
import { judgeCreated, lostParts, type ObservedCreation } from './judge-created.ts';

const kind = { apiVersion: 'v1', kind: 'Pod' };
const written = { ...kind, metadata: { name: 'p', labels: { x: '1' } }, spec: { containers: [{ name: 'c' }] } };
const owned = (manager: string): JsonObject => ({
  manager,
  operation: 'Apply',
  apiVersion: 'v1',
  fieldsV1: {
    'f:metadata': { 'f:labels': { 'f:x': {} } },
    'f:spec': { 'f:containers': { 'k:{"name":"c"}': { '.': {}, 'f:name': {} } } },
  },
});
const made = {
  ...written,
  metadata: { ...written.metadata, uid: 'u', resourceVersion: '1', managedFields: [owned('kube-covenant-a')] },
  spec: { containers: [{ name: 'c', resources: {} }], priority: 0 },
};

function outcome(change: Partial<ObservedCreation>) {
  const request = { contentType: patchTypes.apply, body: JSON.stringify(written), fieldManager: 'kube-covenant-a' };
  const seen = { request, status: 201, answer: made, found: { status: 200, body: made }, ...change };
  const judged = judgeCreated(seen, { schemas: podSchemas, kind, ignored: ['status'] });
  return judged.kind === 'violation' ? judged.reason : judged.kind;
}

test('what was applied is there, with whatever the server adds', () => {
  expect(outcome({})).toBe('pass');
  const later = { ...made, metadata: { ...made.metadata, resourceVersion: '2' }, status: { phase: 'Pending' } };
  expect(outcome({ found: { status: 200, body: later } })).toBe('pass');
});

test('each way in which it is not is told apart', () => {
  const body = (change: JsonObject) => {
    const other = { ...made, ...change };
    return { answer: other, found: { status: 200, body: other } };
  };
  const { metadata } = made;
  expect(outcome({ status: 404, answer: {} })).toContain('is refused');
  expect(outcome({ found: { status: 404, body: {} } })).toContain('makes nothing');
  expect(outcome({ status: 200 })).toContain('does not answer 201');
  expect(outcome(body({ spec: { containers: [] } }))).toContain('not what was made');
  expect(outcome(body({ metadata: { ...metadata, labels: { x: '2' } } }))).toContain('not what was made');
  expect(outcome(body({ metadata: { ...metadata, managedFields: [] } }))).toContain('managedFields');
  expect(outcome(body({ metadata: { ...metadata, managedFields: [owned('server')] } }))).toContain('managedFields');
  expect(outcome({ answer: { ...made, extra: 1 } })).toContain('the answer is not the object');
});

test('items keep their order, and may have others between them', () => {
  expect(lostParts(['a', 'c'], ['a', 'b', 'c'])).toEqual([]);
  expect(lostParts({ l: ['c', 'a'] }, { l: ['a', 'b', 'c'] })).toEqual(['l[1]']);
  expect(lostParts({ l: [{ a: 1 }], n: null, m: {} }, { l: [{ a: 1, b: 2 }], m: { x: 1 } })).toEqual([]);
  expect(lostParts({ l: [{ a: 1 }], m: 1 }, { l: [{ a: 2 }] })).toEqual(['l[0]', 'm']);
});
