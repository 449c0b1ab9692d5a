import { afterEach, expect, test, vi } from 'vitest';
import type { Progress } from '../run/progress-channel.ts';
import { createProgress } from './progress.ts';

const counts = { pass: 0, violation: 0, advisory: 0, disputed: 0, unsupported: 0, inconclusive: 0, error: 0 };
const at = (done: number, planned = 10): Progress => ({
  chapter: 'watch',
  done,
  planned,
  counts: { ...counts, pass: done },
  failing: [],
});

function shownOn(isTTY: boolean) {
  vi.useFakeTimers();
  const pieces: string[] = [];
  const stream = { isTTY, columns: 40, write: (piece: string) => pieces.push(piece) > 0 } as NodeJS.WriteStream;
  const display = createProgress(stream, performance.now());
  return { display, text: () => pieces.join('') };
}
afterEach(() => vi.useRealTimers());

test('where nobody watches, a line is printed every two seconds and no oftener, whatever is done', () => {
  const { display, text } = shownOn(false);
  for (const done of [1, 10]) display.show(at(done));
  expect(text()).toBe('');
  vi.advanceTimersByTime(2000);
  for (let more = 10; more < 15; more++) display.show(at(more, more));
  expect(text()).toBe('watch  10/10  pass 10  2.0 s\n');
});

test('on a terminal the line renews itself, is no longer than the terminal is wide, and goes away', () => {
  const { display, text } = shownOn(true);
  display.show(at(1));
  vi.advanceTimersByTime(100);
  display.show({ ...at(2), counts: { ...counts, pass: 1000, violation: 1000, unsupported: 1000 } });
  display.clear();
  const [before, first, second, after] = text().split('\r\u001b[2K');
  expect([before, first, after]).toEqual(['', 'watch  1/10  pass 1  0.0 s', '']);
  expect(second).toHaveLength(39);
});
