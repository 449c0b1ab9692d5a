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
