import type { JsonObject } from '../../specs/json.ts';
import type { Answer } from '../../src/client/client.ts';
import type { Resource } from '../../src/contract/contract.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';

export const resource = {
  name: 'thing',
  kind: 'Thing',
  plural: 'things',
  apiVersion: 'v1',
  collection: '/api/v1/namespaces/{namespace}/things',
  path: '/api/v1/namespaces/{namespace}/things/{name}',
  minimal: { apiVersion: 'v1', kind: 'Thing' },
} as unknown as Resource;

export const created = '2026-01-01T00:00:00Z';

/** A thing with this name; its uid is the name with a `u` before it. */
export function thing(name: string, metadata: JsonObject = {}): JsonObject {
  const own = { name, uid: `u-${name}`, namespace: 'ns', resourceVersion: '1', creationTimestamp: created };
  return { apiVersion: 'v1', kind: 'Thing', metadata: { ...own, ...metadata }, spec: { size: 1 } };
}

/** The same as its deletion leaves it where something holds it. */
export function going(name: string, metadata: JsonObject = {}): JsonObject {
  return thing(name, { resourceVersion: '2', deletionTimestamp: created, deletionGracePeriodSeconds: 0, ...metadata });
}

export function stored(name: string, metadata: JsonObject = {}): StoredObject {
  const object = thing(name, metadata);
  return { path: `/api/v1/namespaces/ns/things/${name}`, name, uid: `u-${name}`, object, createdBy: {} as never };
}

export function answer(status: number, body: unknown = {}): Answer {
  return { status, body, headers: {}, exchange: {} as never };
}

/** A refusal as it ought to be. */
export function refusal(code: number, reason: string, name?: string): Answer {
  const details = name === undefined ? {} : { details: { name, kind: 'things' } };
  return answer(code, { kind: 'Status', apiVersion: 'v1', status: 'Failure', message: 'no', reason, code, ...details });
}

export const success = { kind: 'Status', apiVersion: 'v1', status: 'Success' };
