import { describe, expect, test } from 'vitest';
import type { Resource } from '../../src/contract/contract.ts';
import { complete, keptLabel, objectWith, triedOperation, validBody } from './try-patch.ts';

const object = { kind: 'Thing', metadata: { name: 'x', labels: { 'kube-covenant-tried': '3' } } };

describe('the object as it is stored', () => {
  test('has no empty or null maps and lists in its metadata', () => {
    const metadata = { name: 'x', labels: {}, annotations: null, finalizers: [], ownerReferences: null };
    expect(complete({ kind: 'Thing', metadata })).toEqual({ kind: 'Thing', metadata: { name: 'x' } });
  });

  test('has texts for labels and annotations: null among them is the empty one', () => {
    const metadata = { labels: { a: null, b: '1' }, annotations: { c: null } };
    expect(complete({ metadata })).toEqual({ metadata: { labels: { a: '', b: '1' }, annotations: { c: '' } } });
  });

  test('is left alone where it is complete, and where it is nothing at all', () => {
    const whole = { spec: { list: [], none: {} }, metadata: { name: '', labels: { a: '' }, finalizers: ['f'] } };
    expect(complete(whole)).toEqual(whole);
    expect(complete({ metadata: null })).toEqual({ metadata: null });
  });
});

test('an object to patch is the smallest of its kind, with the metadata asked for and a label that stays', () => {
  const resource = { minimal: { kind: 'Thing', spec: { a: 1 } } } as unknown as Resource;
  const subject = { resource, schemas: { root: '', schemas: {} } };
  expect(objectWith(subject)).toEqual({ kind: 'Thing', spec: { a: 1 }, metadata: { labels: keptLabel } });
  expect(objectWith(subject, { labels: { b: '2' }, finalizers: ['f'] })).toEqual({
    kind: 'Thing',
    spec: { a: 1 },
    metadata: { labels: { ...keptLabel, b: '2' }, finalizers: ['f'] },
  });
});

test('the patch that shows writes another value each time, in the form of its type', () => {
  const operation = { op: 'add', path: '/metadata/labels/kube-covenant-tried', value: '4' };
  expect(triedOperation(object)).toEqual(operation);
  expect(triedOperation({ kind: 'Thing' })).toMatchObject({ value: '1' });
  expect(validBody('json', object)).toEqual([operation]);
  expect(validBody('merge', object)).toEqual({ metadata: { labels: { 'kube-covenant-tried': '4' } } });
  expect(validBody('strategic', object)).toEqual(validBody('merge', object));
});
