import { expect, test } from 'vitest';
import type { Spelling } from '../../fixtures/lawful-spellings.ts';
import { judgeSpelt } from './spellings.ts';

const object = (annotation: string) => ({ metadata: { name: 'n', annotations: { 'kube-covenant': annotation } } });
const spelling = (unknown?: readonly number[]): Spelling => ({
  name: 'another',
  spell: (text) => text,
  inYaml: true,
  ...(unknown && { unknown }),
});
const refusal = (code: number, reason: string) => ({
  status: code,
  body: { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, message: 'no', reason },
});

function kindOf(answer: { status: number; body: unknown }, now: string, unknown?: readonly number[]): string {
  const after = { status: 200, body: object(now) };
  const sent = { what: 'a body', before: object('given'), answer, after };
  return judgeSpelt({ spelling: spelling(unknown), sent, meant: 'meant' }).kind;
}

test('a spelling is read as it was meant, or is one that a server need not know and says so', () => {
  const taken = { status: 200, body: object('meant') };
  expect(kindOf(taken, 'meant')).toBe('pass');
  expect(kindOf(taken, 'other')).toBe('violation');
  expect(kindOf(taken, 'given')).toBe('violation');
  expect(kindOf(refusal(415, 'UnsupportedMediaType'), 'given')).toBe('violation');
  expect(kindOf(refusal(415, 'UnsupportedMediaType'), 'given', [415])).toBe('pass');
  expect(kindOf(refusal(400, 'BadRequest'), 'given', [415])).toBe('violation');
  expect(kindOf(refusal(415, 'UnsupportedMediaType'), 'meant', [415])).toBe('violation');
  expect(kindOf(refusal(500, 'InternalError'), 'given', [415])).toBe('inconclusive');
});
