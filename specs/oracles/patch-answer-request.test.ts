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
  test.each<[string, Partial<PatchRequest>, number[]]>([
    ['no patch type', { contentType: 'application/json' }, [415]],
    ['no media type', { contentType: undefined }, [415]],
    ['no JSON', { body: '{' }, [400]],
    ['nothing', { body: '' }, [400]],
    ['a manager too long', { fieldManager: 'x'.repeat(129) }, [422]],
    ['apply without a manager', { contentType: patchTypes.apply }, [422]],
    ['apply of no YAML', { contentType: patchTypes.apply, fieldManager: 'm', body: '{' }, [400]],
    ['apply of no object', { contentType: patchTypes.apply, fieldManager: 'm', body: '[]' }, [400]],
    [
      'apply of managedFields',
      {
        contentType: patchTypes.apply,
        fieldManager: 'm',
        body: '{apiVersion: v1, kind: Pod, metadata: {name: p, managedFields: []}}',
      },
      [400],
    ],
    [
      'apply of another version',
      { contentType: patchTypes.apply, fieldManager: 'm', body: '{apiVersion: v2, kind: Pod}' },
      [400, 422],
    ],
  ])('%s', (_what, request, statuses) => {
    expect(answer(request)).toEqual(statuses);
  });

  test('an object that is not there: 404, but apply makes it', () => {
    const nowhere = { ...target, object: undefined };
    for (const contentType of [patchTypes.json, patchTypes.merge, patchTypes.strategic]) {
      expect(answer({ contentType, body: 'not looked at' }, nowhere)).toEqual([404]);
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
