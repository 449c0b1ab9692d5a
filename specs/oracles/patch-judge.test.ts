import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import { type PatchRequest, patchTypes } from './patch-answer-request.ts';
import { endpointsSchemas } from './patch-answer-schemas.test-data.ts';
import { judgePatch, type ObservedPatch } from './patch-judge.ts';

const target = { schemas: endpointsSchemas, kind: { apiVersion: 'v1', kind: 'Endpoints' } };

function endpoints(version: string, more: JsonObject): JsonObject {
  const metadata = { name: 'e', namespace: 'n', uid: 'u', resourceVersion: version };
  return { apiVersion: 'v1', kind: 'Endpoints', metadata: { ...metadata, ...more } };
}

const before = endpoints('1', { labels: { a: '1' } });
const patched = endpoints('2', { labels: { a: '2' } });
const labelled: PatchRequest = { contentType: patchTypes.merge, body: '{"metadata":{"labels":{"a":"2"}}}' };
const list: PatchRequest = { contentType: patchTypes.merge, body: '[]' };

function observed(more: Partial<ObservedPatch>): ObservedPatch {
  const after = more.after ?? before;
  return { request: labelled, before, status: 200, answer: after, after, ...more };
}

const judged = (more: Partial<ObservedPatch>, complete?: (object: JsonObject) => JsonObject) =>
  judgePatch(observed(more), target, complete);

const failure = { kind: 'Status', message: 'no\nand no again' };

describe('kept', () => {
  test('by a patch that is applied as it says', () => {
    expect(judged({ after: patched })).toEqual({ kept: true });
  });

  test('by a refusal with a status that fits, of a patch that must be refused', () => {
    expect(judged({ request: list, status: 400, answer: failure })).toEqual({ kept: true });
    expect(judged({ request: list, status: 400, answer: undefined })).toEqual({ kept: true });
  });

  test('by a patch that changes nothing, whatever the server writes of its own', () => {
    const request = { ...labelled, body: '{}' };
    const after = endpoints('9', { labels: { a: '1' }, generation: 2, managedFields: [] });
    expect(judged({ request, after })).toEqual({ kept: true });
  });

  test('by an answer of another version than what is read: somebody wrote in between', () => {
    expect(judged({ after: patched, answer: endpoints('3', { labels: { a: '3' } }) })).toEqual({ kept: true });
  });
});

