import type { Settings } from '../settings/settings.ts';

/** Where a run's requests go, and how to end it. */
export interface TargetServer {
  readonly url: string;
  close(): Promise<void>;
}

/** The server that the settings name, or the embedded reference server where they name none. */
export async function startTarget({ connection }: Settings): Promise<TargetServer> {
  if (connection.server !== undefined) return { url: connection.server, close: async () => {} };
  const { startReferenceServer } = await import('../../fixtures/reference-server/index.ts');
  // A run looks back at most a few hundred changes; more history would only take memory.
  return startReferenceServer({ history: 2000 });
}
