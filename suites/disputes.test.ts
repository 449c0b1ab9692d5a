import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type ReferenceServer,
  startReferenceServer,
  embeddedTokens as tokens,
} from '../fixtures/reference-server/index.ts';
import { createClient, type Request } from '../src/client/client.ts';
import { settle } from '../src/contract/dispute.ts';
import type { CaseRecord } from '../src/record.ts';
import { buildRegistry, disputeOf } from '../src/registry.ts';
import { runInProcess } from '../src/run/in-process.ts';
import { startWatch } from '../src/run/watch.ts';
import { chapters } from './index.ts';

const registry = buildRegistry(chapters);
const { disputes, profiles } = registry.library;
const byId = new Map(registry.requirements.map((requirement) => [requirement.id, requirement]));

type Told = { readonly name: string; readonly kind: string };

const ns = '/api/v1/namespaces/default';
const apply = { method: 'PATCH', contentType: 'application/apply-patch+yaml' } as const;
const podOf = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name },
  spec: { containers: [{ name: 'c', image: 'x:1' }] },
});
const endpointsOf = (name: string) => ({ apiVersion: 'v1', kind: 'Endpoints', metadata: { name } });
const job = {
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'applied' },
  spec: { suspend: true, template: { spec: { restartPolicy: 'Never', containers: [{ name: 'c', image: 'x:1' }] } } },
};

/** The requests whose answers are disputed, of requirements that judge whatever is sent by others. */
const provoking: readonly Request[] = [
  { ...apply, path: `${ns}/pods/applied?fieldManager=m`, body: podOf('applied') },
  { ...apply, path: '/apis/batch/v1/namespaces/default/jobs/applied?fieldManager=m', body: job },
  { ...apply, path: `${ns}/endpoints/applied?fieldManager=m`, body: endpointsOf('applied') },
  { method: 'PUT', path: `${ns}/endpoints/put`, body: endpointsOf('put') },
  { method: 'POST', path: `${ns}/pods`, body: podOf('logged') },
  { method: 'GET', path: `${ns}/pods/logged/log` },
  { method: 'DELETE', path: `${ns}/pods` },
];

/** What the checks of a dispute's requirement come to: its cases, or what it says of the requests above. */
async function gather(server: ReferenceServer): Promise<Map<string, Told[]>> {
  const disputed = new Set(disputes.map(({ requirement }) => requirement));
  const checked = [...disputed].filter((id) => byId.get(id)?.watch === undefined);
  const { cases } = await runInProcess(registry, {
    server: server.url,
    tokens,
    seed: 1,
    effort: 'standard',
    concurrency: 16,
    filter: checked,
    only: ({ id }, { name }) => disputeOf(disputes, id, name) !== undefined,
  });
  const told = new Map<string, Told[]>();
  const tell = ({ requirement, name, outcome }: Pick<CaseRecord, 'requirement' | 'name' | 'outcome'>) => {
    const { kind } = settle(outcome, disputeOf(disputes, requirement, name), false);
    told.set(requirement, [...(told.get(requirement) ?? []), { name, kind }]);
  };
  for (const each of cases) tell(each);
  for (const each of await watched(
    server,
    [...disputed].filter((id) => !checked.includes(id)),
  ))
    tell(each);
  return told;
}

async function watched(server: ReferenceServer, ids: readonly string[]) {
  const requirements = registry.requirements.filter(({ id }) => ids.includes(id));
  const watch = startWatch(requirements, registry.library, [...profiles.keys()]);
  const headers = { authorization: `Bearer ${tokens.admin}` };
  const client = createClient({ server: server.url, headers, insecureSkipTlsVerify: false }, { connections: 1 });
  const over = watch.over(client);
  for (const request of provoking) await over.send(request);
  client.close();
  return requirements.flatMap((requirement) =>
    watch.conclude(requirement).map((found) => ({ requirement: requirement.id, ...found })),
  );
}

// Every dispute is seen both ways: broken by a server that does as Kubernetes, kept by one that takes the documents at their
// word. A new dispute about what is seen in passing needs the requests that show it, above.
describe('a dispute is', () => {
  const told: Record<string, Map<string, Told[]>> = {};
  const servers: ReferenceServer[] = [];
  beforeAll(async () => {
    for (const dialect of ['kubernetes', 'documents'] as const) {
      const server = await startReferenceServer({ dialect, tokens });
      servers.push(server);
      told[dialect] = await gather(server);
    }
  });
  afterAll(() => Promise.all(servers.map((server) => server.close())));

  const casesOf = (dialect: string, id: string) => {
    const { requirement = '' } = disputes.find((dispute) => dispute.id === id) ?? {};
    const all = told[dialect]?.get(requirement) ?? [];
    return all.filter(({ name }) => disputeOf(disputes, requirement, name)?.id === id);
  };

  test.each(disputes.map(({ id }) => id))('seen broken by Kubernetes and kept by the documents: %s', (id) => {
    const kinds = casesOf('kubernetes', id).map(({ kind }) => kind);
    expect(kinds).toContain('disputed');
    expect(kinds.filter((kind) => kind !== 'disputed' && kind !== 'pass')).toEqual([]);
    expect(casesOf('documents', id).filter(({ kind }) => kind !== 'pass')).toEqual([]);
  });

  test('kept by the documents with cases to show for it, or a requirement that is kept throughout', () => {
    for (const { id, requirement } of disputes) {
      const own = casesOf('documents', id);
      const seen = own.length > 0 ? own : (told['documents']?.get(requirement) ?? []);
      expect(seen.length, id).toBeGreaterThan(0);
      expect(
        seen.filter(({ kind }) => kind !== 'pass'),
        id,
      ).toEqual([]);
    }
  });
});
