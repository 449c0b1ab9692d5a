import { valueAt } from '../../specs/json.ts';
import type { Caller } from '../client/caller.ts';
import type { Client } from '../client/client.ts';
import type { Resource } from '../contract/contract.ts';
import { kindKey } from '../contract/kind-key.ts';
import { UnsupportedError } from '../errors.ts';
import type { Need } from '../requirement.ts';

/**
 * The kinds that the server does not serve, by their key, each with what its discovery says. A discovery that does not answer
 * says nothing: the kind is then taken to be there.
 */
export async function absentKinds(client: Client, resources: readonly Resource[]): Promise<Record<string, string>> {
  const absent: Record<string, string> = {};
  const versions = [...new Set(resources.map(({ apiVersion }) => apiVersion))];
  await Promise.all(
    versions.map(async (apiVersion) => {
      const path = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
      const { status, body } = await client.send({ method: 'GET', path });
      const listed = valueAt(body, ['resources']);
      for (const resource of resources.filter((candidate) => candidate.apiVersion === apiVersion)) {
        const { plural, kind } = resource;
        if (status === 404)
          absent[kindKey(resource)] = `the server does not serve ${apiVersion} (GET ${path} answers 404)`;
        else if (
          status === 200 &&
          Array.isArray(listed) &&
          !listed.some((each) => valueAt(each, ['name']) === plural)
        ) {
          absent[kindKey(resource)] = `the server does not serve ${kind} in ${apiVersion} (it is not in GET ${path})`;
        }
      }
    }),
  );
  return absent;
}

/** What the credentials may not do that checks need, asked of the server's own review; no answer says nothing. */
export async function missingRights(client: Client): Promise<Partial<Record<Need, string>>> {
  const [own, anybody, other] = await Promise.all([
    mayCreateNamespaces(client, 'own'),
    authenticationLacks(client),
    secondCredentialLacks(client),
  ]);
  return {
    ...(own === false && { namespaces: 'the credentials may not create namespaces (SelfSubjectAccessReview)' }),
    ...(anybody !== undefined && { authentication: anybody }),
    ...(other !== undefined && { 'second-credential': other }),
  };
}

/**
 * Why it cannot be seen that the server tells callers apart: the run has no credentials, or the server lets everybody do
 * everything and says so. That is how it was set up: whoever checks it knows.
 */
async function authenticationLacks(client: Client): Promise<string | undefined> {
  return unlessUnsupported(async () =>
    (await mayCreateNamespaces(client, 'anonymous')) === true
      ? 'the server lets callers without credentials do anything (SelfSubjectAccessReview)'
      : undefined,
  );
}

/** Why the second credential is of no use: none was given, the server does not know it, or it may do all that the first may. */
async function secondCredentialLacks(client: Client): Promise<string | undefined> {
  return unlessUnsupported(async () => {
    const may = await mayCreateNamespaces(client, 'other');
    if (may === true)
      return 'the second credential may create namespaces: --other-token is to be of somebody who may do little';
    // Whoever is told what they may not do is known.
    if (may === false) return undefined;
    const { status } = await client.send({ method: 'GET', path: '/api/v1/namespaces?limit=1', caller: 'other' });
    return status === 401 ? 'the server refuses the second credential (401); check --other-token' : undefined;
  });
}

async function unlessUnsupported(ask: () => Promise<string | undefined>): Promise<string | undefined> {
  try {
    return await ask();
  } catch (thrown) {
    if (thrown instanceof UnsupportedError) return thrown.message;
    throw thrown;
  }
}

/** Undefined where the server does not say. */
async function mayCreateNamespaces(client: Client, caller: Caller): Promise<boolean | undefined> {
  return mayDo(client, caller, { verb: 'create', resource: 'namespaces' });
}

/** What somebody would do, in the words of a SelfSubjectAccessReview. */
export interface ResourceAttributes {
  readonly verb: string;
  readonly group?: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
}

/** Whether a caller may do something, as the server's own review has it; undefined where the server does not say. */
export async function mayDo(
  client: Client,
  caller: Caller,
  resourceAttributes: ResourceAttributes,
): Promise<boolean | undefined> {
  const { body } = await client.send({
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    caller,
    body: { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: { resourceAttributes } },
  });
  const allowed = valueAt(body, ['status', 'allowed']);
  return typeof allowed === 'boolean' ? allowed : undefined;
}
