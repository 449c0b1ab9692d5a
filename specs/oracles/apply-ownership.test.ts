import { expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import { type ApplyAnswer, applyConfiguration } from './apply.ts';
import { type Applied, apply, at, items, labels, named, ownedBy, storedAs } from './apply-steps.test-data.ts';
import { thingSchemas } from './keyed-objects.test-data.ts';
import { itemIdentity } from './patch-answer-schema.ts';

test('a second owner of the same value changes who owns it, and with that the object', () => {
  expect(apply(['m', labels({ a: '1' })], ['n', labels({ a: '1' })])).toMatchObject({ applied: true, changes: true });
  expect(apply(['m', labels({ a: '1' })], ['m', labels({ a: '1' })])).toMatchObject({ applied: true, changes: false });
  expect(apply(['m', labels({ a: '1' })], ['m', labels({ a: '2' })])).toMatchObject({ applied: true, changes: true });
});

test('an owner is known by its name, the version it applied and the subresource, if any', () => {
  const managers = (answer: ApplyAnswer) => answer.applied && answer.owners.map(({ manager }) => manager);
  const m = { name: 'm', operation: 'Apply', apiVersion: 'example.com/v1' };
  expect(managers(apply(['m', labels({ a: '1' })]))).toStrictEqual([m]);
  const both = apply(['m', labels({ a: '1' })], ['m', labels({ b: '1' }), { subresource: 'status' }]);
  expect(managers(both)).toStrictEqual([m, { ...m, subresource: 'status' }]);
});

test('one that owns nothing any more is an owner no more', () => {
  const owners = (...steps: Parameters<typeof apply>) => {
    const answer = apply(...steps);
    return answer.applied && answer.owners.map(({ manager }) => manager.name);
  };
  expect(owners(['m', labels({ a: '1' })], ['n', labels({ a: '2' }), { force: true }])).toEqual(['n']);
  expect(owners(['m', labels({ a: '1' })], ['n', labels({ a: '1' })], ['m', {}])).toEqual(['n']);
});

test('a refusal names each owner and field', () => {
  expect(apply(['m', labels({ a: '1', b: '1' })], ['n', labels({ a: '2', b: '2' })])).toMatchObject({
    reason: 'conflict with "m": .metadata.labels.a; conflict with "m": .metadata.labels.b',
  });
});

test('a map that the schema names goes with the last that was owned in it, defaults and all', () => {
  const live = storedAs(apply(['m', { spec: { mode: 'a', union: { a: '1' } } }]) as Applied);
  const spec = { mode: 'a', union: { a: '1', b: 'by default' } };
  const application = { applied: named({ spec: { mode: 'a' } }), fieldManager: 'm' };
  expect(at(applyConfiguration({ ...live, spec }, application, thingSchemas), 'spec')).toEqual({ mode: 'a' });
});

test('what is not written may lie in what is not applied', () => {
  expect(at(apply(['m', labels({ a: '1' }), { ignored: ['spec.mode'] }]))).toEqual(named(labels({ a: '1' })));
});

test('what is no refusal is not made one', () => {
  const application = { applied: named({}), fieldManager: 'm' };
  expect(() => applyConfiguration(undefined, application, undefined as never)).toThrow(TypeError);
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

test('what is null in an item is not stored', () => {
  const answer = apply(['m', items({ name: 'x', image: null })]);
  expect(at(answer, 'spec', 'items')).toStrictEqual([{ name: 'x' }]);
});

test('an object without metadata can be applied to', () => {
  const { metadata, ...live } = named({ spec: { mode: 'a' } });
  const application = { applied: named(labels({ a: '1' })), fieldManager: 'm' };
  expect(at(applyConfiguration(live, application, thingSchemas))).toEqual({
    ...live,
    ...named(labels({ a: '1' })),
  });
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