describe('broken', () => {
  test.each<[what: string, observed: Partial<ObservedPatch>, reason: string, effect: string, actual: string]>([
    [
      'a lawful patch refused',
      { status: 422, answer: failure },
      'a lawful patch is refused',
      'refused',
      'answer 422: no; nothing changed',
    ],
    [
      'a lawful patch refused as a bad request',
      { status: 400, answer: failure },
      'a lawful patch is refused',
      'refused',
      'answer 400: no; nothing changed',
    ],
    [
      'success without effect',
      {},
      'the patch is answered with success and changes nothing',
      'ignored',
      'answer 200; nothing changed',
    ],
    [
      'another effect',
      { after: endpoints('2', { labels: { a: '3' } }) },
      'the patch makes something else of it',
      'other',
      'answer 200; changed: metadata.labels.a was 1, is 3',
    ],
    [
      'more than was asked for',
      { after: endpoints('2', { labels: { a: '2', b: '1' } }) },
      'the patch makes something else of it',
      'other',
      'answer 200; changed: metadata.labels.a was 1, is 2; metadata.labels.b was absent, is 1',
    ],
    [
      'a change with another success',
      { status: 201, after: patched },
      'the patch makes something else of it',
      'other',
      'answer 201; changed: metadata.labels.a was 1, is 2',
    ],
    [
      'a refusal that changes',
      { status: 422, answer: failure, after: patched },
      'the patch was refused, and yet changed the object',
      'other',
      'answer 422: no; changed: metadata.labels.a was 1, is 2',
    ],
    [
      'an unlawful patch accepted',
      { request: list },
      'a patch that must be refused is accepted',
      'ignored',
      'answer 200; nothing changed',
    ],
    [
      'an unlawful patch applied',
      { request: list, after: patched },
      'a patch that must be refused changes the object',
      'other',
      'answer 200; changed: metadata.labels.a was 1, is 2',
    ],
    [
      'an unlawful patch refused and applied',
      { request: list, status: 400, answer: failure, after: patched },
      'the patch was refused, and yet changed the object',
      'other',
      'answer 400: no; changed: metadata.labels.a was 1, is 2',
    ],
    [
      'a refusal with another status',
      { request: list, status: 500, answer: undefined },
      'the refusal has another status than 400',
      'refused',
      'answer 500: no Status in the body; nothing changed',
    ],
    [
      'an answer that is not the object',
      { after: patched, answer: endpoints('2', { labels: { a: '1' } }) },
      'the answer to the patch is not the object as it now is',
      'other',
      'answer 200; metadata.labels.a was 2, is 1',
    ],
  ])('by %s', (_what, more, reason, effect, actual) => {
    expect(judged(more)).toMatchObject({ kept: false, reason, effect, actual });
  });

  test('by an answer that is no object at all', () => {
    expect(judged({ after: patched, answer: undefined })).toMatchObject({
      kept: false,
      reason: 'the answer to the patch is not the object as it now is',
    });
  });

  test('says what was expected, for people', () => {
    const expected = (more: Partial<ObservedPatch>) => {
      const judgement = judged(more);
      return judgement.kept === false ? judgement.expected : undefined;
    };
    expect(expected({})).toBe('answer 200, and then metadata.labels.a was 1, is 2');
    expect(expected({ request: list })).toBe('refused with 400 (the patch is not an object), nothing changes');
    expect(expected({ request: { ...labelled, body: '{}' }, status: 500 })).toBe('answer 200, nothing changes');
  });
});

describe('latitude', () => {
  const replaceAbsent = [{ op: 'replace', path: '/metadata/labels/b', value: '2' }];
  const request = { contentType: patchTypes.json, body: JSON.stringify(replaceAbsent) };

  test('is named where the server takes it', () => {
    const after = endpoints('2', { labels: { a: '1', b: '2' } });
    expect(judged({ request, after })).toEqual({ kept: 'latitude', latitude: ['replace-absent'] });
  });

  test('is none where the server does as the specification says', () => {
    expect(judged({ request, status: 422, answer: failure })).toEqual({ kept: true });
  });

  test('does not reach beyond its own answer', () => {
    const after = endpoints('2', { labels: { a: '1', b: '3' } });
    expect(judged({ request, after })).toMatchObject({ kept: false });
    const answer = endpoints('2', { labels: { a: '1' } });
    expect(judged({ request, after: endpoints('2', { labels: { a: '1', b: '2' } }), answer })).toMatchObject({
      kept: false,
      reason: 'the answer to the patch is not the object as it now is',
    });
  });
});

describe('what the server fills in by itself', () => {
  /** Gives an object without labels the label `a`. */
  const complete = (object: JsonObject): JsonObject => {
    const metadata = object['metadata'] as JsonObject;
    return metadata['labels'] === undefined ? { ...object, metadata: { ...metadata, labels: { a: '1' } } } : object;
  };
  const request = { ...labelled, body: '{"metadata":{"labels":null}}' };

  test('is expected of the patched object', () => {
    expect(judged({ request, after: endpoints('2', { labels: { a: '1' } }) }, complete)).toEqual({ kept: true });
    expect(judged({ request, after: endpoints('2', {}) }, complete)).toMatchObject({
      kept: false,
      expected: 'answer 200, nothing changes',
    });
  });

  test('and not without being said', () => {
    expect(judged({ request, after: endpoints('2', { labels: { a: '1' } }) })).toMatchObject({ kept: false });
    expect(judged({ request, after: endpoints('2', {}) })).toEqual({ kept: true });
  });
});
