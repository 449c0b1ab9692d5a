import { describe, expect, test } from 'vitest';
import { leakIn, tellsApart } from './refused-caller.ts';

const forbidden = (name: string, message = `pods "${name}" is forbidden: no`) => ({
  status: 403,
  body: { kind: 'Status', reason: 'Forbidden', message, details: { name, kind: 'pods' }, code: 403 },
  name,
});

describe('a refusal gives away', () => {
  const secrets = ['marker-1f', '6c0d-uid'];
  test.each([
    ['nothing where none of it is there', { 'x-a': 'b' }, '{"code":403}', undefined],
    ['what its body has', {}, '{"message":"marker-1f"}', 'the body has marker-1f'],
    ['what a header has', { etag: '"6c0d-uid"' }, '', 'the header etag has 6c0d-uid'],
  ])('%s', (_what, headers, text, leak) => {
    expect(leakIn({ status: 403, headers, text }, secrets)).toBe(leak);
  });
});

describe('whether an object is there', () => {
  test('is not told by refusals that differ in the name that was asked for', () => {
    expect(tellsApart(forbidden('pod-1'), forbidden('covenant-absent'))).toBeUndefined();
    expect(tellsApart({ status: 401, body: undefined, name: 'a' }, { status: 401, body: undefined, name: 'b' })).toBe(
      undefined,
    );
  });

  test.each([
    [
      'the status',
      { ...forbidden('covenant-absent'), status: 404 },
      '403 where the object is there, 404 where it is not',
    ],
    ['the message', forbidden('covenant-absent', 'there is no such pod'), 'where it is not'],
    [
      'the details',
      { ...forbidden('covenant-absent'), body: { ...forbidden('covenant-absent').body, details: {} } },
      'where it is not',
    ],
  ])('is told by %s', (_what, absent, told) => {
    expect(tellsApart(forbidden('pod-1'), absent)).toContain(told);
  });
});
