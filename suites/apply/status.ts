import { isObject, type JsonObject } from '../../specs/json.ts';
import {
  itemIdentity,
  itemSchema,
  memberSchema,
  type PatchSchema,
  rootOf,
} from '../../specs/oracles/patch-answer-schema.ts';
import type { Library } from '../../src/contract/library.ts';
import type { SchemaSet } from '../../src/schema/schema.ts';
import { coveredBy } from '../promises/selection.ts';

const status = coveredBy([{ actions: ['patch'], subresource: 'status', parts: [''] }]);

/** Whether some contract promises that the status of a resource can be patched, through a subresource of its own. */
export function hasStatus(library: Library, resource: string): boolean {
  return status(library, resource).length > 0;
}

/** A status with one condition of a type of our own, which nothing reads; undefined where the kind has none by type. */
export function condition(schemas: SchemaSet, type: string, value: 'True' | 'False'): JsonObject | undefined {
  const list = memberSchema(schemas, memberSchema(schemas, rootOf(schemas), 'status'), 'conditions');
  const identity = itemIdentity(list);
  if (identity === 'whole' || identity.keys.join() !== 'type') return undefined;
  const item = itemSchema(schemas, list);
  // Times are written out: a server shows one that nobody wrote as null, or not at all.
  const times = Object.entries(item?.properties ?? {}).filter(([, member]) => isTime(schemas, member));
  const written = times.map(([name]) => [name, '2026-01-01T00:00:00Z'] as const);
  return { conditions: [{ type: `kube-covenant.example/${type}`, status: value, ...Object.fromEntries(written) }] };
}

function isTime(schemas: SchemaSet, member: PatchSchema): boolean {
  const known = memberSchema(schemas, { properties: { member } }, 'member');
  return isObject(known) && (known as { format?: unknown }).format === 'date-time';
}
