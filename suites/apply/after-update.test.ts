import { expect, test } from 'vitest';
import type { JsonObject } from '../../specs/json.ts';
import { describeField, fieldOf } from '../../specs/oracles/managed-fields.ts';
import type { Manager } from '../../specs/oracles/managed-fields-entries.ts';
import { podSchemas } from '../../specs/oracles/patch-answer-schemas.test-data.ts';
import { ownersAfterUpdate } from './after-update.ts';

const me: Manager = { name: 'me', operation: 'Update', apiVersion: 'v1' };
const label = (name: string) => fieldOf(['f:metadata', 'f:labels', `f:${name}`]);
const map = fieldOf(['f:metadata', 'f:labels']);

function entry(manager: string, operation: string, names: readonly string[]): JsonObject {
  const fields = Object.fromEntries(names.map((name) => [`f:${name}`, {}]));
  return { manager, operation, apiVersion: 'v1', fieldsV1: { 'f:metadata': { 'f:labels': fields } } };
}

function podWith(labels: JsonObject | undefined, managedFields: readonly JsonObject[] = []): JsonObject {
  const metadata = { name: 'p', resourceVersion: String(Math.random()), managedFields, ...(labels && { labels }) };
  return { apiVersion: 'v1', kind: 'Pod', metadata, status: { phase: String(Math.random()) } };
}

function ownersOf(before: JsonObject, after: JsonObject): Record<string, string[]> {
  const owners = ownersAfterUpdate(before, after, me, podSchemas);
  return Object.fromEntries(
    owners.map(({ manager: { name, operation }, fields }) => [`${name} ${operation}`, [...fields].map(describeField)]),
  );
}

const described = (...fields: string[]) => fields.map(describeField);

test('who updates owns what it adds and what it changes, from whoever had it', () => {
  const before = podWith({ a: '1', b: '1' }, [entry('other', 'Apply', ['a', 'b'])]);
  expect(ownersOf(before, podWith({ a: '2', b: '1', c: '1' }))).toEqual({
    'other Apply': described(label('b')),
    'me Update': expect.arrayContaining(described(label('a'), label('c'))),
  });
});

test('nobody owns what is gone, and who owns nothing any more has no entry', () => {
  const before = podWith({ a: '1', b: '1' }, [entry('other', 'Apply', ['a']), entry('me', 'Update', ['a', 'b'])]);
  expect(ownersOf(before, podWith({ b: '1' }))).toEqual({ 'me Update': described(label('b')) });
  expect(ownersOf(before, podWith(undefined))).toEqual({});
});

test('the first label is owned with the map that holds it; what the server keeps and the status are not', () => {
  expect(ownersOf(podWith(undefined), podWith({ a: '1' }))['me Update']?.sort()).toEqual(
    described(map, label('a')).sort(),
  );
  expect(ownersOf(podWith({ a: '1' }), podWith({ a: '1' }))).toEqual({});
});

test('the same name by apply is another manager', () => {
  const before = podWith({ a: '1' }, [entry('me', 'Apply', ['a'])]);
  expect(ownersOf(before, podWith({ a: '2' }))).toEqual({ 'me Update': described(label('a')) });
  expect(ownersOf(before, podWith({ a: '1', b: '1' }))).toEqual({
    'me Apply': described(label('a')),
    'me Update': described(label('b')),
  });
});
