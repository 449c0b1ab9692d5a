import { expect, test } from 'vitest';
import type { JsonObject } from '../../specs/json.ts';
import { wrongWithEntry } from './judge-entries.ts';

const promised = { manager: 'm', operation: 'Update', apiVersion: 'v1' } as const;
const right: JsonObject = {
  manager: 'm',
  operation: 'Update',
  apiVersion: 'v1',
  time: '2026-01-01T00:00:00Z',
  fieldsType: 'FieldsV1',
  fieldsV1: { 'f:metadata': { 'f:labels': { '.': {}, 'f:a': {} }, 'f:finalizers': { 'v:"x"': {} } } },
};
const wrong = (change: JsonObject, ...others: JsonObject[]) =>
  wrongWithEntry({ metadata: { managedFields: [...others, { ...right, ...change }] } }, promised);

test('an entry that says who wrote what is right, with a time and without, whatever others stand beside it', () => {
  expect(wrong({})).toBeUndefined();
  expect(wrong({ time: undefined })).toBeUndefined();
  expect(wrong({}, { ...right, manager: 'n', fieldsV1: 5 }, { ...right, subresource: 'status' })).toBeUndefined();
  expect(wrong({ fieldsV1: { 'f:a': { 'k:{"name":"c"}': { '.': {} }, 'i:0': {} } } })).toBeUndefined();
});

test('an entry that is not there is told by those that are', () => {
  expect(wrongWithEntry({ metadata: {} }, promised)).toBe('there are no entries');
  expect(wrong({ manager: 'n' })).toBe('there are only entries of: n Update');
  expect(wrong({ subresource: 'status' })).toBe('there are only entries of: m Update status');
  expect(wrong({ operation: 'Apply' })).toBe('there are only entries of: m Apply');
});

test.each<[string, JsonObject]>([
  ['apiVersion is "v2"', { apiVersion: 'v2' }],
  ['fieldsType is absent', { fieldsType: undefined }],
  ['fieldsV1 is {}', { fieldsV1: {} }],
  ['fieldsV1 is {"labels":{}}', { fieldsV1: { labels: {} } }],
  ['fieldsV1 is {"f:a":{"b":{}}}', { fieldsV1: { 'f:a': { b: {} } } }],
  ['fieldsV1 is {"f:a":5}', { fieldsV1: { 'f:a': 5 } }],
  ['time is "yesterday"', { time: 'yesterday' }],
  ['time is 5', { time: 5 }],
])('a member that is not as it should be is named: %s', (told, change) => {
  expect(wrong(change)).toBe(told);
});
