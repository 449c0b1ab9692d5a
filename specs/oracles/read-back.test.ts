import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import { type ReadBack, wrongInReads } from './read-back.ts';

const object = (version = '1', more: JsonObject = {}): JsonObject => ({
  kind: 'Thing',
  apiVersion: 'v1',
  metadata: { name: 'n', resourceVersion: version, ...more },
});
const { kind: _kind, apiVersion: _version, ...item } = object();
const readBack = (more: Partial<ReadBack> = {}): ReadBack => ({
  what: 'a write',
  answer: object(),
  reads: [{ where: 'the object', shown: object() }],
  item,
  ...more,
});
const kindOf = (more: Partial<ReadBack>) => wrongInReads(readBack(more), 'own')?.kind;

describe('what is read after a write', () => {
  test('is what it answered, everywhere', () => {
    expect(kindOf({})).toBeUndefined();
    expect(kindOf({ item: object() })).toBeUndefined();
    expect(kindOf({ watched: object() })).toBeUndefined();
  });

  test.each<[string, Partial<ReadBack>]>([
    ['another version at the object', { reads: [{ where: 'the object', shown: object('0') }] }],
    ['no object', { reads: [{ where: 'the status', shown: { kind: 'Status' } }] }],
    ['nothing', { reads: [{ where: 'the status', shown: undefined }] }],
    ['another item', { item: object('1', { labels: {} }) }],
    ['no item', { item: undefined }],
    ['an item of another kind', { item: { ...object(), kind: 'Other' } }],
    ['another event', { watched: object('1', { labels: {} }) }],
  ])('is wrong with %s', (_what, more) => {
    expect(kindOf(more)).toBe('wrong');
  });

  test('says nothing where another client wrote in between, and ours is no other', () => {
    const by = (manager: string) => object('2', { labels: {}, managedFields: [{ manager }] });
    expect(wrongInReads(readBack({ reads: [{ where: 'the object', shown: by('controller') }] }), 'own')).toEqual({
      kind: 'other',
      writers: ['controller'],
    });
    expect(kindOf({ reads: [{ where: 'the object', shown: by('own-2') }] })).toBe('wrong');
    const status = {
      ...object('2', { managedFields: [{ manager: 'controller', subresource: 'status' }] }),
      status: {},
    };
    expect(kindOf({ reads: [{ where: 'the object', shown: status }] })).toBeUndefined();
  });
});
