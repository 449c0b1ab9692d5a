import { expect, test } from 'vitest';
import { retryDelay } from './throttle.ts';

const headers = (retryAfter?: string): Record<string, string> =>
  retryAfter === undefined ? {} : { 'retry-after': retryAfter };

test.each<[number, string | undefined, number | undefined]>([
  [429, '2', 2000],
  [429, '0', 0],
  [429, '-5', 0],
  [429, undefined, 1000],
  [429, 'soon', 1000],
  [503, '1', 1000],
  [503, undefined, undefined],
  [500, '1', undefined],
  [200, '1', undefined],
])('answer %i with Retry-After %s is sent again after %s ms', (status, retryAfter, delay) => {
  expect(retryDelay({ status, headers: headers(retryAfter) })).toBe(delay);
});

test('Retry-After as a date is the time until then, and none for a date that is past', () => {
  const later = new Date(Date.now() + 60_000).toUTCString();
  const delay = retryDelay({ status: 503, headers: headers(later) });
  expect(delay).toBeGreaterThan(50_000);
  expect(delay).toBeLessThanOrEqual(60_000);
  expect(retryDelay({ status: 503, headers: headers('Mon, 01 Jan 2001 00:00:00 GMT') })).toBe(0);
});
