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
    for (const status of [400, 422])
      expect(judge(thing(), { status, answer: { message: 'no' } })).toEqual({ kept: true });
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

  const expected = 'metadata.uid sent as null is refused or passed over, what the server keeps stays';
  test.each<[string, JsonObject, object, object]>([
    [
      'two members change',
      thing({ ...written, uid: 'v', selfLink: '/x' }, 'new'),
      {},
      {
        effect: 'updated',
        reason: 'a write that sends metadata.uid as null changes metadata.uid, metadata.selfLink',
        actual: 'answer 200; metadata.uid was u, is v; metadata.selfLink was absent, is /x',
      },
    ],
    [
      'a refusal changes one',
      thing({ uid: 'v' }),
      { status: 400, answer: { message: 'no' } },
      {
        effect: 'other',
        reason: 'a write that sends metadata.uid as null changes metadata.uid',
        actual: 'answer 400: no; metadata.uid was u, is v',
      },
    ],
    [
      'a refusal changes the rest',
      thing({}, 'new'),
      { status: 400, answer: { message: 'no' } },
      {
        effect: 'other',
        reason: 'the write was refused, and yet changed the object',
        actual: 'answer 400: no; metadata.labels.a was old, is new',
      },
    ],
    [
      'the rest is lost',
      thing(),
      {},
      {
        effect: 'updated',
        reason: 'beside metadata.uid sent as null the rest of the write is not done',
        actual: 'answer 200; metadata.labels.a was new, is old',
      },
    ],
    [
      'the answer shows another',
      thing(written, 'new'),
      { answer: thing({ ...written, uid: 'v' }, 'new') },
      {
        effect: 'updated',
        reason: 'the answer shows other metadata than the object has',
        actual: 'answer 200; metadata.uid was u, is v',
      },
    ],
  ])('is told for people: %s', (_, after, how, told) => {
    expect(judge(after, how)).toEqual({ kept: false, expected, ...told });
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
    expect(judge(thing(others, 'new'), { field })).toMatchObject({
      kept: false,
      reason: 'a write that sends metadata.managedFields as null changes who owns what',
      actual: 'answer 200; an earlier entry of ours is gone',
    });
    expect(judge(thing(others, 'new'))).toEqual({ kept: true });
    const both = { ...written, managedFields: [{ manager: 'controller', subresource: 'status' }, entry] };
    expect(judge(thing(both, 'new'), { field })).toEqual({ kept: true });
  });

  test('where one of our entries is gone, and not where that of another is', () => {
    const second = { manager: 'tester-two', fieldsV1: {} };
    const foreign = { manager: 'controller' };
    const kept = (...managedFields: unknown[]) => {
      const owned = (entries: unknown, label: string) => thing({ managedFields: entries }, label);
      const [before, after] = [owned([entry, second, foreign, null], 'old'), owned(managedFields, 'new')];
      const seen = { field: 'metadata.managedFields', before, wanted: after, status: 200, answer: after, after };
      return judgeServerKept(seen, 'null', own).kept;
    };
    expect(kept(null, entry, second, foreign)).toBe(true);
    expect(kept(entry, second)).toBe(true);
    expect(kept(entry, foreign)).toBe(false);
    expect(kept()).toBe(false);
  });

  test('unless the server says of nothing who owns it', () => {
    const bare = (label: string) => thing({ managedFields: undefined }, label);
    const [before, after] = [bare('old'), bare('new')];
    const seen = { field: 'metadata.managedFields', before, wanted: after, status: 200, answer: after, after };
    expect(judgeServerKept(seen, 'null', own)).toEqual({ kept: true });
  });
});
