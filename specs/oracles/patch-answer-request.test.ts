import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import { statusesOf } from './patch-answer.ts';
import { storedForm } from './patch-answer-metadata.ts';
import {
  applyAnswer,
  type PatchRequest,
  type PatchTarget,
  patchReadings,
  patchTypeOf,
  patchTypes,
} from './patch-answer-request.ts';
import { podSchemas } from './patch-answer-schemas.test-data.ts';

const pod: JsonObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p', namespace: 'n', uid: 'u', resourceVersion: '7', creationTimestamp: 't', labels: { a: '1' } },
  spec: { containers: [{ name: 'c', image: 'i' }] },
  status: { phase: 'Pending' },
};

const target: PatchTarget = {
  object: pod,
  schemas: podSchemas,
  kind: { apiVersion: 'v1', kind: 'Pod' },
  ignored: ['status'],
};

const metadata = pod['metadata'] as JsonObject;

/** The object of the first reading, or its statuses. */
function answer(request: Partial<PatchRequest>, to: PatchTarget = target): unknown {
  const [reading] = patchReadings({ contentType: patchTypes.merge, body: '{}', ...request }, to);
  return reading?.answer.applied ? reading.answer.document : reading && statusesOf(reading.answer);
}

const merge = (patch: unknown) => answer({ body: JSON.stringify(patch) });

