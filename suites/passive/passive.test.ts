import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/client/client.ts';
import { settle } from '../../src/contract/dispute.ts';
import { loadLibrary } from '../../src/contract/library.ts';
import { disputeOf } from '../../src/registry.ts';
import { passive } from './index.ts';

const library = loadLibrary();
const requirements = passive.requirements(library);

const pods = '/api/v1/namespaces/n/pods';
const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p', namespace: 'n', uid: 'u', resourceVersion: '7', creationTimestamp: '2026-01-02T03:04:05Z' },
  spec: { containers: [{ name: 'main', image: 'registry.invalid/main:1' }] },
};

let clock = 0;

function answer(method: string, path: string, status: number, body?: unknown, type = 'application/json'): Answer {
  const headers = body === undefined ? {} : { 'content-type': type };
  clock += 10;
  return {
    status,
    headers,
    body,
    exchange: {
      method,
      path,
      requestHeaders: { accept: 'application/json' },
      status,
      responseHeaders: headers,
      responseBody: body === undefined ? '' : JSON.stringify(body),
      at: clock,
      durationMs: 5,
    },
  };
}

/** What all watchers find in these answers: by requirement, the names of the cases with their outcomes. */
function watched(answers: readonly Answer[], known = library) {
  const watchers = requirements.map(({ id, watch }) => ({ id, watcher: watch?.(known) }));
  for (const one of answers) for (const { watcher } of watchers) watcher?.observe(one);
  return watchers.flatMap(({ id, watcher }) => (watcher?.conclude() ?? []).map((found) => ({ id, ...found })));
}

const broken = (answers: readonly Answer[]) =>
  watched(answers)
    .filter(({ outcome }) => outcome.kind !== 'pass')
    .map(({ id, name }) => `${id} | ${name}`);

const good = [
  answer('POST', pods, 201, pod),
  answer('PATCH', `${pods}/p`, 200, pod),
  answer('GET', `${pods}/p?pretty=true`, 200, pod),
  answer('PUT', `${pods}/p/status`, 200, pod),
  answer('GET', pods, 200, { apiVersion: 'v1', kind: 'PodList', metadata: { resourceVersion: '8' }, items: [pod] }),
  answer('PATCH', `${pods}/p`, 409, { apiVersion: 'v1', kind: 'Status', status: 'Failure', code: 409 }),
];

