import { describe, expect, test } from 'vitest';
import type { FieldPath } from '../field-path.ts';
import { field, pod, refusal, write } from './update-rules.test-data.ts';
import { explain, judgeKept, judgeUpdated, judgeWhole, list, type ObservedWrite } from './update-rules.ts';

const before = pod('a', '1');
const done = pod('b', '2');
const more = pod('b', '2', { spec: { hostname: 'h' } });
const wrongAnswer = 'the answer to the write of spec.containers[*].image is not the object as it now is';
const alsoElse = 'the write to spec.containers[*].image did something else as well';

describe('a field that is written or not, as the server likes', () => {
  const judge = (change: Partial<ObservedWrite> = {}, part: FieldPath = 'spec.containers') =>
    judgeWhole(write({ answer: change.after ?? done, ...change }), part);

  test.each<[string, Partial<ObservedWrite>]>([
    ['the write is done', {}],
    ['nothing comes of it', { after: before }],
    ['the server makes something of its own of the part', { after: pod('c', '2') }],
    ['it is refused', { status: 422, after: before, answer: refusal(field) }],
    ['it is refused as a bad request', { status: 400, after: before, answer: 'no' }],
    ['it is refused, and the server counts', { status: 422, after: pod('a', '2'), answer: 'no' }],
  ])('is kept where %s', (_, change) => {
    expect(judge(change)).toEqual({ kept: true });
  });

  test.each<[string, Partial<ObservedWrite>, object]>([
    [
      'the write was refused, and yet changed it',
      { status: 422 },
      {
        reason: 'the write was refused, and yet the object changed',
        actual: 'answer 422; spec.containers[0].image was a, is b',
      },
    ],
    [
      'a bad request changed it',
      { status: 400 },
      {
        reason: 'the write was refused, and yet the object changed',
        actual: 'answer 400; spec.containers[0].image was a, is b',
      },
    ],
    [
      'more than its part changed',
      { after: more },
      { reason: alsoElse, actual: 'answer 200; spec.hostname was absent, is h' },
    ],
    [
      'the answer is not the object',
      { answer: pod('a', '2') },
      { reason: wrongAnswer, actual: expect.stringContaining('answer 200; ') },
    ],
  ])('is broken where %s', (_, change, told) => {
    const expected = 'spec.containers[*].image becomes b, or nothing changes';
    expect(judge(change)).toMatchObject({ kept: false, effect: 'other', expected, ...told });
  });

  test('may change no more than the part that is said', () => {
    expect(judge({}, 'spec')).toEqual({ kept: true });
    expect(judge({ after: more }, 'spec')).toEqual({ kept: true });
    expect(judge({}, 'spec.hostname')).toMatchObject({ kept: false, reason: alsoElse });
  });
});

describe('what a reader is told', () => {
  test.each<[string, Partial<ObservedWrite>, object]>([
    [
      'of a refusal',
      { status: 400, answer: 'no', after: before },
      {
        reason: 'spec.containers[*].image cannot be updated',
        expected: 'spec.containers[*].image becomes b, nothing else changes, answer 200',
        actual: 'answer 400: no Status in the body',
      },
    ],
    [
      'of a write without effect',
      { answer: before, after: before },
      {
        reason: 'spec.containers[*].image keeps its old value',
        actual: 'answer 200, the object is unchanged',
      },
    ],
    [
      'of a write with another effect',
      { answer: more, after: more },
      { reason: alsoElse, actual: 'answer 200; spec.hostname is h, not absent' },
    ],
    [
      'of an answer that is another object',
      { answer: pod('a', '2') },
      { reason: wrongAnswer, actual: 'answer 200; spec.containers[0].image was b, is a' },
    ],
    [
      'of an answer that is none',
      { answer: 'OK' },
      { reason: wrongAnswer, actual: expect.stringMatching(/^answer 200; {2}was \{.*…, is OK$/) },
    ],
  ])('%s of a field that can be updated', (_, change, told) => {
    expect(judgeUpdated(write(change))).toMatchObject({ kept: false, ...told });
  });

  test('of a field that cannot, and yet is', () => {
    const expected = 'spec.containers[*].image stays a: refused with 422 naming it, or ignored';
    expect(judgeKept(write())).toMatchObject({ expected, reason: 'spec.containers[*].image can be updated' });
    for (const status of [400, 422])
      expect(judgeKept(write({ status }))).toMatchObject({
        expected,
        reason: 'the write was refused, and yet the object changed',
      });
  });

  test.each([
    [{ message: 'no\nand more' }, 'no'],
    [{ message: 'x'.repeat(300) }, 'x'.repeat(300)],
    [{ message: 'x'.repeat(301) }, `${'x'.repeat(300)}…`],
    [{ message: 7 }, 'no Status in the body'],
    [undefined, 'no Status in the body'],
  ])('of a refusal with the body %j', (body, told) => {
    expect(explain(body)).toBe(told);
  });

  test.each([
    [5, 'k0 was absent, is 1; k1 was absent, is 1; k2 was absent, is 1; k3 was absent, is 1; k4 was absent, is 1'],
    [
      6,
      'k0 was absent, is 1; k1 was absent, is 1; k2 was absent, is 1; k3 was absent, is 1; k4 was absent, is 1; and 1 more',
    ],
  ])('of %d differences', (count, told) => {
    const found = Array.from({ length: count }, (_, i) => ({ path: `k${i}`, before: undefined, after: 1 }));
    expect(list(found)).toBe(told);
  });

  test.each([
    ['a text that is just short enough', 'x'.repeat(120), 'x'.repeat(120)],
    ['a longer one', 'x'.repeat(121), `${'x'.repeat(120)}…`],
    ['a value', { a: [null] }, '{"a":[null]}'],
  ])('of %s', (_, after, told) => {
    expect(list([{ path: 'a', before: '', after }])).toBe(`a was , is ${told}`);
  });
});
