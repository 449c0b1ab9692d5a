import { expect, test } from 'vitest';
import { pass } from '../../src/outcome.ts';
import { withinObject } from './json-patch.ts';
import { explained } from './patch-case.ts';

const finding = { reason: 'r', expected: 'answer 200', actual: 'answer 500' };

test('what an example means stands before what was expected of it', () => {
  const meaning = '[] makes 1 of 1';
  const explainedAs = (kind: 'violation' | 'advisory') => explained({ meaning }, { kind, ...finding });
  expect(explainedAs('violation')).toEqual({ kind: 'violation', ...finding, expected: '[] makes 1 of 1: answer 200' });
  expect(explainedAs('advisory')).toMatchObject({ kind: 'advisory', expected: '[] makes 1 of 1: answer 200' });
  expect(explained({ meaning }, pass)).toEqual(pass);
  expect(explained({}, { kind: 'violation', ...finding })).toEqual({ kind: 'violation', ...finding });
});

test('an example of a document says what becomes of it, or that nothing does', () => {
  const operations = [{ op: 'remove', path: '/0' }] as const;
  const meaning = (more: object) => withinObject({ name: 'n', document: ['a'], operations, ...more }).meaning;
  expect(meaning({ result: [] })).toBe('[{"op":"remove","path":"/0"}] makes [] of ["a"]');
  expect(meaning({})).toBe('[{"op":"remove","path":"/0"}] cannot be applied to ["a"]');
});
