import { loadSpecs } from '../contract/small-specs.test-data.ts';
import { buildRegistry, type Registry } from '../registry.ts';
import type { Settings } from '../settings/settings.ts';
import type { RunSetup } from './setup.ts';

/** Requirements of two chapters, the first one declared first, none with cases of its own. */
export const ids = ['z.first', 'a.second', 'm.third'] as const;

export function smallRegistry(disputes = '[]', planned: readonly string[] = []): Registry {
  const requirement = (id: string) => ({
    id,
    title: 'It is so',
    level: 'MUST' as const,
    basis: 'stated' as const,
    cites: [{ document: 'thing-update', operation: 'patchThing' }],
    method: 'Looks.',
    needs: [],
    kills: [],
    cases: () => [],
    ...(planned.includes(id) && { planned: true as const }),
  });
  const [first, second, third] = ids.map(requirement);
  return buildRegistry(
    [
      { name: 'one', title: 'One', requirements: () => [first, second].filter((found) => found !== undefined) },
      { name: 'two', title: 'Two', requirements: () => [third].filter((found) => found !== undefined) },
    ],
    loadSpecs({ 'disputes.yaml': disputes }),
  );
}

/** A run of all of them against an external server, with credentials that must not show. */
export function smallSetup(settings: Partial<Settings> = {}, change: Partial<RunSetup> = {}): RunSetup {
  return {
    id: 'r1',
    startedAt: '2026-01-01T00:00:00.000Z',
    settings: {
      connection: {
        server: 'https://cluster',
        headers: { authorization: 'Bearer s3cr3t' },
        clientKey: 's3cr3t',
        insecureSkipTlsVerify: false,
      },
      profiles: ['things'],
      filter: [],
      seed: 7,
      effort: 'quick',
      concurrency: 4,
      out: 'out',
      strictDocuments: false,
      print: 'summary',
      language: 'en',
      ...settings,
    },
    server: 'https://cluster',
    targetKind: 'external',
    target: { reachable: true, version: 'v1.36.0', schemas: {}, schemaSource: 'published', absent: {}, lacks: {} },
    folder: 'out/r1',
    exchanges: 5,
    ...change,
  };
}