describe('the type of a patch', () => {
  test.each([
    ['application/json-patch+json', 'json'],
    ['application/merge-patch+json; charset=utf-8', 'merge'],
    ['Application/Strategic-Merge-Patch+JSON', 'strategic'],
    ['application/apply-patch+yaml', 'apply'],
    [' application/merge-patch+json ; charset=utf-8', 'merge'],
    ['application/json', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('of %j is %s', (contentType, type) => {
    expect(patchTypeOf(contentType)).toBe(type);
  });

  test('makes the same body mean different things', () => {
    const body = JSON.stringify({ spec: { containers: [{ name: 'd', image: 'j' }] } });
    const containers = (contentType: string) =>
      ((answer({ contentType, body }) as JsonObject)['spec'] as { containers: { name: string }[] }).containers.map(
        ({ name }) => name,
      );
    expect(containers(patchTypes.merge)).toEqual(['d']);
    expect(containers(patchTypes.strategic)).toEqual(['d', 'c']);
    expect(answer({ contentType: patchTypes.json, body })).toEqual([400]);
    expect(answer({ contentType: patchTypes.apply, body, fieldManager: 'm' })).toEqual([400, 422]);
  });
});

describe('refused before the patch is applied', () => {
  const apply = { contentType: patchTypes.apply, fieldManager: 'm' };
  const owned = '{apiVersion: v1, kind: Pod, metadata: {name: p, managedFields: []}}';

  test.each<[Partial<PatchRequest>, number[], string, string?]>([
    [{ contentType: 'application/json' }, [415], 'the media type is no patch type'],
    [{ contentType: undefined }, [415], 'the media type is no patch type'],
    [{ body: '{' }, [400], 'the body is not JSON'],
    [{ body: '' }, [400], 'the body is not JSON'],
    [{ fieldManager: 'x'.repeat(129) }, [422], 'fieldManager is longer than 128 bytes', 'fieldManager'],
    [{ contentType: patchTypes.apply }, [422], 'fieldManager is required', 'fieldManager'],
    [{ ...apply, body: '{' }, [400], 'the body is not YAML'],
    [{ ...apply, body: '[]' }, [400], 'the body is no object'],
    [{ ...apply, body: owned }, [400], 'managedFields cannot be applied', 'metadata.managedFields'],
    [{ ...apply, body: '{apiVersion: v2, kind: Pod}' }, [400, 422], 'apiVersion differs'],
    [{ ...apply, body: '{apiVersion: v1, kind: Job}' }, [400, 422], 'kind differs'],
  ])('%j: %j, %s', (partial, [status, ...also], reason, field) => {
    const request = { contentType: patchTypes.merge, body: '{}', ...partial };
    const refusal = {
      applied: false,
      status,
      reason,
      ...(also.length > 0 && { also }),
      ...(field !== undefined && { field }),
    };
    expect(patchReadings(request, target)).toStrictEqual([{ answer: refusal, latitude: [] }]);
    if (request.contentType === patchTypes.apply) {
      expect(applyAnswer(request, target)).toStrictEqual({ ...refusal, conflicts: [] });
    }
  });

  test('an object that is not there: 404, but apply makes it', () => {
    const nowhere = { ...target, object: undefined };
    for (const contentType of [patchTypes.json, patchTypes.merge, patchTypes.strategic]) {
      const [reading] = patchReadings({ contentType, body: 'not looked at' }, nowhere);
      expect(reading?.answer).toEqual({ applied: false, status: 404, reason: 'there is no such object' });
    }
    const body = 'apiVersion: v1\nkind: Pod\nmetadata: {name: q}\n';
    const request = { contentType: patchTypes.apply, body, fieldManager: 'm' };
    expect(applyAnswer(request, nowhere)).toMatchObject({
      applied: true,
      status: 201,
      document: { metadata: { name: 'q' } },
    });
  });
});

describe('metadata', () => {
  test.each<[string, unknown, number[]]>([
    ['another name', { name: 'q' }, [400]],
    ['no name', { name: null }, [400]],
    ['another namespace', { namespace: 'm' }, [400]],
    ['an older version', { resourceVersion: '6' }, [409]],
    ['a version that is none', { resourceVersion: 'abc' }, [409, 400, 422, 500]],
    ['another uid', { uid: 'x' }, [409, 422]],
  ])('that is patched with %s is refused', (_what, patch, statuses) => {
    expect(merge({ metadata: patch })).toEqual(statuses);
  });

  test.each<[string, unknown, number[]]>([
    ['another kind', { kind: 'Job' }, [422, 400]],
    ['another version of the API', { apiVersion: 'v2' }, [422, 400]],
    ['no metadata', { metadata: null }, [400]],
    ['metadata that is no object', { metadata: 'x' }, [422, 400]],
  ])('of an object that is patched with %s is refused', (_what, patch, statuses) => {
    expect(merge(patch)).toEqual(statuses);
  });

  test('that the server keeps is kept, given or taken away', () => {
    const kept = { creationTimestamp: 'other', generation: 9, selfLink: '/x', managedFields: [] };
    expect(merge({ metadata: kept })).toEqual(pod);
    expect(merge({ metadata: { uid: null, namespace: null, creationTimestamp: null, resourceVersion: null } })).toEqual(
      pod,
    );
  });

  test('that names the version and the uid which the object has is a condition that is met', () => {
    expect(merge({ metadata: { resourceVersion: '7', uid: 'u', labels: { a: '2' } } })).toEqual({
      ...pod,
      metadata: { ...metadata, labels: { a: '2' } },
    });
  });

  test('of an object that is being deleted: another time is for validation to refuse', () => {
    const patched = { ...pod, metadata: { ...metadata, deletionTimestamp: 'later' } };
    expect(storedForm(pod, patched)).toEqual(patched);
    expect(storedForm({ ...pod, metadata: { ...metadata, deletionTimestamp: 'now' } }, pod)).toMatchObject({
      metadata: { deletionTimestamp: 'now' },
    });
  });
});

describe('what the path does not write', () => {
  test('stays as it was, and stays away where it was not', () => {
    expect(merge({ status: { phase: 'Running' }, metadata: { labels: { a: '1' } } })).toEqual(pod);
    expect(merge({ status: null })).toEqual(pod);
    const { status, ...young } = pod;
    const [reading] = patchReadings(
      { contentType: patchTypes.merge, body: '{"status":{}}' },
      { ...target, object: young },
    );
    expect(reading?.answer).toStrictEqual({ applied: true, document: young });
  });

  test('may lie within what it writes', () => {
    const to = { ...target, ignored: ['spec.containers', 'status.phase'] };
    const body = JSON.stringify({ spec: { containers: [], hostname: 'h' }, status: { phase: 'x', message: 'm' } });
    expect(answer({ body }, to)).toEqual({
      ...pod,
      spec: { ...(pod['spec'] as object), hostname: 'h' },
      status: { phase: 'Pending', message: 'm' },
    });
  });
});

test('what is not written may lie in what the patch takes away or makes something else', () => {
  const to = { ...target, ignored: ['spec.containers'] };
  const { spec, ...rest } = pod;
  expect(answer({ body: '{"spec":null}' }, to)).toStrictEqual(rest);
  expect(answer({ body: '{"spec":"x"}' }, to)).toStrictEqual({ ...rest, spec: 'x' });
});

test('apply to a subresource makes an owner of it; the reading does not tell of owners', () => {
  const body = 'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nstatus: {message: m}\n';
  const request = { contentType: patchTypes.apply, body, fieldManager: 'm', force: true };
  const owner = (to: PatchTarget) => {
    const { object, ignored, ...path } = to;
    const applied = applyAnswer(request, { ...path, object: undefined });
    return applied.applied && applied.owners.map(({ manager }) => manager);
  };
  const manager = { name: 'm', operation: 'Apply', apiVersion: 'v1' };
  expect(owner(target)).toStrictEqual([manager]);
  expect(owner({ ...target, subresource: 'status' })).toStrictEqual([{ ...manager, subresource: 'status' }]);
  expect(patchReadings(request, { ...target, ignored: ['spec'] })).toStrictEqual([
    { answer: { applied: true, document: { ...pod, status: { phase: 'Pending', message: 'm' } } }, latitude: [] },
  ]);
});

test('apply says who owns what, and holds to the same conditions', () => {
  const body = (more: object) => JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', ...more } });
  const applied = (more: object) =>
    applyAnswer({ contentType: patchTypes.apply, body: body(more), fieldManager: 'm' }, target);
  expect(applied({ labels: { b: '2' } })).toMatchObject({
    applied: true,
    status: 200,
    document: { metadata: { labels: { a: '1', b: '2' } } },
  });
  expect(applied({ resourceVersion: '6' })).toMatchObject({ applied: false, status: 409, conflicts: [] });
  expect(applied({ creationTimestamp: null, uid: 'u' })).toMatchObject({ applied: true, document: pod });
  expect(applied({ labels: { a: '2' } })).toMatchObject({
    applied: false,
    status: 409,
    conflicts: [{ field: '.metadata.labels.a' }],
  });
});
