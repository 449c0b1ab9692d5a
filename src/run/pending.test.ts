import { expect, test } from 'vitest';
import { leftOut, pendingTests } from './pending.ts';

async function isSettled(promise: Promise<void>): Promise<boolean> {
  return Promise.race([promise.then(() => true), new Promise<boolean>((resolve) => setImmediate(resolve, false))]);
}

test('what waits for others waits until the last of them has ended', async () => {
  const pending = pendingTests();
  const [first, second] = [pending.add('a'), pending.add('b')];
  const waiting = pending.ended(new Set());
  first();
  expect(await isSettled(waiting)).toBe(false);
  second();
  expect(await isSettled(waiting)).toBe(true);
});

test('where nothing is under way, nothing is waited for', async () => {
  expect(await isSettled(pendingTests().ended(new Set()))).toBe(true);
});

test('what will never run is not waited for', async () => {
  const pending = pendingTests();
  const ended = pending.add('a');
  pending.add('b');
  const waiting = pending.ended(new Set(['b']));
  expect(await isSettled(waiting)).toBe(false);
  ended();
  expect(await isSettled(waiting)).toBe(true);
});

test('the tests that were left out are found at every depth', () => {
  const task = (name: string, mode: string) => ({ type: 'test', name, mode });
  const inner = { type: 'suite', tasks: [task('c', 'skip'), task('d', 'queued')] };
  const suite = { type: 'suite', tasks: [task('a', 'run'), task('b', 'skip'), inner] };
  expect(leftOut(suite as never)).toEqual(new Set(['b', 'c']));
});
