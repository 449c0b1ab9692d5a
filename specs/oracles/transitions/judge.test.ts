import { expect, test } from 'vitest';
import type { ObservedWrite } from '../update-rules.ts';
import { refused, updated } from './answer.ts';
import { judgeTransition } from './judge.ts';

const before = { metadata: { resourceVersion: '1' }, spec: { size: 1 } };
const after = { metadata: { resourceVersion: '2' }, spec: { size: 2 } };
const invalid = (...fields: string[]) => ({
  message: 'invalid',
  details: { causes: fields.map((field) => ({ field })) },
});

function seen(status: number, answer: unknown, now: ObservedWrite['after']): ObservedWrite {
  return { field: 'spec.size', before, wanted: { ...before, spec: { size: 2 } }, status, answer, after: now };
}

const never = refused('it never changes', 'spec.size');

test('a lawful change is made, and only then kept', () => {
  expect(judgeTransition(updated, seen(200, after, after))).toMatchObject({ kept: true });
  expect(judgeTransition(updated, seen(422, invalid('spec.size'), before))).toMatchObject({ kept: false });
});

test.each<[string, ObservedWrite, unknown]>([
  ['a refusal that names the field', seen(422, invalid('spec.size'), before), true],
  ['a refusal that names what is around the field', seen(422, invalid('spec'), before), true],
  ['a refusal that names the field among others', seen(422, invalid('metadata', 'spec.size'), before), true],
  ['a refusal that names another field', seen(422, invalid('spec.other'), before), false],
  ['a refusal after which the object is changed', seen(422, invalid('spec.size'), after), false],
  ['success, and the change is made', seen(200, after, after), false],
  ['success, and the change is not made', seen(200, before, before), false],
  ['a refusal for another reason', seen(403, { message: 'no' }, before), 'unknown'],
  ['a refusal that names nothing', seen(422, { message: 'no' }, before), 'unknown'],
])('where a change must be refused: %s', (_name, observed, kept) => {
  expect(judgeTransition(never, observed).kept).toBe(kept);
});

test('where versions part, both are kept, and nothing between', () => {
  const either = { ...never, orUpdated: true as const };
  expect(judgeTransition(either, seen(200, after, after)).kept).toBe(true);
  expect(judgeTransition(either, seen(422, invalid('spec.size'), before)).kept).toBe(true);
  expect(judgeTransition(either, seen(200, before, before)).kept).toBe(false);
});

test('what the server notes by itself is no change', () => {
  const counted = { ...before, metadata: { resourceVersion: '2' } };
  expect(judgeTransition(never, seen(422, invalid('spec.size'), counted))).toEqual({ kept: true });
});

test('a refusal names one of the fields, not all of them', () => {
  const either = refused('it never changes', 'spec.size', 'spec.color');
  expect(judgeTransition(either, seen(422, invalid('spec.color'), before))).toEqual({ kept: true });
});

test.each<[string, ObservedWrite, object]>([
  [
    'made',
    seen(200, after, after),
    {
      effect: 'updated',
      reason: 'a change that must be refused is made',
      actual: 'answer 200; spec.size was 1, is 2',
    },
  ],
  [
    'refused and made',
    seen(400, invalid('spec.size'), after),
    {
      effect: 'other',
      reason: 'the write was refused, and yet the object changed',
      actual: 'answer 400; spec.size was 1, is 2',
    },
  ],
  [
    'taken and not made',
    seen(200, before, before),
    {
      effect: 'ignored',
      reason: 'a change that must be refused is taken and not made',
      actual: 'answer 200, the object is unchanged',
    },
  ],
  [
    'refused for other fields',
    seen(422, invalid('spec.other', 'status'), before),
    {
      effect: 'refused',
      reason: 'the refusal names another field',
      actual: 'answer 422, which names spec.other and status',
    },
  ],
])('a change that must be refused and is %s is told for people', (_name, observed, told) => {
  const answer = refused('it never changes', 'spec.size', 'spec.color');
  const expected = 'refused with 422 that names spec.size or spec.color, and nothing changes: it never changes';
  expect(judgeTransition(answer, observed)).toEqual({ kept: false, expected, ...told });
});

test.each<[string, number, unknown, string]>([
  ['another status', 400, invalid('spec.size'), '400 invalid'],
  ['no causes', 422, { message: 'no' }, '422 no'],
  ['a cause without a field', 422, { message: 'no', details: { causes: [{}, { field: '' }, { field: 3 }] } }, '422 no'],
])('a refusal with %s may have another reason', (_name, status, body, said) => {
  const why = `refused for another reason: ${said}`;
  expect(judgeTransition(never, seen(status, body, before))).toEqual({ kept: 'unknown', why });
});
