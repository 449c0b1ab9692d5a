import type { Effort } from '../../../src/record.ts';
import type { WatchSettings } from '../../../src/settings/settings.ts';

/** How much is written while watches are under way, and for how long. */
export interface TrafficSize {
  readonly writers: number;
  /** Objects of each writer at most at once. */
  readonly objects: number;
  /** Steps of each writer. */
  readonly steps: number;
  /** Milliseconds after which a writer takes no more steps, where somebody asked for a time. */
  readonly forMs?: number;
  /** Milliseconds between two steps of a writer. */
  readonly pauseMs: number;
  /** Milliseconds for which, at most, something is written now and then after the writers are done: until a bookmark was seen. */
  readonly lingerMs: number;
  /** Versions from which watches begin once all is written. */
  readonly resumed: number;
}

const byEffort: Readonly<Record<Effort, TrafficSize>> = {
  quick: { writers: 2, objects: 2, steps: 16, pauseMs: 0, lingerMs: 3500, resumed: 3 },
  standard: { writers: 4, objects: 3, steps: 30, pauseMs: 0, lingerMs: 4500, resumed: 12 },
  deep: { writers: 6, objects: 4, steps: 60, pauseMs: 0, lingerMs: 8000, resumed: 40 },
};

/** Steps of all writers together in a soak: what they are shown of them all fits into memory. */
const soakSteps = 6000;

/** How much is written, by the effort and by what somebody asked for. */
export function sizeOf(effort: Effort, asked: WatchSettings = {}): TrafficSize {
  const usual = byEffort[effort];
  const writers = asked.writers ?? usual.writers;
  const objects = asked.objects === undefined ? usual.objects : Math.max(1, Math.ceil(asked.objects / writers));
  if (asked.seconds === undefined) return { ...usual, writers, objects };
  const ms = asked.seconds * 1000;
  // A writer takes no more than fifty steps a second, and none waits longer than a second.
  const pauseMs = Math.min(1000, Math.max(20, (ms * writers) / soakSteps));
  return { ...usual, writers, objects, steps: Math.ceil(ms / pauseMs), pauseMs, forMs: ms };
}
