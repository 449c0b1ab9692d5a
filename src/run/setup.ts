import type { Settings } from '../settings/settings.ts';
import type { Target } from '../target/target.ts';

/** All that a run knows when its checks begin. Plain data, handed to the thread that runs them; holds credentials. */
export interface RunSetup {
  readonly id: string;
  /** RFC 3339, UTC. */
  readonly startedAt: string;
  readonly settings: Settings;
  /** The URL that the requests go to: the settings' own, or the embedded server's. */
  readonly server: string;
  readonly targetKind: 'reference' | 'external';
  readonly target: Target;
  /** The target's digest before the checks; absent where it did not answer. */
  readonly fingerprint?: string;
  /** The folder that the run writes to; the ledger is in it. */
  readonly folder: string;
  /** How many requests the preparation took. */
  readonly exchanges: number;
}

/** The name of the ledger in a run's folder. */
export const ledgerFile = 'ledger.jsonl';

/** An id that sorts by time and is valid in a namespace's name: `20261121-031500-k3f9`. */
export function newRunId(now: Date, random: () => number): string {
  const stamp = now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  const suffix = Array.from({ length: 4 }, () => Math.floor(random() * 36).toString(36)).join('');
  return `${stamp}-${suffix}`;
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly covenant: RunSetup;
  }
}
