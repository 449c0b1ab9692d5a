import { expect, test } from 'vitest';
import { apply } from './apply.ts';
import { put } from './put.ts';
import { sentBody } from './sent-body.ts';

const schemas = {
  root: '#/Kind',
  schemas: {
    '#/Kind': { type: 'object', additionalProperties: { type: 'object', additionalProperties: { type: 'string' } } },
  },
};
const before = { apiVersion: 'v1', kind: 'Thing', metadata: { name: 'a' }, data: { a: '1' } };
const { data: _data, ...less } = before;

test('an application is sent as text', () => {
  expect(sentBody(put, before, less, schemas)).toEqual(less);
  expect(typeof sentBody(apply, less, before, schemas)).toBe('string');
});

test('a change that an application cannot say leaves the check without an answer, and is no failure of the suite', () => {
  expect(() => sentBody(apply, before, less, schemas)).toThrow(
    'the change that was to be made cannot be said by apply',
  );
});
