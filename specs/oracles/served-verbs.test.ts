import { describe, expect, test } from 'vitest';
import {
  type DiscoveredKind,
  differsFromList,
  differsFromVerbs,
  listedVerbs,
  wrongInResourceList,
} from './served-verbs.ts';

const jobs: DiscoveredKind = {
  groupVersion: 'batch/v1',
  kind: 'Job',
  plural: 'jobs',
  namespaced: true,
  subresources: ['status'],
};
const entry = { name: 'jobs', kind: 'Job', namespaced: true, verbs: ['get', 'list'] };
const status = { name: 'jobs/status', kind: 'Job', namespaced: true, verbs: ['get'] };
const listOf = (...resources: object[]) => ({ kind: 'APIResourceList', groupVersion: 'batch/v1', resources });

describe('a resource list', () => {
  test('that has the kind as it is, and others beside it, is right', () => {
    expect(wrongInResourceList(listOf({ name: 'cronjobs' }, entry, status), jobs)).toBeUndefined();
    expect(listedVerbs(listOf(entry, status), 'jobs/status')).toEqual(['get']);
    expect(listedVerbs(listOf(entry), 'jobs/status')).toEqual([]);
  });

  test.each([
    ['is no object', undefined, 'it is no JSON object'],
    ['is of another kind', { ...listOf(entry), kind: 'List' }, 'its kind is "List", not APIResourceList'],
    ['is of another group', { ...listOf(entry), groupVersion: 'v1' }, 'its groupVersion is "v1", not batch/v1'],
    ['lacks the kind', listOf(status), 'it does not list jobs'],
    ['lacks a subresource', listOf(entry), 'it does not list jobs/status'],
    ['has another scope', listOf({ ...entry, namespaced: false }, status), 'jobs: namespaced is false, not true'],
    ['has no verbs', listOf(entry, { ...status, verbs: [] }), 'jobs/status: no verbs are listed'],
    ['has another kind there', listOf({ ...entry, kind: 'Task' }, status), 'the kind of jobs is "Task"'],
  ])('that %s is wrong', (_what, body, wrong) => {
    expect(wrongInResourceList(body, jobs)).toBe(wrong);
  });
});

describe('aggregated discovery', () => {
  const found = {
    resource: 'jobs',
    scope: 'Namespaced',
    verbs: ['list', 'get'],
    subresources: [{ subresource: 'status', verbs: ['get'] }],
  };
  const aggregated = (resource: object) => ({
    items: [{ metadata: { name: 'batch' }, versions: [{ version: 'v1', resources: [resource] }] }],
  });
  const list = listOf(entry, status);

  test('agrees with the list, in whatever order', () => {
    expect(differsFromList(aggregated(found), list, jobs)).toBeUndefined();
  });

  test.each([
    ['lacks the kind', { ...found, resource: 'others' }, 'it does not have jobs'],
    ['has another scope', { ...found, scope: 'Cluster' }, 'the scope of jobs is "Cluster"'],
    ['has other verbs', { ...found, verbs: ['get'] }, 'the verbs of jobs are get; the list of resources has get, list'],
    ['lacks a subresource', { ...found, subresources: [] }, 'it does not have jobs/status'],
    [
      'has other verbs below',
      { ...found, subresources: [{ subresource: 'status', verbs: [] }] },
      'the verbs of status are ; the list of resources has get',
    ],
  ])('differs where it %s', (_what, resource, differs) => {
    expect(differsFromList(aggregated(resource), list, jobs)).toBe(differs);
  });
});

describe('OpenAPI', () => {
  const place = { object: '/jobs/{name}', collection: '/jobs' };
  const document = { paths: { '/jobs': { get: {} }, '/jobs/{name}': { get: {} } } };

  test('agrees with the verbs that are listed; a watch has no path of its own', () => {
    expect(differsFromVerbs(document, place, ['get', 'list', 'watch'])).toBeUndefined();
    expect(differsFromVerbs(document, { ...place, collection: undefined }, ['get', 'list'])).toBeUndefined();
  });

  test('differs where one has what the other has not', () => {
    expect(differsFromVerbs(document, place, ['get', 'list', 'update'])).toBe(
      'PUT /jobs/{name} is not described, and discovery lists update',
    );
    expect(differsFromVerbs(document, place, ['get'])).toBe('GET /jobs is described, and discovery does not list list');
    const put = { paths: { ...document.paths, '/jobs': { get: {}, put: {} } } };
    expect(differsFromVerbs(put, place, ['get', 'list', 'update'])).toBe(
      'PUT /jobs/{name} is not described, and discovery lists update',
    );
    const both = { paths: { ...put.paths, '/jobs/{name}': { get: {}, put: {} } } };
    expect(differsFromVerbs(both, place, ['get', 'list', 'update'])).toBe(
      'PUT /jobs is described, and discovery has no verb for that',
    );
  });
});
