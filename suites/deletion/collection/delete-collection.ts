import { isObject, type JsonObject, valueAt } from '../../../specs/json.ts';
import type { DeletionAsked } from '../../../specs/oracles/deletion-rules.ts';
import type { Answer } from '../../../src/client/client.ts';
import type { Resource } from '../../../src/contract/contract.ts';
import { InconclusiveError } from '../../../src/errors.ts';
import type { World } from '../../../src/requirement.ts';
import type { StoredObject } from '../../../src/sandbox/sandbox.ts';

/** How a collection is deleted: its parameters, without the question mark, and a body. */
export interface CollectionDeletion {
  readonly query: string;
  readonly body?: unknown;
}

/** What was seen of one deletion of a collection. */
export interface SeenCollection {
  readonly made: readonly StoredObject[];
  readonly asked: DeletionAsked;
  /** The status with which a list is answered that is asked for in the same way. */
  readonly listed: number;
  readonly answer: Answer;
  /** The objects that the collection had then. */
  readonly left: readonly JsonObject[];
  /** Milliseconds from before the objects were created until the deletion was answered. */
  readonly tookMs: number;
}

/** What makes a deletion of a collection say what becomes of the objects: nothing is left to a collector. */
export const background = { propagationPolicy: 'Background' } as const;

/**
 * Deletes a collection in the namespace of a sandbox. First it is listed in the same way: on a server whose lists show what is in
 * other namespaces, a deletion could reach that as well, and is not sent.
 * @throws InconclusiveError there
 */
export async function deleteCollection(
  { client, sandbox }: World,
  resource: Resource,
  { query, body }: CollectionDeletion,
): Promise<Pick<SeenCollection, 'listed' | 'answer'>> {
  const { name } = await sandbox.namespace();
  const path = `${collectionIn(resource, name)}${query === '' ? '' : `?${query}`}`;
  const list = await client.send({ method: 'GET', path });
  const items = valueAt(list.body, ['items']);
  const reached = Array.isArray(items) ? items : [];
  if (list.status === 200 && reached.some((item) => valueAt(item, ['metadata', 'namespace']) !== name))
    throw new InconclusiveError(
      'a list shows objects of other namespaces: a deletion might reach them, and is not sent',
    );
  const answer = await client.send({ method: 'DELETE', path, ...(body !== undefined && { body }) });
  return { listed: list.status, answer };
}

/** Every object of a kind in a sandbox. @throws InconclusiveError where they cannot be listed */
export async function listAll({ client, sandbox }: World, resource: Resource): Promise<readonly JsonObject[]> {
  const { name } = await sandbox.namespace();
  const { status, body } = await client.send({ method: 'GET', path: collectionIn(resource, name) });
  const items = valueAt(body, ['items']);
  if (status === 200 && Array.isArray(items)) return items.filter(isObject);
  throw new InconclusiveError(`what is left cannot be listed: answer ${status}`);
}

function collectionIn({ collection }: Resource, namespace: string): string {
  return collection.replace('{namespace}', namespace);
}

/** Deletes a collection, and looks what is left of the objects that were made in it. */
export async function observeCollection(
  world: World,
  resource: Resource,
  made: readonly StoredObject[],
  began: number,
  asked: DeletionAsked,
  deletion: CollectionDeletion,
): Promise<SeenCollection> {
  const { listed, answer } = await deleteCollection(world, resource, deletion);
  const tookMs = performance.now() - began;
  return { made, asked, listed, answer, left: await listAll(world, resource), tookMs };
}
