import { isObject } from '../../specs/json.ts';
import type { Client } from '../client/client.ts';
import type { Resource } from '../contract/contract.ts';
import { kindKey } from '../contract/kind-key.ts';
import { InconclusiveError } from '../errors.ts';
import type { Need } from '../requirement.ts';
import type { SchemaSet } from '../schema/schema.ts';
import { absentKinds, missingRights } from './abilities.ts';
import { contractSchemas } from './contract-schemas.ts';
import { missingNodes } from './nodes.ts';
import { publishedSchemas } from './published-schemas.ts';

/** What was found out about the server under test before anything was planned. Plain data: it is handed between threads. */
export type Target = ReachableTarget | UnreachableTarget;

export interface ReachableTarget {
  readonly reachable: true;
  /** `gitVersion` of `/version`; absent where the server does not say. */
  readonly version?: string;
  /** A kind's schemas by `apiVersion/kind`, and who published them. */
  readonly schemas: Readonly<Record<string, SchemaSet>>;
  readonly schemaSource: 'published' | 'contract';
  /** Kinds that it does not serve, by `apiVersion/kind`, each with what shows it. */
  readonly absent: Readonly<Record<string, string>>;
  /** What checks need and it lacks, each with what shows it. */
  readonly lacks: Readonly<Partial<Record<Need, string>>>;
}

export interface UnreachableTarget {
  readonly reachable: false;
  readonly reason: string;
}

/**
 * Asks the server what it is: version, credentials, published schemas. Takes at most two of the client's time-outs.
 * A server that cannot be reached, or refuses the credentials, is told apart in words.
 */
export async function probeTarget(client: Client, resources: readonly Resource[]): Promise<Target> {
  try {
    const [version, access] = await Promise.all([
      client.send({ method: 'GET', path: '/version' }),
      client.send({ method: 'GET', path: '/api/v1/namespaces?limit=1' }),
    ]);
    if (access.status === 401)
      return unreachable('the server refuses the credentials (401); check --token, --header or --client-cert');
    if (!isObject(access.body) && access.status !== 403) {
      return unreachable(
        `GET /api/v1/namespaces answers ${access.status} and no JSON; is this a Kubernetes API server?`,
      );
    }
    const gitVersion = isObject(version.body) ? version.body['gitVersion'] : undefined;
    const [absent, rights, nodes] = await Promise.all([
      absentKinds(client, resources),
      missingRights(client),
      missingNodes(client),
    ]);
    const served = resources.filter((resource) => absent[kindKey(resource)] === undefined);
    const found = await publishedSchemas(client, served);
    return {
      reachable: true,
      ...(typeof gitVersion === 'string' && { version: gitVersion }),
      schemas: found ?? contractSchemas(served),
      schemaSource: found ? 'published' : 'contract',
      absent,
      lacks: { ...rights, ...(nodes !== undefined && { nodes }) },
    };
  } catch (thrown) {
    if (thrown instanceof InconclusiveError) return unreachable(thrown.message);
    throw thrown;
  }
}

function unreachable(reason: string): UnreachableTarget {
  return { reachable: false, reason };
}
