import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../specs/json.ts';
import { patchTypes } from '../../specs/oracles/patch-answer-request.ts';
import { judgeStored } from './judge-stored.ts';

const kind = { apiVersion: 'batch/v1', kind: 'Thing' };
const target = { schemas: { root: 'T', schemas: { T: {} } }, kind };
const thing = (labels: JsonObject | undefined, template: JsonObject = {}): JsonObject => ({
  ...kind,
  metadata: { name: 'n', ...(labels && { labels }) },
  spec: { template: { metadata: template } },
});

function keptAs(before: JsonObject, patch: unknown, after: JsonObject): unknown {
  const request = { contentType: patchTypes.merge, body: JSON.stringify(patch) };
  return judgeStored({ request, before, status: 200, answer: after, after }, target).kept;
}

describe('what a server does by itself', () => {
  const patch = { metadata: { labels: { a: null } } };
  const template = { labels: { t: '1' } };

  test('is to show a time as null, or not', () => {
    const withNull = (object: JsonObject) => ({ ...object, status: { time: null, list: [{ time: null }] } });
    const changed = { metadata: { labels: { a: '2' } } };
    expect(keptAs(withNull(thing({ a: '1' })), changed, { ...thing({ a: '2' }), status: { list: [{}] } })).toBe(true);
  });

  test('is to give the labels of the template to what has none', () => {
    const before = thing({ a: '1' }, template);
    expect(keptAs(before, { metadata: { labels: null } }, thing({ t: '1' }, template))).toBe(true);
    expect(keptAs(before, { metadata: { labels: null } }, thing(undefined, template))).toBe(true);
    expect(keptAs(before, patch, thing({ t: '1' }, template))).toBe(true);
  });

  test('is not to give other labels, or to what has some, or to change anything else', () => {
    const before = thing({ a: '1', b: '1' }, template);
    expect(keptAs(before, patch, thing({ b: '1', t: '1' }, template))).toBe(false);
    expect(keptAs(before, patch, thing({ t: '1' }, template))).toBe(false);
    expect(keptAs(before, { metadata: { labels: null } }, thing({ a: '1' }, template))).toBe(false);
    expect(keptAs(before, { metadata: { labels: null } }, thing({ t: '1' }, { labels: { t: '2' } }))).toBe(false);
    expect(keptAs(thing({ a: '1' }), patch, thing({ a: '1' }))).toBe(false);
  });
});
