import { isObject } from '../../specs/json.ts';
import type { Client } from '../client/client.ts';
import type { Resource } from '../contract/contract.ts';
import { kindKey } from '../contract/kind-key.ts';
import { closureOf, type Schema, type SchemaSet } from '../schema/schema.ts';

/**
 * The schemas that the server publishes at `/openapi/v3`, cut down to the kinds asked for. Undefined where it publishes none
 * for some of them: then the contracts' own are used for all, so that one run speaks of one source.
 */
export async function publishedSchemas(
  client: Client,
  resources: readonly Resource[],
): Promise<Record<string, SchemaSet> | undefined> {
  const index = await client.send({ method: 'GET', path: '/openapi/v3' });
  const paths = isObject(index.body) ? index.body['paths'] : undefined;
  if (index.status !== 200 || !isObject(paths)) return undefined;
  const found: Record<string, SchemaSet> = {};
  for (const apiVersion of new Set(resources.map((resource) => resource.apiVersion))) {
    const entry = paths[apiVersion.includes('/') ? `apis/${apiVersion}` : `api/${apiVersion}`];
    const path = isObject(entry) ? entry['serverRelativeURL'] : undefined;
    if (typeof path !== 'string') return undefined;
    const answer = await client.send({ method: 'GET', path });
    const schemas = componentsOf(answer.body);
    for (const resource of resources.filter((candidate) => candidate.apiVersion === apiVersion)) {
      const root = rootOf(schemas, resource);
      if (root === undefined) return undefined;
      found[kindKey(resource)] = closureOf(schemas, root);
    }
  }
  return found;
}

function componentsOf(body: unknown): Record<string, Schema> {
  const components = isObject(body) ? body['components'] : undefined;
  const schemas = isObject(components) ? components['schemas'] : undefined;
  if (!isObject(schemas)) return {};
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [`#/components/schemas/${name}`, schema as Schema]),
  );
}

function rootOf(schemas: Readonly<Record<string, Schema>>, resource: Resource): string | undefined {
  const [version = '', group = ''] = resource.apiVersion.split('/').reverse();
  const matches = (schema: Schema) =>
    schema['x-kubernetes-group-version-kind']?.some(
      (kind) => kind.group === group && kind.version === version && kind.kind === resource.kind,
    );
  return Object.keys(schemas).find((reference) => matches(schemas[reference] as Schema));
}
