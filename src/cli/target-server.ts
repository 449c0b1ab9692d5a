import type { Settings } from '../settings/settings.ts';

/** Where a run's requests go, with whose credentials, and how to end it. */
export interface TargetServer {
  readonly url: string;
  /** The settings with the credentials of the embedded server in them, where that is the target. */
  readonly settings: Settings;
  close(): Promise<void>;
}

/** The server that the settings name, or the embedded reference server where they name none. */
export async function startTarget(settings: Settings): Promise<TargetServer> {
  const { connection } = settings;
  if (connection.server !== undefined) return { url: connection.server, settings, close: async () => {} };
  const { embeddedTokens: tokens, startReferenceServer } = await import('../../fixtures/reference-server/index.ts');
  // A run looks back at most a few hundred changes; more history would only take memory.
  const server = await startReferenceServer({ history: 2000, tokens, nodes: 1 });
  const headers = { ...connection.headers, authorization: `Bearer ${tokens.admin}` };
  return {
    url: server.url,
    settings: { ...settings, connection: { ...connection, headers, otherToken: tokens.nobody } },
    close: () => server.close(),
  };
}
