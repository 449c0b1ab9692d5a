import { describe, expect, test } from 'vitest';
import {
  allowsMember,
  itemIdentity,
  itemSchema,
  memberSchema,
  mergesLists,
  type PatchSchema,
  type PatchSchemas,
  resolved,
  rootOf,
} from './patch-answer-schema.ts';

const text: PatchSchema = { type: 'string' };
const set: PatchSchemas = {
  root: 'Thing',
  schemas: { Thing: { type: 'object', properties: { a: { $ref: 'Text' } } }, Text: text, Chain: { $ref: 'Text' } },
};

describe('a schema', () => {
  test.each<[string, PatchSchema, PatchSchema]>([
    ['behind a reference', { $ref: 'Text' }, text],
    ['behind a chain of references', { $ref: 'Chain' }, text],
    ['behind an allOf of one', { allOf: [{ $ref: 'Text' }] }, text],
    ['with what stands beside the reference', { $ref: 'Text', default: 'd' }, { ...text, default: 'd' }],
    ['with what stands beside the allOf', { allOf: [{ $ref: 'Text' }], default: 'd' }, { ...text, default: 'd' }],
    ['of which the reference leads nowhere', { $ref: 'toString', default: 'd' }, { default: 'd' }],
    ['with an allOf of two, which is no reference', { allOf: [text, text] }, { allOf: [text, text] }],
  ])('%s is found', (_what, schema, found) => {
    expect(resolved(set, schema)).toEqual(found);
    expect(resolved(set, schema)).toBe(resolved(set, schema));
  });

  test('of the kind is the root', () => {
    expect(rootOf(set)).toEqual(set.schemas['Thing']);
  });
});

describe('the schema of a member', () => {
  test.each<[string, PatchSchema | undefined, string, PatchSchema | undefined]>([
    ['that is declared', rootOf(set), 'a', text],
    ['that is not declared', rootOf(set), 'b', undefined],
    ['that every object inherits', rootOf(set), 'toString', undefined],
    ['of a map that takes any name', { additionalProperties: { $ref: 'Text' } }, 'b', text],
    ['of a map that takes anything', { additionalProperties: true }, 'b', undefined],
    ['that is declared beside any name', { properties: { a: text }, additionalProperties: {} }, 'a', text],
    ['of a map without a schema', undefined, 'a', undefined],
  ])('%s', (_what, schema, name, found) => {
    expect(memberSchema(set, schema, name)).toEqual(found);
  });
});

test.each<[PatchSchema | undefined, boolean]>([
  [undefined, true],
  [{}, true],
  [{ additionalProperties: text }, true],
  [{ properties: { a: text } }, false],
  [{ properties: { b: text } }, true],
  [{ properties: { a: text }, additionalProperties: false }, false],
  [{ properties: { a: text }, additionalProperties: true }, true],
  [{ properties: { a: text }, additionalProperties: text }, true],
])('an object of the schema %j may have a member b: %s', (schema, allowed) => {
  expect(allowsMember(schema, 'b')).toBe(allowed);
});

test('the schema of items is behind references too, and may be missing', () => {
  expect(itemSchema(set, { items: { $ref: 'Text' } })).toEqual(text);
  expect(itemSchema(set, {})).toBeUndefined();
  expect(itemSchema(set, undefined)).toBeUndefined();
});

test('a list of which nothing is published is one whole', () => {
  expect(itemIdentity(undefined)).toBe('whole');
  expect(mergesLists(undefined)).toBe(false);
});

test('a list of items with keys that names none has none', () => {
  expect(itemIdentity({ 'x-kubernetes-list-type': 'map' })).toEqual({ keys: [] });
});
