import { linearize, type Operation, type SequentialModel } from './linearizability.ts';

/** What a history is judged with. */
export interface Judged<State, Call> {
  readonly model: SequentialModel<State, Call>;
  readonly initial: State;
  /** A state of which nothing is known: whatever is answered first binds it. */
  readonly unknown: State;
  /** Whether a call can have had no effect, so that without it the others must be in order just as well. */
  readonly isWithoutEffect: (call: Call) => boolean;
}

/** Moments at which a window is tried to begin, from the last one back: to begin a long way back takes long to judge. */
const triedStarts = 40;

/**
 * The smallest part that is found of a history that is not linearizable, and is not so by itself: no answer after it matters, none
 * before it, and no call within it that changed nothing. In the order of the calls.
 */
export function smallestWindow<State, Call>(
  history: readonly Operation<Call>[],
  judged: Judged<State, Call>,
): readonly Operation<Call>[] {
  const { model, initial, unknown, isWithoutEffect } = judged;
  const isWrong = (part: readonly Operation<Call>[], from: State) => linearize(part, model, from).kind === 'impossible';
  const all = [...history].sort((a, b) => a.called - b.called);
  // Whoever sees more can only be surer that it cannot be: so the end is found by halves.
  const ends = times(all, ({ returned }) => returned);
  const end = earliest(ends, (time) => isWrong(until(all, time), initial));
  let window = end === undefined ? all : until(all, end);
  const starts = times(window, ({ called }) => called).reverse();
  const start = starts.slice(0, triedStarts).find((time) => isWrong(since(window, time), unknown));
  const from = start === undefined ? initial : unknown;
  if (start !== undefined) window = since(window, start);
  for (const operation of window.filter(({ call }) => isWithoutEffect(call))) {
    const part = window.filter((one) => one !== operation);
    if (isWrong(part, from)) window = part;
  }
  return window;
}

/** The first of several for which something holds that holds for all after it. */
function earliest(all: readonly number[], holds: (one: number) => boolean): number | undefined {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(all[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return all[low];
}

function times<Call>(
  history: readonly Operation<Call>[],
  timeOf: (operation: Operation<Call>) => number | undefined,
): number[] {
  const all = history.map(timeOf).filter((time) => time !== undefined);
  return [...new Set(all)].sort((a, b) => a - b);
}

/** What was called up to a moment. What was not answered by then may have taken effect, or not. */
function until<Call>(history: readonly Operation<Call>[], end: number): Operation<Call>[] {
  return history
    .filter(({ called }) => called <= end)
    .map((one) => (one.returned !== undefined && one.returned > end ? { ...one, returned: undefined } : one));
}

/** What was called since a moment, and what was under way then: that may have taken effect before, or not. */
function since<Call>(history: readonly Operation<Call>[], start: number): Operation<Call>[] {
  return history
    .filter(({ called, returned }) => called >= start || returned === undefined || returned >= start)
    .map((one) => (one.called >= start ? one : { ...one, returned: undefined }));
}
