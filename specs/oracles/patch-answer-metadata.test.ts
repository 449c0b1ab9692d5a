import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import { answerOf } from './patch-answer.ts';
import { storedForm } from './patch-answer-metadata.ts';

const metadata = { name: 'p', namespace: 'n', uid: 'u', resourceVersion: '70' };
const before: JsonObject = { apiVersion: 'v1', kind: 'Pod', metadata };

describe('what a patch leaves is refused', () => {
  test.each<[reason: string, field: string | undefined, statuses: number[], patched: unknown]>([
    ['the patch leaves no object', undefined, [422, 400], null],
    ['the patch leaves no object', undefined, [422, 400], [before]],
    ['kind differs', 'kind', [422, 400], { ...before, kind: 'Job' }],
    ['apiVersion differs', 'apiVersion', [422, 400], { ...before, apiVersion: undefined }],
    ['metadata is no object', 'metadata', [422, 400], { ...before, metadata: 'x' }],
    ['metadata is no object', 'metadata', [422, 400], { ...before, metadata: [] }],
    ['the name differs from that in the URL', 'metadata.name', [400], { ...before, metadata: null }],
    ['the name differs from that in the URL', 'metadata.name', [400], { apiVersion: 'v1', kind: 'Pod' }],
    ['the name differs from that in the URL', 'metadata.name', [400], withMetadata({ name: 'q' })],
    ['the namespace differs from that in the URL', 'metadata.namespace', [400], withMetadata({ namespace: 'm' })],
    ['uid is not that of the object', 'metadata.uid', [409, 422], withMetadata({ uid: '5' })],
    ...['7', '71', '700'].map((resourceVersion) => otherVersion(resourceVersion, [409])),
    ...['abc', '7a', 'a7', '-7', '7.0'].map((version) => otherVersion(version, [409, 400, 422, 500])),
  ])('%s (%s): %j, of %j', (reason, field, [status, ...also], patched) => {
    expect(answerOf(() => storedForm(before, patched))).toStrictEqual({
      applied: false,
      status,
      reason,
      ...(also.length > 0 && { also }),
      ...(field !== undefined && { field }),
    });
  });
});

test('an object without a namespace can be given none', () => {
  const { namespace, ...rest } = metadata;
  const cluster = { ...before, metadata: rest };
  expect(storedForm(cluster, cluster)).toStrictEqual(cluster);
  expect(answerOf(() => storedForm(cluster, before))).toMatchObject({ status: 400, field: 'metadata.namespace' });
});

test('what is empty is no condition', () => {
  expect(storedForm(before, withMetadata({ resourceVersion: '', uid: '', namespace: null }))).toStrictEqual(before);
});

function withMetadata(members: object): JsonObject {
  return { ...before, metadata: { ...metadata, ...members } };
}

function otherVersion(version: string, statuses: number[]): [string, string, number[], JsonObject] {
  const patched = withMetadata({ resourceVersion: version });
  return ['resourceVersion is not that of the object', 'metadata.resourceVersion', statuses, patched];
}
