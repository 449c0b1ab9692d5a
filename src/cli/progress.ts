import type { OutcomeKind } from '../outcome.ts';
import type { Progress } from '../run/progress-channel.ts';
import { failingLines } from './failing-case.ts';

/** Shows how far a run is: one line that renews itself on a terminal, else a plain line now and then. */
export interface ProgressDisplay {
  show(progress: Progress): void;
  /** Takes the line away, so that something else can be printed. */
  clear(): void;
}

/** Milliseconds between two lines. */
const terminalEveryMs = 80;
const plainEveryMs = 2000;

/** Nothing at all, for `--quiet`. */
export const noProgress: ProgressDisplay = { show: () => {}, clear: () => {} };

export function createProgress(stream: NodeJS.WriteStream, began: number): ProgressDisplay {
  const everyMs = stream.isTTY ? terminalEveryMs : plainEveryMs;
  let last = stream.isTTY ? Number.NEGATIVE_INFINITY : began;
  let shown = false;
  return {
    show(progress) {
      const now = performance.now();
      if (progress.failing.length > 0) {
        if (shown) stream.write('\r\u001b[2K');
        shown = false;
        for (const failing of progress.failing) stream.write(failingLines(failing));
      }
      if (now - last < everyMs) return;
      last = now;
      const line = progressLine(progress, now - began);
      if (!stream.isTTY) {
        stream.write(`${line}\n`);
        return;
      }
      stream.write(`\r\u001b[2K${line.slice(0, (stream.columns || 80) - 1)}`);
      shown = true;
    },
    clear() {
      if (shown) stream.write('\r\u001b[2K');
      shown = false;
    },
  };
}

/** `update-rules  1,234/3,560  pass 1,220  disputed 14  12.3 s`: kinds that did not occur are left out. */
export function progressLine({ chapter, done, planned, counts }: Progress, elapsedMs: number): string {
  const seen = (Object.entries(counts) as [OutcomeKind, number][]).filter(([, count]) => count > 0);
  const outcomes = seen.map(([kind, count]) => `${kind} ${count}`).join('  ');
  return `${chapter}  ${done}/${planned}  ${outcomes}  ${(elapsedMs / 1000).toFixed(1)} s`;
}
