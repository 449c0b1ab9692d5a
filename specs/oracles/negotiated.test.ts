import { describe, expect, test } from 'vitest';
import { mediaTypeOf, wrongInPartial, wrongInPartialList, wrongInPretty, wrongInTable } from './negotiated.ts';

const object = (name = 'n') => ({
  kind: 'Thing',
  apiVersion: 'v1',
  metadata: { name, labels: { a: 'b' } },
  spec: { x: 1 },
});
const partial = (name = 'n') => ({
  kind: 'PartialObjectMetadata',
  apiVersion: 'meta.k8s.io/v1',
  metadata: object(name).metadata,
});

test('a media type is compared without its parameters', () => {
  expect(mediaTypeOf('Application/JSON; charset=utf-8')).toBe('application/json');
  expect(mediaTypeOf(undefined)).toBeUndefined();
});

describe('bare metadata', () => {
  test('is that of the object, in any version of its group', () => {
    expect(wrongInPartial(partial(), object())).toBeUndefined();
    expect(wrongInPartial({ ...partial(), apiVersion: 'meta.k8s.io/v1beta1' }, object())).toBeUndefined();
  });

  test.each<[string, unknown]>([
    ['of the whole object', object()],
    ['with a spec', { ...partial(), spec: {} }],
    ['of another object', partial('m')],
    ['without labels', { ...partial(), metadata: { name: 'n' } }],
    ['of another group', { ...partial(), apiVersion: 'v1' }],
    ['that is none', 'text'],
  ])('is not one %s', (_what, found) => {
    expect(wrongInPartial(found, object())).toBeTypeOf('string');
  });
});

describe('a list of bare metadata', () => {
  const list = { kind: 'ThingList', metadata: {}, items: [object('a'), object('b')] };
  const partials = (...names: string[]) => ({
    kind: 'PartialObjectMetadataList',
    apiVersion: 'meta.k8s.io/v1',
    items: names.map((name) => ({ metadata: partial(name).metadata })),
  });

  test('has one of each object, in order', () => {
    expect(wrongInPartialList(partials('a', 'b'), list)).toBeUndefined();
    expect(wrongInPartialList(partials('b', 'a'), list)).toMatch(/lists/);
    expect(wrongInPartialList(partials('a'), list)).toMatch(/lists/);
    expect(wrongInPartialList(list, list)).toMatch(/not a PartialObjectMetadataList/);
    const whole = { ...partials(), items: list.items };
    expect(wrongInPartialList(whole, list)).toMatch(/item 0/);
  });
});

describe('a table', () => {
  const columnDefinitions = [
    { name: 'Name', type: 'string', format: 'name' },
    { name: 'Age', type: 'date' },
  ];
  const table = (rows: unknown[], more = {}) => ({
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    columnDefinitions,
    rows,
    ...more,
  });
  const row = (name = 'n', more = {}) => ({ cells: [name, '1s'], object: partial(name), ...more });

  test('has a row for each object, a cell for each column, and as much of the object as was asked for', () => {
    expect(wrongInTable(table([row()]), [object()])).toBeUndefined();
    expect(wrongInTable(table([{ cells: ['n', '1s'] }]), [object()], 'None')).toBeUndefined();
    expect(wrongInTable(table([row('n', { object: object() })]), [object()], 'Object')).toBeUndefined();
    expect(wrongInTable(table([]), [])).toBeUndefined();
  });

  test.each<[string, unknown, ('None' | 'Metadata' | 'Object')?]>([
    ['that is the object', object()],
    ['without columns', table([row()], { columnDefinitions: [] })],
    ['with a column without a type', table([row()], { columnDefinitions: [{ name: 'Name' }, { name: 'Age' }] })],
    ['with a row too many', table([row(), row()])],
    ['with a cell too few', table([row('n', { cells: ['n'] })])],
    ['with another name', table([row('n', { cells: ['m', '1s'] })])],
    ['of another object', table([row('n', { object: partial('m') })])],
    ['without the object', table([row('n', { object: undefined })])],
    ['with an object that was not asked for', table([row()]), 'None'],
    ['with less of the object than was asked for', table([row()]), 'Object'],
  ])('is not one %s', (_what, found, included) => {
    expect(wrongInTable(found, [object()], included)).toBeTypeOf('string');
  });
});

test('what is laid out for people is indented and says the same', () => {
  expect(wrongInPretty(JSON.stringify(object(), null, 2), object())).toBeUndefined();
  expect(wrongInPretty(JSON.stringify(object(), null, '\t'), object())).toBeUndefined();
  expect(wrongInPretty(JSON.stringify(object()), object())).toMatch(/not indented/);
  expect(wrongInPretty(JSON.stringify(object('m'), null, 2), object())).toMatch(/metadata.name/);
  expect(wrongInPretty('name: n', object())).toMatch(/no JSON/);
});
