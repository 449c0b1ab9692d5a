import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  below,
  describeField,
  difference,
  fieldOf,
  intersection,
  keyElement,
  readFieldsV1,
  union,
  writeFieldsV1,
} from './managed-fields.ts';
import {
  faultOfManagerName,
  type Manager,
  managerNameOf,
  ownershipsOf,
  sameManager,
  sameOwnerships,
} from './managed-fields-entries.ts';

const recorded = {
  'f:metadata': { 'f:labels': { '.': {}, 'f:l': {} } },
  'f:spec': { 'f:containers': { 'k:{"name":"c"}': { '.': {}, 'f:image': {} } }, 'f:schedulerName': {} },
};

describe('FieldsV1', () => {
  test('is read as a set of fields: what is empty is one, and what has a dot', () => {
    expect([...readFieldsV1(recorded)].map(describeField)).toEqual([
      '.metadata.labels',
      '.metadata.labels.l',
      '.spec.containers[name="c"]',
      '.spec.containers[name="c"].image',
      '.spec.schedulerName',
    ]);
    expect(readFieldsV1({}).size).toBe(0);
    expect(readFieldsV1(undefined).size).toBe(0);
  });

  test('is written as it was read', () => {
    expect(writeFieldsV1(readFieldsV1(recorded))).toEqual(recorded);
  });

  test('says of any set of fields which they are', () => {
    const element = fc.constantFrom('f:a', 'f:b', 'f:', 'k:{"name":"x"}', 'v:"x"', 'v:1', 'i:0');
    const field = fc.array(element, { minLength: 1, maxLength: 3 }).map(fieldOf);
    fc.assert(
      fc.property(fc.uniqueArray(field, { maxLength: 6 }), (fields) => {
        const set = new Set(fields);
        expect(readFieldsV1(writeFieldsV1(set))).toEqual(set);
      }),
    );
  });

  test('knows keys whatever order and spaces they are written with', () => {
    const [field] = readFieldsV1({ 'k:{"protocol": "TCP", "containerPort": 80}': {} });
    expect(field).toBe(keyElement({ containerPort: 80, protocol: 'TCP' }));
    expect(describeField(field ?? '')).toBe('[containerPort=80,protocol="TCP"]');
    expect(describeField(fieldOf(['f:finalizers', 'v:"x"']))).toBe('.finalizers[="x"]');
    expect(readFieldsV1({ 'v: 1.0': {} })).toEqual(new Set(['v:1']));
    expect(describeField(fieldOf(['f:list', 'i:3']))).toBe('.list[3]');
  });
});

test('sets of fields: a field above or below another is another field', () => {
  const [a, ab, b] = [fieldOf(['f:a']), fieldOf(['f:a', 'f:b']), fieldOf(['f:b'])];
  expect(difference(new Set([a, ab]), new Set([a]))).toEqual(new Set([ab]));
  expect(intersection(new Set([a, ab]), new Set([ab, b]))).toEqual(new Set([ab]));
  expect(union(new Set([a]), new Set([b]))).toEqual(new Set([a, b]));
  expect(below(new Set([a, ab, b, fieldOf(['f:ab', 'f:c'])]), 'f:a')).toEqual(new Set([b]));
});

