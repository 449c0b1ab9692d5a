import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import { applyConfiguration } from './apply.ts';
import { type Applied, apply, at, items, labels, named, ownedBy, storedAs } from './apply-steps.test-data.ts';
import { thingSchemas } from './keyed-objects.test-data.ts';
import { podSchemas } from './patch-answer-schemas.test-data.ts';

describe('an object that is not there', () => {
  test('is created, and all that was applied is owned, identity aside', () => {
    const answer = apply(['m', { ...labels({ l: '1' }), ...items({ name: 'x', image: 'i', ports: [{ port: 80 }] }) }]);
    expect(answer).toMatchObject({ applied: true, status: 201, changes: true });
    expect(ownedBy(answer, 'm')).toEqual([
      '.metadata.labels.l',
      '.spec.items[name="x"].name',
      '.spec.items[name="x"].image',
      '.spec.items[name="x"].ports[port=80,protocol="TCP"].port',
      '.spec.items[name="x"].ports[port=80,protocol="TCP"]',
      '.spec.items[name="x"]',
    ]);
  });

  test('stores no nulls, and what is atomic or empty is owned as one', () => {
    const answer = apply([
      'm',
      { metadata: { labels: { l: null } }, spec: { mode: null, whole: { a: 'a' }, union: {} } },
    ]);
    expect(at(answer, 'metadata')).toEqual({ name: 'n', labels: {} });
    expect(at(answer, 'spec')).toEqual({ whole: { a: 'a' }, union: {} });
    expect(ownedBy(answer, 'm')).toEqual(['.metadata.labels.l', '.spec.mode', '.spec.whole', '.spec.union']);
  });
});

describe('a field that the manager leaves out', () => {
  test('goes, if nobody else owns it', () => {
    const answer = apply(['m', labels({ a: '1', b: '2' })], ['m', labels({ a: '1' })]);
    expect(at(answer, 'metadata', 'labels')).toEqual({ a: '1' });
    expect(ownedBy(answer, 'm')).toEqual(['.metadata.labels.a']);
  });

  test('goes with its map where it was the last in it', () => {
    expect(at(apply(['m', labels({ a: '1' })], ['m', {}]), 'metadata')).toEqual({ name: 'n' });
  });

  test('stays while another owns it, and goes when the last gives it up', () => {
    const shared = [
      ['m', labels({ a: '1' })],
      ['n', labels({ a: '1' })],
      ['m', {}],
    ] as [string, JsonObject][];
    expect(at(apply(...shared), 'metadata', 'labels')).toEqual({ a: '1' });
    expect(ownedBy(apply(...shared), 'm')).toEqual([]);
    expect(ownedBy(apply(...shared), 'n')).toEqual(['.metadata.labels.a']);
    expect(at(apply(...shared, ['n', {}]), 'metadata')).toEqual({ name: 'n' });
  });

  test('goes with its item; an item stays while another owns something in it', () => {
    const both = [
      ['m', items({ name: 'x', image: 'i' }, { name: 'y' })],
      ['n', items({ name: 'x', args: ['1'] })],
    ] as [string, JsonObject][];
    expect(at(apply(...both, ['m', items({ name: 'y' })]), 'spec', 'items')).toEqual([
      { name: 'x', args: ['1'] },
      { name: 'y' },
    ]);
    expect(
      at(apply(['m', items({ name: 'x', image: 'i' }, { name: 'y' })], ['m', items({ name: 'y' })]), 'spec', 'items'),
    ).toEqual([{ name: 'y' }]);
    expect(
      at(
        apply(['m', { metadata: { finalizers: ['a', 'b'] } }], ['m', { metadata: { finalizers: ['b'] } }]),
        'metadata',
        'finalizers',
      ),
    ).toEqual(['b']);
  });

  test('stays if a client that updates owns it', () => {
    const first = apply(['m', labels({ a: '1' })]) as Applied;
    const updated = storedAs({
      ...first,
      owners: first.owners.flatMap((owner) => [
        owner,
        { ...owner, manager: { ...owner.manager, operation: 'Update' as const, name: 'u' } },
      ]),
    });
    const answer = applyConfiguration(updated, { applied: named({}), fieldManager: 'm' }, thingSchemas);
    expect(at(answer, 'metadata', 'labels')).toEqual({ a: '1' });
  });

  test('and what nobody owns in its item: an item that only the manager owned takes its defaults with it', () => {
    const live = storedAs(apply(['m', items({ name: 'x' }, { name: 'y' })]) as Applied);
    const spec = { items: [{ name: 'x', image: 'by default' }, { name: 'y' }], mode: 'by default' };
    const answer = applyConfiguration(
      { ...live, spec },
      { applied: named(items({ name: 'y' })), fieldManager: 'm' },
      thingSchemas,
    );
    expect(at(answer, 'spec')).toEqual({ items: [{ name: 'y' }], mode: 'by default' });
  });
});

