import { describe, expect, test } from 'vitest';
import { ContractError } from '../errors.ts';
import { basisOf, type Citation, findExample, promiseKey, resolveCitation } from './citation.ts';
import { contract, loadSpecs } from './small-specs.test-data.ts';

const { contracts } = loadSpecs();
const thing = contracts.get('thing-update');
if (!thing) throw new Error('the small contract is not there');

const document = 'thing-update';

describe('a citation is found', () => {
  test.each<[string, Citation, string]>([
    ['of a field', { document, resource: 'thing', field: 'spec.size' }, 'Function › size'],
    ['of an operation', { document, operation: 'patchThing' }, 'Function'],
    ['of a status code', { document, operation: 'patchThing', status: 200 }, 'Status Code › 200'],
    ['of an example', { document, operation: 'patchThing', example: 'bigger' }, 'Example'],
    ['of any promise, by its key', { document, promise: 'patchThing/status/200' }, 'Status Code › 200'],
    [
      'of a status code without a place of its own, by its operation',
      { document, operation: 'patchThing', status: 404 },
      'PATCH /apis/x/v1/namespaces/{namespace}/things/{name}',
    ],
  ])('%s', (_what, citation, where) => {
    expect(resolveCitation(contracts, citation)).toEqual({ document, title: 'Updating a Thing', where });
  });
});

describe('a citation names a promise by its key', () => {
  test.each<[Citation, string]>([
    [{ document, resource: 'thing', field: 'spec.size' }, 'thing-update#thing/updatable/spec.size'],
    [{ document, operation: 'patchThing' }, 'thing-update#patchThing'],
    [{ document, operation: 'patchThing', status: 404 }, 'thing-update#patchThing/status/404'],
    [{ document, operation: 'patchThing', example: 'bigger' }, 'thing-update#patchThing/status/200/example/bigger'],
    [
      { document, promise: 'patchThing/status/200/body/application/json' },
      'thing-update#patchThing/status/200/body/application/json',
    ],
  ])('%j', (citation, key) => {
    expect(promiseKey(contracts, citation)).toBe(key);
  });

  test('and nothing where there is no such promise', () => {
    expect(() => promiseKey(contracts, { document, resource: 'thing', otherFields: true })).toThrow(
      'there is no promise thing/other-fields, though a requirement cites it',
    );
  });
});

describe('a citation that points nowhere is an error that names the contract, the line and what is missing', () => {
  const line = (words: string) => contract.split('\n').findIndex((text) => text.includes(words)) + 1;
  const below = (words: string) => line(words) + 1;
  test.each<[Citation, string]>([
    [{ document, resource: 'thng', field: 'spec.size' }, `${below('paths:')}: there is no resource thng`],
    [
      { document, resource: 'thing', field: 'spec.x' },
      `${below('updatableFields:')}: there is no updatable field spec.x of thing`,
    ],
    [
      { document, resource: 'thing', otherFields: true },
      `${below('x-resource:')}: there is no promise about the other fields of thing`,
    ],
    [{ document, operation: 'putThing' }, `${below('paths:')}: there is no operation putThing`],
    [
      { document, operation: 'patchThing', status: 409 },
      `${below('responses:')}: there is no status 409 of patchThing`,
    ],
    [{ document, promise: 'patchThing/status/409' }, `${below('paths:')}: there is no promise patchThing/status/409`],
    [{ document, operation: 'patchThing', example: 'x' }, `${below('patch:')}: there is no example x of patchThing`],
  ])('%j', (citation, message) => {
    const resolve = () => resolveCitation(contracts, citation);
    expect(resolve).toThrow(ContractError);
    expect(resolve).toThrow(`thing.openapi.yaml:${message}`);
  });

  test('and one of a document that is none names those that are', () => {
    expect(() => resolveCitation(contracts, { document: 'none', operation: 'x' })).toThrow(
      'no document none; there are thing-update',
    );
  });
});

test('an example comes with its media type, wherever in its operation it stands', () => {
  expect(findExample(thing, 'patchThing', 'bigger')).toMatchObject({
    mediaType: 'application/json',
    value: { spec: { size: 2 } },
  });
  expect(findExample(thing, 'patchThing', 'smaller')).toBeUndefined();
  expect(findExample(thing, 'none', 'bigger')).toBeUndefined();
});

test('an operation is stated unless it, or its path, says that it is derived', () => {
  const derived = contract.replace(
    '      operationId: patchThing\n',
    '      operationId: patchThing\n      x-basis: derived\n',
  );
  const path = contract.replace('    x-resource:\n', '    x-basis: derived\n    x-resource:\n');
  const basis = (text: string) => {
    const found = loadSpecs({ 'documents/thing.openapi.yaml': text }).contracts.get(document);
    return found && basisOf(found, 'patchThing');
  };
  expect([basis(contract), basis(derived), basis(path)]).toEqual(['stated', 'derived', 'derived']);
});
