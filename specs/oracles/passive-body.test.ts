import { describe, expect, test } from 'vitest';
import { answer, listOperation, pod, podOperation, status } from './passive.test-data.ts';
import { judgeBody, judgeContentType, judgeKind, judgeTimes } from './passive-body.ts';

type Found = ReturnType<typeof judgeBody>;
const whatOf = (found: Found) => found?.map(({ what }) => what);
const withSpec = (spec: object) => answer({ body: pod({}, { spec }) });
const withTime = (time: unknown) => answer({ body: pod({ creationTimestamp: time }) });

describe('the media type', () => {
  test.each([
    ['is documented', answer()],
    ['has parameters', answer({ contentType: 'Application/JSON; charset=utf-8' })],
    ['was asked for', answer({ contentType: 'application/yaml', accept: 'application/yaml', body: undefined })],
    ['is JSON in an error that nothing documents', answer({ status: 404, body: status(404) })],
  ])('is kept where it %s', (_, seen) => {
    expect(judgeContentType(seen, podOperation)).toEqual([]);
  });

  test.each([
    ['200 text/plain', answer({ contentType: 'text/plain' })],
    ['200 application/yaml', answer({ contentType: 'application/yaml' })],
    ['200 without Content-Type', answer({ contentType: undefined })],
    ['404 text/html', answer({ status: 404, contentType: 'text/html', body: undefined })],
    ['401 text/html', answer({ status: 401, contentType: 'text/html', body: undefined })],
  ])('%s is a deviation', (what, seen) => {
    expect(whatOf(judgeContentType(seen, podOperation))).toEqual([what]);
  });

  test('of no body, or of a status that is not documented, is not judged', () => {
    expect(judgeContentType(answer({ empty: true, contentType: undefined }), podOperation)).toBeUndefined();
    expect(judgeContentType(answer({ status: 202, contentType: 'text/plain' }), podOperation)).toBeUndefined();
  });
});

describe('the body', () => {
  test.each([
    ['has all that it must', answer()],
    ['has members that the schema does not', answer({ body: pod({ newer: 1 }, { more: {} }) })],
    ['has null for absent', answer({ body: pod({ labels: null }, { status: { phase: null } }) })],
    ['has a value outside an enumeration', answer({ body: pod({}, { status: { phase: 'Newer' } }) })],
  ])('fits where it %s', (_, seen) => {
    expect(judgeBody(seen, podOperation)).toEqual([]);
  });

  test.each([
    ['200 /spec/containers/*', withSpec({ containers: [{ image: 'x' }, { image: 'y' }] })],
    ['200 /spec/containers/*/image', withSpec({ containers: [{ name: 'a', image: 1 }] })],
    ['200 /spec', withSpec({})],
    ['200 /metadata/labels/*', answer({ body: pod({ labels: { [`any-${Math.random()}`]: 1 } }) })],
    ['200 /metadata/resourceVersion', answer({ body: pod({ resourceVersion: 7 }) })],
    ['200 no JSON', answer({ body: undefined })],
    ['200 /', answer({ body: [pod()] })],
  ])('is a deviation at %s, one a place', (what, seen) => {
    expect(whatOf(judgeBody(seen, podOperation))).toEqual([what]);
  });

  test('is a deviation within a list', () => {
    const list = { apiVersion: 'v1', kind: 'PodList', metadata: {}, items: [pod(), pod({ labels: 3 })] };
    expect(whatOf(judgeBody(answer({ body: list }), listOperation))).toEqual(['200 /items/*/metadata/labels']);
  });

  test.each([
    ['of another kind', answer({ body: status(200, { metadata: 7 }) })],
    ['of a status that is not documented', answer({ status: 202, body: {} })],
    [
      'in another form that was asked for',
      answer({ accept: 'application/json;as=Table;v=v1;g=meta.k8s.io', body: pod({}, { spec: {} }) }),
    ],
  ])('%s is not judged', (_, seen) => {
    expect(judgeBody(seen, podOperation)).toBeUndefined();
  });
});

describe('the kind', () => {
  test('is kept', () => {
    expect(judgeKind(answer(), podOperation)).toEqual([]);
    expect(judgeKind(answer({ method: 'DELETE', body: status(200) }), podOperation)).toEqual([]);
  });

  test.each([
    ['200 Status of v1', answer({ body: status(200) })],
    ['200 PodList of v1', answer({ method: 'DELETE', body: { apiVersion: 'v1', kind: 'PodList' } })],
    ['200 Pod of v2', answer({ body: { ...pod(), apiVersion: 'v2' } })],
    ['200 pod of v1', answer({ body: { ...pod(), kind: 'pod' } })],
    ['200 without kind of no apiVersion', answer({ body: {} })],
    ['401 Pod of v1', answer({ status: 401 })],
  ])('%s is a deviation', (what, seen) => {
    expect(whatOf(judgeKind(seen, podOperation))).toEqual([what]);
  });

  test('of another form that was asked for is not judged', () => {
    const accept = 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io';
    expect(judgeKind(answer({ accept, body: { kind: 'PartialObjectMetadata' } }), podOperation)).toBeUndefined();
  });
});

describe('a time', () => {
  test.each(['2026-01-02T03:04:05Z', '2026-01-02T03:04:05.123456Z', '2026-01-02T03:04:05+02:00', null])(
    'is kept as %j',
    (time) => {
      expect(judgeTimes(withTime(time), podOperation)).toEqual([]);
      expect(judgeBody(withTime(time), podOperation)).toEqual([]);
    },
  );

  test.each([
    '2026-01-02',
    '2026-01-02T03:04:05',
    '1767323045',
    'Fri, 02 Jan 2026 03:04:05 GMT',
    '2026-13-02T03:04:05Z',
    '',
  ])('is a deviation as %j, and of this one promise alone', (time) => {
    const [found] = judgeTimes(withTime(time), podOperation) ?? [];
    expect(found).toMatchObject({ what: '/metadata/creationTimestamp', actual: JSON.stringify(time) });
    expect(judgeBody(withTime(time), podOperation)).toEqual([]);
  });

  test('is judged wherever the schema has one', () => {
    const managedFields = [{ manager: 'm', time: 'now' }];
    const conditions = [{ type: 'Ready', status: 'True', lastTransitionTime: 'then' }];
    const body = pod({ managedFields }, { status: { conditions } });
    expect(whatOf(judgeTimes(answer({ body }), podOperation))).toEqual([
      '/metadata/managedFields/*/time',
      '/status/conditions/*/lastTransitionTime',
    ]);
  });
});
