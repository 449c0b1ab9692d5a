import { expect, test } from 'vitest';
import type { Resource } from '../../src/contract/contract.ts';
import { listsAreFree, triable } from './free-lists.ts';
import type { PatchExample } from './patch-case.ts';

const listed = (...fields: string[]) => ({ updatableFields: fields.map((field) => ({ field })) });
const others = { otherFields: {} };
const resource = (facts: object) => facts as Resource;

test('finalizers are free unless a document has it that they do not change', () => {
  expect(listsAreFree(resource({}))).toBe(true);
  expect(listsAreFree(resource(listed('metadata.labels')))).toBe(true);
  expect(listsAreFree(resource({ ...others, ...listed('metadata.finalizers') }))).toBe(true);
  expect(listsAreFree(resource({ ...others, ...listed('metadata.labels') }))).toBe(false);
  expect(listsAreFree(resource(others))).toBe(false);
});

test('examples that begin with finalizers are tried where these are free', () => {
  const examples = [{ given: { finalizers: ['f'] } }, { given: {} }, {}] as PatchExample[];
  expect(triable(resource({}), examples)).toEqual(examples);
  expect(triable(resource(others), examples)).toEqual(examples.slice(1));
});
