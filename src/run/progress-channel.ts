import { BroadcastChannel } from 'node:worker_threads';
import { type OutcomeKind, outcomeKinds } from '../outcome.ts';
import type { CaseRecord } from '../record.ts';

/** How far a run is. */
export interface Progress {
  readonly chapter: string;
  readonly done: number;
  readonly planned: number;
  readonly counts: Readonly<Record<OutcomeKind, number>>;
}

/** Milliseconds between two announcements, the last one aside. */
const everyMs = 50;

const channelName = 'kube-covenant-progress';

/** The checks' side: counts what is planned and done, and says so now and then. Results do not go this way, only the count. */
export function announceProgress() {
  const channel = new BroadcastChannel(channelName);
  const counts = Object.fromEntries(outcomeKinds.map((kind) => [kind, 0])) as Record<OutcomeKind, number>;
  let planned = 0;
  let done = 0;
  let last = 0;
  return {
    planned(cases: number) {
      planned += cases;
    },
    done(chapter: string, record: CaseRecord) {
      counts[record.outcome.kind]++;
      done++;
      const now = performance.now();
      if (now - last < everyMs && done < planned) return;
      last = now;
      channel.postMessage({ chapter, done, planned, counts } satisfies Progress);
    },
    close: () => channel.close(),
  };
}

/** The reporter's side. The listener is called on the thread of whoever listens. */
export function followProgress(listener: (progress: Progress) => void): { close(): void } {
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = (event: unknown) => listener((event as { data: Progress }).data);
  channel.unref();
  return channel;
}
