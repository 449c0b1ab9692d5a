import { isObject, type JsonObject } from '../../specs/json.ts';
import type { Answer, Client } from '../../src/client/client.ts';
import type { Resource } from '../../src/contract/contract.ts';
import type { Subresource } from '../../src/contract/types.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';
import { applyManager } from '../../src/ways/apply.ts';
import type { Way } from '../../src/ways/index.ts';
import type { Selection } from '../promises/selection.ts';
import { ownManager, write } from './observe-write.ts';

/** That a kind is written at all: what its contract says of the two operations, and nothing of how they answer. */
export const written: readonly Selection[] = [{ actions: ['put', 'patch'], parts: [''] }];

/** Where an object is written: at its own path, or at that of a subresource. */
export interface Place {
  readonly name: string;
  readonly subresource?: Subresource;
}

/** The paths of a kind that take writes. */
export function placesOf({ subresources = [] }: Resource): Place[] {
  return [{ name: 'object' }, ...subresources.map((subresource) => ({ name: subresource.name, subresource }))];
}

export function pathOf({ path }: Pick<StoredObject, 'path'>, { subresource }: Place): string {
  return subresource === undefined ? path : `${path}/${subresource.name}`;
}

/** Members of metadata laid over those of an object. */
export function withMetadata(object: JsonObject, members: JsonObject): JsonObject {
  return { ...object, metadata: { ...metadataOf(object), ...members } };
}

/** The object with one more label, or another value of it. */
export function withLabel(object: JsonObject, name: string, value: string): JsonObject {
  const { labels } = metadataOf(object);
  return withMetadata(object, { labels: { ...(isObject(labels) ? labels : {}), [name]: value } });
}

export function metadataOf(object: JsonObject): JsonObject {
  return isObject(object['metadata']) ? object['metadata'] : {};
}

/**
 * Sends one of several writes to the same object. Each application is by a manager of its own, so that none takes away what an
 * earlier one applied.
 */
export function writeStep(client: Client, way: Way, path: string, body: unknown, step: string): Promise<Answer> {
  return write(client, way, path, body, way.query?.replace(applyManager, `${ownManager}-${step}`));
}

/** The smallest body of a way: it asks for nothing. */
export function emptyBody(way: Way, stored: JsonObject): unknown {
  if (way.name === 'put') return stored;
  if (way.name === 'json-patch') return [];
  if (way.name === 'apply') return applied(stored, {});
  return {};
}

/** An application that says no more than these members of metadata. */
export function applied(stored: JsonObject, metadata: JsonObject, more: JsonObject = {}): JsonObject {
  const { apiVersion, kind } = stored;
  return { apiVersion, kind, metadata: { name: metadataOf(stored)['name'], ...metadata }, ...more };
}
