import { describe, expect, test } from 'vitest';
import { loadLibrary } from './library.ts';
import { promisesOf } from './promise.ts';
import { loadSpecs, contract as smallContract } from './small-specs.test-data.ts';
import { claimsOf } from './verify/claims.ts';

const contracts = [...loadLibrary().contracts.values()];

describe.each(contracts.map((contract) => [contract.id, contract] as const))('%s', (_id, contract) => {
  const promises = [...promisesOf(contract).values()];

  test('has a promise for every claim that is held against its document', () => {
    const claims = claimsOf(contract.file);
    expect(claims.length).toBeGreaterThan(5);
    const found = new Set(promises.map(({ path }) => JSON.stringify(path)));
    const lost = claims.filter(({ path }) => !found.has(JSON.stringify(path)));
    expect(lost.map(({ path }) => path.join('/'))).toEqual([]);
  });

  test('says of each what is promised, where, and of which resource', () => {
    for (const { key, text, where, subject } of promises) {
      expect(text, key).toMatch(/^\S.*\S$/);
      expect(text, key).not.toMatch(/undefined|\[object/);
      expect(where, key).not.toBe('');
      expect(subject.resource, key).toBeDefined();
    }
  });

  test('calls a promise stated only where it stands in the document', () => {
    for (const { key, basis, where } of promises) {
      if (basis === 'stated') expect(where, key).not.toMatch(/^(GET|PUT|POST|PATCH|DELETE) /);
    }
  });
});

test('a path, its parameters and everything in an operation have keys of their own', () => {
  const field = '{ field: "a[*].b", schema: { type: string, enum: [x] }, x-locator: { section: Fields, row: b } }';
  const text = `${smallContract
    .replace(
      '    patch:\n',
      `    parameters:
      - { name: name, in: path, required: true, schema: { type: string }, x-locator: { section: URI, row: name } }
    patch:
      deprecated: true
      parameters:
        - name: limit
          in: query
          deprecated: true
          schema:
            { type: integer, enum: [1, 2], default: 1, minimum: 1, maxLength: 3, pattern: x, x-rules: [{ name: r, summary: R. }] }
          x-locator: { section: Query, row: limit }
      requestBody:
        x-locator: { section: Body }
        content:
          application/json: { examples: { bigger: { x-locator: { section: Shown }, value: {} } } }
`,
    )
    .replace('{ description: There is none. }', `{ description: There is none., x-fields: [${field}] }`)}    put:
      operationId: putThing
      x-basis: derived
      responses: { "200": { description: Done., x-fields: [{ field: a }] } }
`;
  const [contract] = [...loadSpecs({ 'documents/thing.openapi.yaml': text }).contracts.values()];
  if (!contract) throw new Error('the small contract is not there');
  const promises = [...promisesOf(contract).values()];
  const keys = promises.map(({ key }) => key.replace('thing-update#', ''));
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.toSorted()).toEqual(
    [
      'thing/updatable/spec.size',
      'patchThing',
      'patchThing/deprecated',
      'patchThing/parameter/path/name',
      'patchThing/parameter/query/limit',
      'patchThing/parameter/query/limit/default',
      'patchThing/parameter/query/limit/deprecated',
      'patchThing/parameter/query/limit/limit/max-length',
      'patchThing/parameter/query/limit/limit/minimum',
      'patchThing/parameter/query/limit/limit/pattern',
      'patchThing/parameter/query/limit/rule/r',
      'patchThing/parameter/query/limit/value/1',
      'patchThing/parameter/query/limit/value/2',
      'patchThing/body',
      'patchThing/body/application/json',
      'patchThing/body/example/bigger',
      'patchThing/status/200',
      'patchThing/status/200/body/application/json',
      'patchThing/status/200/example/bigger',
      'patchThing/status/404',
      'patchThing/status/404/field/a[*].b',
      'patchThing/status/404/field/a[*].b/value/x',
      'putThing',
      'putThing/status/200',
    ].toSorted(),
  );
  const of = (part: string) => promises.find(({ key }) => key === `thing-update#${part}`);
  expect(of('patchThing/parameter/query/limit/value/2')).toMatchObject({
    text: 'query parameter limit allows 2',
    where: 'Query › limit',
    basis: 'stated',
    subject: { resource: 'thing', operation: 'patchThing', action: 'patch' },
    part: 'parameter/query/limit/value/2',
  });
  expect(of('patchThing/status/404')).toMatchObject({ where: 'Function', text: 'answers 404: There is none' });
  expect(of('putThing')).toMatchObject({ basis: 'derived' });
});

test('a promise about a collection, watched or of all namespaces, is about the resource in it', () => {
  const openshift = contracts.find(({ id }) => id === 'openshift-pod');
  if (!openshift) throw new Error('the contract is not there');
  const subject = (operation: string) => promisesOf(openshift).get(`openshift-pod#${operation}`)?.subject;
  for (const operation of ['listPods', 'listPodsOfAllNamespaces', 'watchPods', 'watchPod', 'createPod'])
    expect(subject(operation)).toMatchObject({ resource: 'pod' });
  expect(subject('readPodLog')).toMatchObject({ resource: 'pod', subresource: 'log', action: 'connect' });
});
