import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import { judgeServerKept } from './server-kept.ts';

const own = 'tester';
const entry = { manager: 'tester-one', fieldsV1: { 'f:spec': {} } };
const metadata = { uid: 'u', creationTimestamp: '2026-01-01T00:00:00Z', resourceVersion: '1', managedFields: [entry] };

const thing = (changes: JsonObject = {}, label = 'old'): JsonObject => ({
  metadata: { ...metadata, labels: { a: label }, ...changes },
});

function judge(after: JsonObject, { status = 200, field = 'metadata.uid', answer = after as unknown } = {}) {
  return judgeServerKept({ field, before: thing(), wanted: thing({}, 'new'), status, answer, after }, 'null', own);
}

const written = { resourceVersion: '2' };

describe('kept', () => {
  test('where the value is passed over and the rest is done', () => {
    expect(judge(thing(written, 'new'))).toEqual({ kept: true });
  });

  test('where the write is refused and nothing changes', () => {
    expect(judge(thing(), { status: 422, answer: { message: 'no' } })).toEqual({ kept: true });
  });

  test('where the answer shows another version: somebody wrote in between', () => {
    const answer = thing({ resourceVersion: '3', generation: 2 }, 'new');
    expect(judge(thing(written, 'new'), { answer })).toEqual({ kept: true });
  });
});

describe('not kept', () => {
  test.each([
    ['uid', 'v'],
    ['uid', undefined],
    ['creationTimestamp', '2016-08-08T02:20:42Z'],
    ['generation', 99],
    ['selfLink', '/x'],
    ['deletionTimestamp', '2016-08-08T02:20:42Z'],
    ['deletionGracePeriodSeconds', 7],
  ])('where %s becomes %s, whichever member was sent', (member, value) => {
    const after = thing({ ...written, [member]: value }, 'new');
    expect(judge(after)).toMatchObject({ kept: false, reason: expect.stringContaining(`metadata.${member}`) });
  });

  test('where the rest of the write is lost, or a refusal changes something', () => {
    expect(judge(thing())).toMatchObject({ kept: false, reason: expect.stringContaining('the rest of the write') });
    expect(judge(thing(written), { status: 422 })).toMatchObject({ kept: false, effect: 'other' });
  });

  test('where the answer shows what is not so', () => {
    const answer = thing({ ...written, uid: 'v' }, 'new');
    expect(judge(thing(written, 'new'), { answer })).toMatchObject({ kept: false });
  });

  test('where our entry is gone or changed, when managedFields were sent', () => {
    const field = 'metadata.managedFields';
    const others = { ...written, managedFields: [{ manager: 'controller', subresource: 'status' }] };
    expect(judge(thing(others, 'new'), { field })).toMatchObject({ kept: false });
    expect(judge(thing(others, 'new'))).toEqual({ kept: true });
    const both = { ...written, managedFields: [{ manager: 'controller', subresource: 'status' }, entry] };
    expect(judge(thing(both, 'new'), { field })).toEqual({ kept: true });
  });
});
