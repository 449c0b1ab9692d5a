import { BroadcastChannel } from 'node:worker_threads';
import { type Outcome, type OutcomeKind, outcomeKinds } from '../outcome.ts';
import type { CaseRecord } from '../record.ts';

/** How far a run is. */
export interface Progress {
  /** Cases that failed since the last announcement. */
  readonly failing: readonly FailingCase[];
  readonly chapter: string;
  readonly done: number;
  readonly planned: number;
  readonly counts: Readonly<Record<OutcomeKind, number>>;
}

/** What is told of a case that failed, at once. */
export type FailingCase = Pick<CaseRecord, 'requirement' | 'name' | 'replay'> & {
  readonly outcome: Extract<Outcome, { kind: 'violation' | 'error' }>;
};

/** Failing cases that are told one by one; a server that breaks everything would drown what can be read. */
const mostTold = 20;

/** Milliseconds between two announcements, the last one aside. */
const everyMs = 50;

const channelName = 'kube-covenant-progress';

/** The checks' side: counts what is planned and done, and says so now and then; what failed it says at once. */
export function announceProgress() {
  const channel = new BroadcastChannel(channelName);
  const counts = Object.fromEntries(outcomeKinds.map((kind) => [kind, 0])) as Record<OutcomeKind, number>;
  let planned = 0;
  let done = 0;
  let last = 0;
  let told = 0;
  return {
    planned(cases: number) {
      planned += cases;
    },
    done(chapter: string, record: CaseRecord) {
      counts[record.outcome.kind]++;
      done++;
      const now = performance.now();
      const { outcome, requirement, name, replay } = record;
      const failed = outcome.kind === 'violation' || outcome.kind === 'error';
      const failing = failed && told++ < mostTold ? [{ outcome, requirement, name, replay }] : [];
      if (now - last < everyMs && done < planned && failing.length === 0) return;
      last = now;
      channel.postMessage({ chapter, done, planned, counts, failing } satisfies Progress);
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
