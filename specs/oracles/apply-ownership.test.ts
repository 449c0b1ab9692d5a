import { expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import { applyConfiguration } from './apply.ts';
import { type Applied, apply, at, items, labels, named, ownedBy, storedAs } from './apply-steps.test-data.ts';
import { thingSchemas } from './keyed-objects.test-data.ts';
import { itemIdentity } from './patch-answer-schema.ts';

test('a second owner of the same value changes who owns it, and with that the object', () => {
  expect(apply(['m', labels({ a: '1' })], ['n', labels({ a: '1' })])).toMatchObject({ applied: true, changes: true });
  expect(apply(['m', labels({ a: '1' })], ['m', labels({ a: '1' })])).toMatchObject({ applied: true, changes: false });
});

test('a field that is owned conflicts though it is not there, and so does the map that holds it', () => {
  const { metadata, ...rest } = storedAs(apply(['m', items({ name: 'x' })]) as Applied);
  const fieldsV1 = { 'f:metadata': { 'f:labels': { '.': {}, 'f:z': {} } } };
  const managedFields = [{ manager: 'u', operation: 'Update', apiVersion: 'v1', fieldsType: 'FieldsV1', fieldsV1 }];
  const live = { ...rest, metadata: { ...(metadata as object), managedFields } };
  const answer = applyConfiguration(live, { applied: named(labels({ z: '1' })), fieldManager: 'm' }, thingSchemas);
  const fields = answer.applied ? [] : answer.conflicts.map(({ field }) => field);
  expect(fields.sort()).toEqual(['.metadata.labels', '.metadata.labels.z']);
});

test('what is empty and what is null differ: the one is stored, the other takes it away', () => {
  const empty: ['m', JsonObject] = ['m', { spec: { mode: 'a', union: {} } }];
  expect(at(apply(empty, ['m', { spec: { mode: 'a', union: null } }]), 'spec')).toEqual({ mode: 'a' });
  const answer = apply(empty, ['n', { spec: { union: null } }]);
  expect(!answer.applied && answer.conflicts.map(({ field }) => field)).toEqual(['.spec.union']);
});

test('the members of a map that takes any name are owned, and what is in them', () => {
  const answer = apply(['m', { spec: { free: { a: { b: 1 } } } }]);
  expect(ownedBy(answer, 'm')).toEqual(['.spec.free.a.b', '.spec.free.a']);
});

test('an item that the object has twice is there once when it is applied', () => {
  const live = named(items({ name: 'x' }, { name: 'x' }));
  const application = { applied: named(items({ name: 'x', image: 'i' })), fieldManager: 'm', force: true };
  expect(at(applyConfiguration(live, application, thingSchemas), 'spec', 'items')).toEqual([{ name: 'x', image: 'i' }]);
});

test.each([
  [{ 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['b', 'a'] }, { keys: ['a', 'b'] }],
  [{ 'x-kubernetes-list-type': 'set' }, { keys: [] }],
  [{ 'x-kubernetes-list-type': 'atomic', 'x-kubernetes-patch-strategy': 'merge' }, 'whole'],
  [{ 'x-kubernetes-patch-strategy': 'merge', 'x-kubernetes-patch-merge-key': 'k' }, { keys: ['k'] }],
  [{ 'x-kubernetes-patch-strategy': 'merge,retainKeys', 'x-kubernetes-patch-merge-key': 'k' }, { keys: ['k'] }],
  [{ 'x-kubernetes-patch-strategy': 'merge' }, { keys: [] }],
  [{ 'x-kubernetes-patch-strategy': 'retainKeys' }, 'whole'],
  [{}, 'whole'],
])('the items of a list that is published with %j are told apart by %j', (schema, identity) => {
  expect(itemIdentity(schema)).toEqual(identity);
});
