import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { JsonObject } from '../../specs/json.ts';
import { apply, applyBody } from './apply.ts';

const schemas = {
  root: '#/Kind',
  schemas: {
    '#/Kind': {
      type: 'object',
      properties: {
        apiVersion: { type: 'string' },
        kind: { type: 'string' },
        metadata: {
          type: 'object',
          properties: {
            name: { type: 'string' },
            labels: { type: 'object', additionalProperties: { type: 'string' } },
            finalizers: { type: 'array', items: { type: 'string' }, 'x-kubernetes-patch-strategy': 'merge' },
          },
        },
        spec: {
          type: 'object',
          properties: {
            items: {
              type: 'array',
              'x-kubernetes-list-type': 'map',
              'x-kubernetes-list-map-keys': ['port', 'protocol'],
              items: {
                type: 'object',
                properties: {
                  port: { type: 'integer' },
                  protocol: { type: 'string', default: 'TCP' },
                  image: { type: 'string' },
                },
              },
            },
            whole: { type: 'array', items: { type: 'string' } },
            selector: { type: 'object', 'x-kubernetes-map-type': 'atomic', properties: { a: { type: 'string' } } },
          },
        },
      },
    },
  },
};
const identity = { apiVersion: 'v1', kind: 'Kind' };
const object = (spec: unknown, metadata: JsonObject = { name: 'n' }): JsonObject => ({ ...identity, metadata, spec });
const body = (stored: JsonObject, wanted: JsonObject) => apply.body(stored, wanted, schemas);

describe('an application says', () => {
  test('what differs, with what says which object it is', () => {
    const stored = object({ whole: ['a'] }, { name: 'n', labels: { a: '1', b: '1' } });
    expect(body(stored, object({ whole: ['a', 'b'] }, { name: 'n', labels: { a: '2', b: '1' } }))).toStrictEqual({
      ...identity,
      metadata: { name: 'n', labels: { a: '2' } },
      spec: { whole: ['a', 'b'] },
    });
  });

  test('another name where the name is what changes', () => {
    expect(body(object({}), object({}, { name: 'm' }))).toStrictEqual({ ...identity, metadata: { name: 'm' } });
  });

  test('the items that differ, each with its keys, found by the default of a key that is left out', () => {
    const stored = object({ items: [{ port: 1, image: 'a' }, { port: 2 }] });
    const wanted = object({ items: [{ port: 1, protocol: 'TCP', image: 'b' }, { port: 2 }, { port: 3 }] });
    expect(body(stored, wanted)).toMatchObject({
      spec: { items: [{ port: 1, protocol: 'TCP', image: 'b' }, { port: 3 }] },
    });
  });

  test('only what is new of a set, and the whole of what is atomic', () => {
    const stored = object({ selector: { a: '1' } }, { name: 'n', finalizers: ['x'] });
    expect(body(stored, object({ selector: { a: '2' } }, { name: 'n', finalizers: ['x', 'y'] }))).toStrictEqual({
      ...identity,
      metadata: { name: 'n', finalizers: ['y'] },
      spec: { selector: { a: '2' } },
    });
  });
});

test.each<[string, JsonObject, JsonObject]>([
  ['a member', object({ whole: [] }), object({})],
  ['a label', object({}, { labels: { a: '1' } }), object({}, { labels: {} })],
  ['an item of a keyed list', object({ items: [{ port: 1 }] }), object({ items: [] })],
  ['an item of a set', object({}, { finalizers: ['x'] }), object({}, { finalizers: [] })],
  ['a member of an item', object({ items: [{ port: 1, image: 'a' }] }), object({ items: [{ port: 1 }] })],
])('it cannot take away %s', (_what, stored, wanted) => {
  expect(body(stored, wanted)).toBeUndefined();
});

test('it cannot say a null, nor a field that the schema does not have, however deep', () => {
  expect(body(object({}), object({ whole: null }))).toBeUndefined();
  expect(body(object({}), object({ unknown: 1 }))).toBeUndefined();
  expect(body(identity, object({}, { clusterName: 'x' }))).toBeUndefined();
});

test('what is sent is read as YAML just as it was meant, whatever characters are in it', () => {
  const codes = [0x00, 0x09, 0x0a, 0x1f, 0x7f, 0x80, 0x85, 0x9f, 0xa0, 0x2028, 0x2029, 0xfeff, 0xfffe, 0xffff];
  const value = { annotations: { a: `${String.fromCharCode(...codes)}证书 \u{1f512}` } };
  const sent = applyBody(value);
  expect(parse(sent)).toStrictEqual(value);
  expect(JSON.parse(sent)).toStrictEqual(value);
  expect(sent).toMatch(/\\u007f\\u0080\\u0085\\u009f/);
});
