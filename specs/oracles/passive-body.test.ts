import { describe, expect, test } from 'vitest';
import { answer, listOperation, operation, pod, podOperation, status } from './passive.test-data.ts';
import type { SeenAnswer } from './passive.ts';
import { judgeBody, judgeContentType, judgeKind } from './passive-body.ts';

type Found = ReturnType<typeof judgeBody>;
const whatOf = (found: Found) => found?.map(({ what }) => what);
const withSpec = (spec: object) => answer({ body: pod({}, { spec }) });
const manyContainers = Array.from({ length: 12 }, (_, i) => ({ name: `c${i}`, image: 1 }));

describe('the media type', () => {
  test.each([
    ['is documented', answer()],
    ['has parameters', answer({ contentType: 'Application/JSON; charset=utf-8' })],
    ['was asked for', answer({ contentType: 'application/yaml', accept: 'application/yaml', body: undefined })],
    ['is JSON in an error that nothing documents', answer({ status: 404, body: status(404) })],
    ['is JSON in a bad request that nothing documents', answer({ status: 400, body: status(400) })],
  ])('is kept where it %s', (_, seen) => {
    expect(judgeContentType(seen, podOperation)).toEqual([]);
  });

  test.each([
    ['200 text/plain', answer({ contentType: 'text/plain' })],
    ['200 application/yaml', answer({ contentType: 'application/yaml' })],
    ['200 without Content-Type', answer({ contentType: undefined })],
    ['404 text/html', answer({ status: 404, contentType: 'text/html', body: undefined })],
    ['401 text/html', answer({ status: 401, contentType: 'text/html', body: undefined })],
    ['400 text/html', answer({ status: 400, contentType: 'text/html', body: undefined })],
    ['200 without Content-Type', answer({ contentType: undefined, accept: 'undefined' })],
    ['200 text/pl?in', answer({ contentType: ' Text/pl\u00e4in ; a=b;c=d' })],
    [`200 ${'x'.repeat(96)}`, answer({ contentType: 'x'.repeat(300) })],
  ])('%s is a deviation', (what, seen) => {
    expect(whatOf(judgeContentType(seen, podOperation))).toEqual([what]);
  });

  const unusual = operation({ faults: () => [], kinds: [] }, 'application/json', 'application/cbor');
  test.each<[string, SeenAnswer, typeof podOperation, object]>([
    [
      'the one that came and the documented one',
      answer({ contentType: 'Text/Plain; charset=utf-8' }),
      podOperation,
      { expected: 'application/json for the status 200', actual: 'Text/Plain; charset=utf-8' },
    ],
    [
      'that none came, and all that are documented',
      answer({ contentType: undefined }),
      unusual,
      { expected: 'application/json or application/cbor for the status 200', actual: 'no Content-Type header' },
    ],
  ])('is told with %s', (_, seen, promised, told) => {
    const reason = 'the body is of a media type that the contract does not document';
    expect(judgeContentType(seen, promised)).toMatchObject([{ reason, ...told }]);
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
    ['has null within a list', withSpec({ containers: [{ name: 'a', image: null }] })],
  ])('fits where it %s', (_, seen) => {
    expect(judgeBody(seen, podOperation)).toEqual([]);
  });

  test.each([
    ['200 /spec/containers/*', withSpec({ containers: [{ image: 'x' }, { image: 'y' }] })],
    ['200 /spec/containers/*/image', withSpec({ containers: [{ name: 'a', image: 1 }] })],
    ['200 /spec', withSpec({})],
    ['200 /spec/containers/*/image', withSpec({ containers: manyContainers })],
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
    ['of another media type', answer({ contentType: 'text/plain', body: pod({}, { spec: {} }) })],
  ])('%s is not judged', (_, seen) => {
    expect(judgeBody(seen, podOperation)).toBeUndefined();
  });
});

describe('what is wrong with a body', () => {
  test('is told with its place, each fault once', () => {
    expect(judgeBody(withSpec({ containers: manyContainers }), podOperation)).toMatchObject([
      {
        reason: 'the body does not fit its schema at /spec/containers/*/image',
        expected: '/spec/containers/*/image must be string',
        actual: 'a body that does not',
      },
    ]);
    expect(judgeBody(answer({ body: undefined }), podOperation)).toMatchObject([
      {
        reason: 'the body is said to be JSON and is none',
        expected: 'a JSON body',
        actual: 'a body that no JSON parser takes',
      },
    ]);
  });

  const enumeration = '/mode must be equal to one of the allowed values';
  test.each<[string, string[], string[]]>([
    ['a value outside an enumeration is none', [enumeration], []],
    ['unless it is wrong in another way too', [enumeration, '/mode must be string'], ['200 /mode']],
    ['every place has its own', ['/a must be string', '/b must be string'], ['200 /a', '200 /b']],
    ['a number within a name is no index', ['/a1/2b must be string'], ['200 /a1/2b']],
  ])('%s', (_, faults, what) => {
    const promised = operation({ kinds: [], faults: () => faults });
    expect(whatOf(judgeBody(answer({ body: { mode: 1 } }), promised))).toEqual(what);
  });

  test('is told of one place in one text', () => {
    const promised = operation({ kinds: [], faults: () => ['/a must be string', '/a must be short'] });
    expect(judgeBody(answer(), promised)).toMatchObject([{ expected: '/a must be string, must be short' }]);
  });

  test('is nothing where it fits with its nulls, though not without them', () => {
    const hasPhase = (value: unknown) => (Object.hasOwn(value as object, 'phase') ? [] : ['/ must have a phase']);
    const promised = operation({ kinds: [], faults: hasPhase });
    expect(judgeBody(answer({ body: { phase: null } }), promised)).toEqual([]);
    expect(whatOf(judgeBody(answer({ body: {} }), promised))).toEqual(['200 /']);
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
    ['200 Status of v2', answer({ method: 'DELETE', body: { ...status(200), apiVersion: 'v2' } })],
  ])('%s is a deviation', (what, seen) => {
    expect(whatOf(judgeKind(seen, podOperation))).toEqual([what]);
  });

  test('may be one of several, and is told against all of them', () => {
    const kinds = ['v1', 'v2'].map((apiVersion) => ({ apiVersion, kind: 'Pod' }));
    const promised = operation({ kinds, faults: () => [] });
    expect(judgeKind(answer(), promised)).toEqual([]);
    expect(judgeKind(answer({ body: { kind: 'Job', apiVersion: 'v1' } }), promised)).toMatchObject([
      {
        reason: 'the body is of another kind than the contract documents',
        expected: 'Pod of v1 or Pod of v2',
        actual: 'kind "Job", apiVersion "v1"',
      },
    ]);
    expect(judgeKind(answer({ body: {} }), promised)).toMatchObject([{ actual: 'kind nothing, apiVersion nothing' }]);
  });

  test.each([
    ['no object', answer({ body: [pod()] }), podOperation],
    ['no JSON', answer({ body: undefined }), podOperation],
    ['of a status that is not documented', answer({ status: 202 }), podOperation],
    ['of an operation that names no kind', answer(), operation({ kinds: [], faults: () => [] })],
  ])('of what is %s is not judged', (_, seen, promised) => {
    expect(judgeKind(seen, promised)).toBeUndefined();
  });

  test('of another form that was asked for is not judged', () => {
    const accept = 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io';
    expect(judgeKind(answer({ accept, body: { kind: 'PartialObjectMetadata' } }), podOperation)).toBeUndefined();
  });
});
