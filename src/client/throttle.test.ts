import { expect, test } from 'vitest';
import { newPace, retryDelay } from './throttle.ts';

const headers = (retryAfter?: string): Record<string, string> =>
  retryAfter === undefined ? {} : { 'retry-after': retryAfter };

test.each<[number, string | undefined, number | undefined]>([
  [429, '2', 2000],
  [429, '0', 0],
  [429, '-5', 0],
  [429, undefined, 1000],
  [429, 'soon', 1000],
  [429, '', 1000],
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

test('a server that throttles again and again is asked at ever longer intervals, until the time is used up', () => {
  let now = 0;
  const pace = newPace(() => now);
  const delays: unknown[] = [];
  for (
    let delay = pace({ status: 429, headers: headers('0') });
    ;
    delay = pace({ status: 429, headers: headers('0') })
  ) {
    delays.push(delay);
    if (typeof delay !== 'number') break;
    now += delay;
  }
  expect(delays.slice(0, 8)).toEqual([0, 25, 50, 100, 200, 400, 800, 1000]);
  expect(delays.at(-1)).toBe('exhausted');
  expect(now).toBeLessThanOrEqual(30_000);
  expect(delays.length).toBeLessThan(40);
});

test('a wait that is longer than the time that is left is not begun, and no other answer is waited for', () => {
  expect(newPace()({ status: 429, headers: headers('31') })).toBe('exhausted');
  expect(newPace()({ status: 503, headers: headers('2') })).toBe(2000);
  expect(newPace()({ status: 409, headers: headers('2') })).toBeUndefined();
});
