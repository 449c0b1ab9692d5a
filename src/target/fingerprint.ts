import { createHash } from 'node:crypto';
import { isObject } from '../../specs/json.ts';
import type { Client } from '../client/client.ts';
import type { Resource } from '../contract/contract.ts';
import { InconclusiveError } from '../errors.ts';

/** What tells one server, in one state, from another: its version, what it serves, and the schemas that it publishes. */
const asked = ['/version', '/api', '/apis', '/openapi/v3'] as const;

/**
 * A digest of what a server says of itself, in hexadecimal: its version, its discovery with the resources of these API versions,
 * and its OpenAPI index, which has a hash of each document in it. The same server gives the same digest until it is upgraded or
 * serves something else. Undefined where it does not answer.
 */
export async function fingerprintOf(client: Client, apiVersions: readonly string[]): Promise<string | undefined> {
  const resources = apiVersions.map((version) => (version.includes('/') ? `/apis/${version}` : `/api/${version}`));
  try {
    const answers = await Promise.all(
      [...asked, ...resources].map(async (path) => {
        const { status, body } = await client.send({ method: 'GET', path });
        return [path, status, status === 200 ? body : null];
      }),
    );
    return createHash('sha256').update(canonical(answers)).digest('hex');
  } catch (thrown) {
    if (thrown instanceof InconclusiveError) return undefined;
    throw thrown;
  }
}

/** The API versions of these kinds. */
export function versionsOf(resources: readonly Pick<Resource, 'apiVersion'>[]): string[] {
  return [...new Set(resources.map(({ apiVersion }) => apiVersion))].sort();
}

/** JSON in which the order of members, which says nothing, is always the same. What differs from client to client is left out. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (key, member: unknown) => {
    if (key === 'serverAddressByClientCIDRs') return undefined;
    if (!isObject(member)) return member;
    return Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
