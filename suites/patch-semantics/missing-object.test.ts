import { expect, test } from 'vitest';
import { judgeMissing } from './missing-object.ts';

const missing = { status: 404, answer: {}, found: 404, control: 200 };

test('404 and nothing there is kept, if the same patch of an object succeeds', () => {
  expect(judgeMissing(missing)).toEqual({ kind: 'pass' });
  expect(judgeMissing({ ...missing, control: 415 })).toMatchObject({ kind: 'inconclusive' });
});

test.each([
  [{ status: 200 }, 'not answered 404'],
  [{ status: 500, answer: { message: 'oh' } }, 'not answered 404'],
  [{ status: 200, found: 200 }, 'makes an object'],
  [{ found: 200 }, 'makes an object'],
])('%j is not', (more, reason) => {
  expect(judgeMissing({ ...missing, ...more })).toMatchObject({
    kind: 'violation',
    reason: expect.stringContaining(reason),
  });
});