describe('managers', () => {
  const m: Manager = { name: 'm', operation: 'Apply', apiVersion: 'v1' };

  test.each<[Partial<Manager>, boolean]>([
    [{}, true],
    [{ apiVersion: 'v2' }, true],
    [{ name: 'n' }, false],
    [{ operation: 'Update' }, false],
    [{ subresource: 'status' }, false],
    [{ subresource: '' }, true],
  ])('an applier with %j instead is the same: %s', (change, same) => {
    expect(sameManager(m, { ...m, ...change })).toBe(same);
  });

  test('one that updates is another with another version', () => {
    const u: Manager = { ...m, operation: 'Update' };
    expect(sameManager(u, { ...u, apiVersion: 'v2' })).toBe(false);
    expect(sameManager(u, { ...u })).toBe(true);
  });

  test('one that writes two subresources is two', () => {
    expect(sameManager({ ...m, subresource: 'status' }, { ...m, subresource: 'scale' })).toBe(false);
    expect(sameManager({ ...m, subresource: 'status' }, { ...m, subresource: 'status' })).toBe(true);
  });

  test('are read off the object, those that are not whole left out', () => {
    const entry = {
      manager: 'm',
      operation: 'Apply',
      apiVersion: 'v1',
      fieldsType: 'FieldsV1',
      fieldsV1: { 'f:a': {} },
    };
    const managedFields = [entry, { ...entry, operation: 'Update', subresource: 'status' }, {}, 'x', null];
    expect(ownershipsOf({ metadata: { managedFields } })).toEqual([
      { manager: m, fields: new Set(['f:a']) },
      { manager: { ...m, operation: 'Update', subresource: 'status' }, fields: new Set(['f:a']) },
    ]);
    const who = (one: object) => ownershipsOf({ metadata: { managedFields: [one] } }).map(({ manager }) => manager);
    expect(who({ ...entry, subresource: '' })).toStrictEqual([m]);
    expect(who({ ...entry, subresource: 5 })).toStrictEqual([m]);
    expect(who(entry)).toStrictEqual([m]);
    expect(who({ operation: 'Update' })).toStrictEqual([{ name: '', operation: 'Update', apiVersion: '' }]);
    expect(ownershipsOf({})).toEqual([]);
    expect(ownershipsOf(undefined)).toEqual([]);
  });

  test('own the same whatever the order of the entries', () => {
    const [one, two] = [
      { manager: m, fields: new Set(['f:a']) },
      { manager: { ...m, name: 'n' }, fields: new Set(['f:b']) },
    ];
    expect(sameOwnerships([one, two], [two, one])).toBe(true);
    expect(sameOwnerships([one, two], [one])).toBe(false);
    expect(sameOwnerships([one, two], [one, one])).toBe(false);
    expect(sameOwnerships([one], [one, two])).toBe(false);
    expect(sameOwnerships([{ ...one, fields: new Set(['f:a', 'f:b']) }], [one])).toBe(false);
    expect(sameOwnerships([one], [{ ...one, fields: new Set(['f:b']) }])).toBe(false);
    const [ab, ac] = [new Set(['f:a', 'f:b']), new Set(['f:a', 'f:c'])];
    expect(sameOwnerships([{ ...one, fields: ab }], [{ ...one, fields: ac }])).toBe(false);
    expect(sameOwnerships([one], [{ ...one, fields: new Set(['f:a', 'f:b']) }])).toBe(false);
    expect(sameOwnerships([one], [{ ...two, fields: one.fields }])).toBe(false);
  });

  test.each([
    ['kubectl/v1.36 (linux/amd64)', 'kubectl'],
    [undefined, 'unknown'],
    ['', 'unknown'],
    ['/x', 'unknown'],
    ['a\u0007b', 'ab'],
    ['é'.repeat(100), 'é'.repeat(64)],
  ])('of the User-Agent %j is %j', (userAgent, name) => {
    expect(managerNameOf(userAgent)).toBe(name);
  });

  test.each<[string | undefined, boolean, RegExp | undefined]>([
    [undefined, false, undefined],
    [undefined, true, /required/],
    ['', true, /required/],
    ['m', true, undefined],
    ['x'.repeat(128), false, undefined],
    ['x'.repeat(129), false, /longer/],
    ['é'.repeat(65), true, /longer/],
    ['a\nb', false, /printed/],
  ])('the name %j, of an applier: %s, has the fault %s', (name, applies, fault) => {
    if (fault === undefined) expect(faultOfManagerName(name, applies)).toBeUndefined();
    else expect(faultOfManagerName(name, applies)).toMatch(fault);
  });
});
