import { followedLines } from '../../fixtures/running-pods.ts';
import type { WatchEnd } from '../../src/client/watch-stream.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';

/** What was seen of a log that was followed. */
export interface SeenFollowed {
  /** The lines that a log which is not followed showed just before. */
  readonly before: readonly string[];
  /** The same when the container had ended. */
  readonly whole: readonly string[];
  /** With which the followed log was answered; undefined where it never was. */
  readonly status: number | undefined;
  /** The numbers of the lines that came, in order; the first line has none. */
  readonly numbers: readonly number[];
  /** How the followed log ended; undefined where it did not, long after the container had. */
  readonly end: WatchEnd | undefined;
  /** Whether the last line but one had come while the container still ran. */
  readonly arrivedWhileRunning: boolean;
}

const numbered = followedLines.slice(1).map((_, i) => i + 1);

/**
 * A log that is followed goes on as it grows: it shows every line until its container ends, once and in order, and shows lines
 * while the container runs (PodLogOptions reference: follow). That it ends with the container is not said.
 */
export function judgeFollowed(seen: SeenFollowed): Outcome {
  const { before, whole, status, numbers, end, arrivedWhileRunning } = seen;
  const expected = `the lines 1 to ${numbered.length}, each as it is written, until the container ends`;
  if (status === undefined || status >= 500)
    return inconclusive(`the log cannot be followed: ${status ?? end?.reason}`);
  const observed = { effect: status < 400 ? 'other' : 'refused', status } as const;
  if (status !== 200)
    return violation({
      reason: 'a log that can be read cannot be followed',
      expected,
      actual: `answer ${status}`,
      observed,
    });
  if (whole.join() !== followedLines.join())
    return inconclusive(
      'the whole log of the container is not what it wrote, so that nothing can be said of how it grew',
    );
  if (end?.kind === 'broken') return inconclusive(`the connection broke while the log was followed: ${end.reason}`);
  if (numbers.join() !== numbered.join()) {
    const came = numbers.length === 0 ? 'none of them' : `the lines ${numbers.join(', ')}`;
    const actual = end ? `${came}, before the log ended by itself` : `${came}; the log is still open`;
    return violation({ reason: wrongInNumbers(numbers, end), expected, actual, observed });
  }
  if (before.length === followedLines.length)
    return inconclusive('the container had ended before it could be followed');
  if (arrivedWhileRunning) return pass;
  return violation({
    reason: 'a log that is followed is held back until its container has ended',
    expected,
    actual: 'all lines, none of the later ones before the container had ended',
    observed,
  });
}

function wrongInNumbers(numbers: readonly number[], end: WatchEnd | undefined): string {
  const isShort = numbers.every((number, i) => number === numbered[i]);
  if (!isShort) return 'a log that is followed does not show each line once and in order';
  return end
    ? 'a log that is followed ends before its container does'
    : 'a log that is followed stops to show new lines';
}