describe('a field that another owns', () => {
  const owned: [string, JsonObject] = [
    'm',
    { ...labels({ a: '1', b: '2', c: '3' }), ...items({ name: 'x', image: 'i', args: ['1'] }) },
  ];
  const wanted: JsonObject = { ...labels({ a: '9', b: '8', c: '3' }), ...items({ name: 'x', image: 'j' }) };

  test('conflicts where its value would change: each such field once, with its manager', () => {
    const answer = apply(owned, ['n', wanted]);
    expect(answer).toMatchObject({ applied: false, status: 409 });
    expect(!answer.applied && answer.conflicts.map(({ manager, field }) => `${manager.name} ${field}`)).toEqual([
      'm .metadata.labels.a',
      'm .metadata.labels.b',
      'm .spec.items[name="x"].image',
    ]);
  });

  test('changes hands with force; what is the same is shared; what is not applied stays', () => {
    const answer = apply(owned, ['n', wanted, { force: true }]);
    expect(at(answer, 'metadata', 'labels')).toEqual({ a: '9', b: '8', c: '3' });
    expect(at(answer, 'spec', 'items')).toEqual([{ name: 'x', image: 'j', args: ['1'] }]);
    expect(ownedBy(answer, 'm')).toEqual([
      '.metadata.labels.c',
      '.spec.items[name="x"]',
      '.spec.items[name="x"].args',
      '.spec.items[name="x"].name',
    ]);
    expect(ownedBy(answer, 'n')).toContain('.spec.items[name="x"].image');
  });

  test('is no conflict for the manager itself, but is for the same name on a subresource', () => {
    expect(apply(owned, ['m', wanted])).toMatchObject({ applied: true });
    expect(apply(owned, ['m', wanted, { subresource: 'status' }])).toMatchObject({ applied: false, status: 409 });
  });

  test('that is atomic conflicts as one, whichever member differs', () => {
    const answer = apply(['m', { spec: { whole: { a: '1' } } }], ['n', { spec: { whole: { a: '1', b: '2' } } }]);
    expect(!answer.applied && answer.conflicts.map(({ field }) => field)).toEqual(['.spec.whole']);
    const args = apply(['m', items({ name: 'x', args: ['1'] })], ['n', items({ name: 'x', args: ['2'] })]);
    expect(!args.applied && args.conflicts.map(({ field }) => field)).toEqual(['.spec.items[name="x"].args']);
  });

  test('in no case conflicts where the object never had owners and nothing changes', () => {
    const live = named({ ...labels({ a: '1' }), spec: { mode: 'a' } });
    const same = applyConfiguration(live, { applied: named(labels({ a: '1' })), fieldManager: 'm' }, thingSchemas);
    expect(ownedBy(same, 'before-first-apply')).toEqual(['.metadata.labels.a', '.spec.mode']);
    const other = applyConfiguration(live, { applied: named(labels({ a: '2' })), fieldManager: 'm' }, thingSchemas);
    expect(!other.applied && other.conflicts).toMatchObject([
      { manager: { name: 'before-first-apply', operation: 'Update' } },
    ]);
  });
});

describe('what this path does not write', () => {
  test('is neither stored nor owned, and no reason to refuse', () => {
    const answer = apply([
      'm',
      { ...labels({ a: '1' }), status: { phase: 'x' }, spec: { mode: 'a' } },
      { ignored: ['status', 'spec.mode'] },
    ]);
    expect(at(answer)).toEqual(named({ ...labels({ a: '1' }), spec: {} }));
    expect(ownedBy(answer, 'm')).toEqual(['.metadata.labels.a', '.spec']);
  });
});

test.each<[string, JsonObject]>([
  ['an item twice', items({ name: 'x' }, { name: 'x' })],
  ['a value of a set twice', { metadata: { finalizers: ['a', 'a'] } }],
  ['an item without its key', items({ image: 'i' })],
  ['an item that is no object', { spec: { items: ['x'] } }],
  ['an object in a set', { metadata: { finalizers: [{}] } }],
  ['a field that the schema does not have', { spec: { bogus: 1 } }],
  ['a string for a number', items({ name: 'x', ports: [{ port: '80' }] })],
  ['a map for a list', { spec: { items: {} } }],
  ['a list for a map', { metadata: { labels: [] } }],
])('what is applied with %s is refused, by some servers with 500', (_what, applied) => {
  expect(apply(['m', applied])).toMatchObject({ applied: false, status: 400, also: [422, 500], conflicts: [] });
});

test('a Pod is applied by the lists and keys of its published schema', () => {
  const pod = (image: string) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p' },
    spec: { containers: [{ name: 'c', image, ports: [{ containerPort: 80 }] }] },
  });
  const answer = applyConfiguration(undefined, { applied: pod('i'), fieldManager: 'm' }, podSchemas);
  expect(ownedBy(answer, 'm')).toContain(
    '.spec.containers[name="c"].ports[containerPort=80,protocol="TCP"].containerPort',
  );
});