describe('the watchers', () => {
  test('find nothing in good answers, and name each operation that was seen, a contract', () => {
    const found = watched(good);
    expect(found.filter(({ outcome }) => outcome.kind !== 'pass')).toEqual([]);
    const names = (wanted: string) => found.filter(({ id }) => id === wanted).map(({ name }) => name);
    expect(names('passive.status-is-documented')).toEqual([
      'openshift-pod createPod',
      'cce-pod-update patchPod',
      'openshift-pod patchPod',
      'openshift-pod readPod',
      'cce-pod-status-replace replacePodStatus',
      'openshift-pod replacePodStatus',
      'openshift-pod listPods',
    ]);
    expect(names('passive.error-is-a-status')).toEqual(['cce-pod-update patchPod', 'openshift-pod patchPod']);
    expect(names('passive.identity-is-constant')).toEqual([
      'cce-pod-status-replace pod',
      'cce-pod-update pod',
      'openshift-pod pod',
    ]);
    expect(new Set(found.map(({ id }) => id)).size).toBe(requirements.length);
  });

  test.each<[string, Answer, string[]]>([
    [
      'an odd status',
      answer('GET', `${pods}/p`, 202, pod),
      ['passive.status-is-documented | openshift-pod readPod: status 202'],
    ],
    [
      'a page',
      answer('GET', `${pods}/p`, 200, pod, 'text/html'),
      ['passive.content-type-is-documented | openshift-pod readPod: 200 text/html'],
    ],
    [
      'a body that does not fit',
      answer('GET', `${pods}/p`, 200, { ...pod, spec: {} }),
      ['passive.body-fits-its-schema | openshift-pod readPod: 200 /spec'],
    ],
    [
      'another kind',
      answer('GET', `${pods}/p`, 200, { ...pod, kind: 'Bod' }),
      ['passive.kind-is-right | openshift-pod readPod: 200 Bod of v1'],
    ],
    [
      'an error of another code',
      answer('GET', `${pods}/p`, 401, { apiVersion: 'v1', kind: 'Status', status: 'Failure', code: 403 }),
      ['passive.error-is-a-status | openshift-pod readPod: code'],
    ],
    [
      'an odd version',
      answer('GET', `${pods}/p`, 200, { ...pod, metadata: { ...pod.metadata, resourceVersion: 'v7' } }),
      ['passive.resource-version-is-decimal | openshift-pod readPod: metadata.resourceVersion'],
    ],
    [
      'an odd time',
      answer('GET', `${pods}/q`, 200, { ...pod, metadata: { ...pod.metadata, name: 'q', creationTimestamp: 'now' } }),
      ['passive.times-are-rfc3339 | openshift-pod readPod: /metadata/creationTimestamp'],
    ],
    [
      'another uid',
      answer('GET', `${pods}/p`, 200, { ...pod, metadata: { ...pod.metadata, uid: 'v' } }),
      ['cce-pod-status-replace pod', 'cce-pod-update pod', 'openshift-pod pod'].map(
        (subject) => `passive.identity-is-constant | ${subject}: uid in the answer to GET`,
      ),
    ],
  ])('find %s, and of it nothing else', (_, bad, wanted) => {
    expect(broken([...good, bad])).toEqual(wanted);
  });

  test('follow an object through its subresources', () => {
    const bad = answer('PUT', `${pods}/p/status`, 200, { ...pod, metadata: { ...pod.metadata, uid: 'v' } });
    expect(broken([...good, bad])).toContain(
      'passive.identity-is-constant | openshift-pod pod: uid in the answer to PUT',
    );
  });

  test('make one case of a deviation that comes again, with its first exchange and the count of the others', () => {
    const odd = [1, 2, 3].map(() => answer('GET', `${pods}/p`, 202, pod));
    const all = watched([...good, ...odd]);
    const found = all.filter(({ outcome }) => outcome.kind !== 'pass');
    expect(found).toHaveLength(1);
    // The operation is not said to have kept its promise as well.
    expect(all).not.toContainEqual(
      expect.objectContaining({ id: 'passive.status-is-documented', name: 'openshift-pod readPod' }),
    );
    expect(found[0]).toMatchObject({ outcome: { actual: '202; 2 more answers like this one' } });
    expect(found[0]?.evidence).toEqual([odd[0]?.exchange]);
  });

  test('judge neither streams nor what no contract describes', () => {
    const event = { type: 'ADDED', object: 7 };
    expect(
      watched([
        answer('GET', `${pods}?watch=true`, 200, event),
        answer('GET', `/api/v1/watch/namespaces/n/pods`, 200, event),
        answer('GET', `${pods}/p/log?follow=true&watch=1`, 299, event),
        answer('POST', '/api/v1/namespaces', 299, {}),
        answer('OPTIONS', `${pods}/p`, 299, {}),
      ]),
    ).toEqual([]);
    expect(broken([answer('GET', `${pods}?watch=false`, 299, event)])).toEqual([
      'passive.status-is-documented | openshift-pod listPods: status 299',
    ]);
  });

  test('do not judge what was refused before there was an operation: a path that is no URI', () => {
    const refused = { ...answer('GET', `${pods}/%zz`, 400), body: undefined };
    expect(watched([refused])).toEqual([]);
    expect(broken([answer('GET', `${pods}/%7a`, 400)])).not.toEqual([]);
  });

  test('know the contracts that they are told of, and no others', () => {
    const one = { ...library, contracts: new Map([...library.contracts].filter(([id]) => id === 'cce-pod-update')) };
    const names = watched(good, one).map(({ name }) => name);
    expect(new Set(names)).toEqual(new Set(['cce-pod-update patchPod', 'cce-pod-update pod']));
  });
});

// What real servers answer otherwise than a document says; see the evidence in specs/disputes.yaml.
describe('a disputed answer', () => {
  const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'j' } };
  const endpoints = { apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'e' } };
  const disputed: Readonly<Record<string, readonly Answer[]>> = {
    'pod-apply-creates': [answer('PATCH', `${pods}/p`, 201, pod)],
    'job-apply-creates': [answer('PATCH', '/apis/batch/v1/namespaces/n/jobs/j', 201, job)],
    'endpoints-update-creates': [
      answer('PUT', '/api/v1/namespaces/n/endpoints/e', 201, endpoints),
      answer('PATCH', '/api/v1/namespaces/n/endpoints/e', 201, endpoints),
    ],
    'pod-log-of-no-node': [answer('GET', `${pods}/p/log`, 204)],
    'pods-deletion-answers-list': [
      answer('DELETE', pods, 200, { apiVersion: 'v1', kind: 'PodList', metadata: {}, items: [] }),
    ],
  };
  const about = library.disputes.filter(({ requirement }) => requirements.some(({ id }) => id === requirement));

  test('is shown here for every dispute of this chapter', () => {
    expect(about.map(({ id }) => id).sort()).toEqual(Object.keys(disputed).sort());
  });

  test.each(Object.entries(disputed))('%s is found, and settled by its dispute alone', (id, answers) => {
    const found = watched(answers).filter(({ outcome }) => outcome.kind !== 'pass');
    expect(found).toHaveLength(answers.length);
    for (const { id: requirement, name, outcome } of found) {
      const dispute = disputeOf(library.disputes, requirement, name);
      expect(settle(outcome, dispute, false)).toMatchObject({ kind: 'disputed', dispute: id });
      expect(settle(outcome, dispute, true).kind).toBe('violation');
    }
  });
});

test('names are printable ASCII of a length that a report can show', () => {
  const odd = { ...pod, kind: 'Bö\n'.repeat(90), metadata: { ...pod.metadata, labels: { ключ: 1 } } };
  const found = watched([answer('GET', `${pods}/p`, 200, odd), answer('GET', `${pods}/p`, 200, odd, 'text/плохо')]);
  for (const { name } of found) expect(name).toMatch(/^[ -~]{1,180}$/);
});
