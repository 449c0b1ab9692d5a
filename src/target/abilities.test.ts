import { afterEach, describe, expect, test } from 'vitest';
import { type ReferenceServer, startReferenceServer } from '../../fixtures/reference-server/index.ts';
import { chapters } from '../../suites/index.ts';
import { createClient } from '../client/client.ts';
import { loadLibrary, resourcesOf } from '../contract/library.ts';
import { planCases } from '../plan.ts';
import { buildRegistry } from '../registry.ts';
import { absentKinds, missingRights } from './abilities.ts';
import { probeTarget } from './target.ts';

const resources = resourcesOf(loadLibrary());
const made = { apiVersion: 'v1', kind: 'Made', plural: 'makings' };
const [first] = resources;
if (!first) throw new Error('there is no resource');
const tokens = { admin: 'admin', readOnly: 'reader', nobody: 'nobody' };
const running: ReferenceServer[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

async function clientAs(token: string, otherToken?: string) {
  const server = await startReferenceServer({ tokens });
  running.push(server);
  const headers = { authorization: `Bearer ${token}` };
  const connection = { server: server.url, headers, insecureSkipTlsVerify: false, ...(otherToken && { otherToken }) };
  return createClient(connection, { connections: 2 });
}

describe('what a server does not serve', () => {
  test('is found in its discovery, a kind or a whole group', async () => {
    const client = await clientAs('admin');
    const foreign = [
      { ...first, ...made },
      { ...first, ...made, apiVersion: 'made/v1' },
    ];
    expect(await absentKinds(client, [...resources, ...foreign])).toEqual({
      'v1/Made': 'the server does not serve Made in v1 (it is not in GET /api/v1)',
      'made/v1/Made': 'the server does not serve made/v1 (GET /apis/made/v1 answers 404)',
    });
    client.close();
  });
});

describe('what the credentials may not do', () => {
  test('is asked of the server', async () => {
    const [admin, reader] = [await clientAs('admin', 'nobody'), await clientAs('reader', 'nobody')];
    expect(await missingRights(admin)).toEqual({});
    expect(await missingRights(reader)).toEqual({
      namespaces: 'the credentials may not create namespaces (SelfSubjectAccessReview)',
    });
    admin.close();
    reader.close();
  });

  test('nor that it asks who they are: where everybody may do everything, or the run has none to leave out', async () => {
    const server = await startReferenceServer();
    running.push(server);
    const plain = { server: server.url, insecureSkipTlsVerify: false };
    const open = createClient({ ...plain, headers: { authorization: 'Bearer any' } }, { connections: 1 });
    const bare = createClient({ ...plain, headers: {} }, { connections: 1 });
    expect((await missingRights(open)).authentication).toContain('lets callers without credentials do anything');
    expect((await missingRights(bare)).authentication).toBe('the run has no credentials that it could leave out');
    open.close();
    bare.close();
  });

  test.each([
    ['none', undefined, 'no second credential was given (--other-token)'],
    ['one that nobody has', 'wrong', 'the server refuses the second credential (401); check --other-token'],
    ['one of an administrator', 'admin', 'the second credential may create namespaces'],
  ])('a second credential that is %s is of no use', async (_which, otherToken, reason) => {
    const client = await clientAs('reader', otherToken);
    expect((await missingRights(client))['second-credential']).toContain(reason);
    client.close();
  });

  test('makes every requirement that needs it unsupported, with the reason', async () => {
    const client = await clientAs('reader');
    const target = await probeTarget(client, resources);
    client.close();
    for (const requirement of buildRegistry(chapters).requirements.filter(({ needs }) =>
      needs.includes('namespaces'),
    )) {
      const cases = planCases(requirement, target, { seed: 1, effort: 'quick' });
      expect(cases.map(({ name }) => name)).toEqual(['(the whole requirement)']);
      expect(await cases[0]?.run({} as never)).toEqual({
        kind: 'unsupported',
        reason: 'the credentials may not create namespaces (SelfSubjectAccessReview)',
      });
    }
  });
});
