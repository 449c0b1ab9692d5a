import pLimit, { type LimitFunction } from 'p-limit';
import { objectFor } from '../../../fixtures/transitions.ts';
import type { JsonObject } from '../../../specs/json.ts';
import type { Resource } from '../../../src/contract/contract.ts';
import type { World } from '../../../src/requirement.ts';
import type { Sandbox, StoredObject } from '../../../src/sandbox/sandbox.ts';
import { release } from '../observe-deletion.ts';

/** Namespaces in use at one time: each costs a cluster something. */
const most = 6;

interface Corners {
  readonly idle: Sandbox[];
  readonly limit: LimitFunction;
}

const known = new WeakMap<Sandbox, Corners>();

/**
 * Lends a namespace in which no other check is meanwhile: whatever a deletion of a collection takes with it there, it takes from
 * nobody. Namespaces are used again, but for those in which a check broke off. A check may not ask for a second one within.
 */
export function inCorner<T>(world: World, use: (corner: World) => Promise<T>): Promise<T> {
  const corners = known.get(world.sandbox) ?? { idle: [], limit: pLimit(most) };
  known.set(world.sandbox, corners);
  return corners.limit(async () => {
    const sandbox = corners.idle.pop() ?? world.sandbox.another();
    const result = await use({ ...world, sandbox });
    corners.idle.push(sandbox);
    return result;
  });
}

/** Labels by which objects are chosen: one object has none of them. */
export const colours: readonly Readonly<Record<string, string>>[] = [
  { colour: 'red', size: 'big' },
  { colour: 'blue', size: 'big' },
  { colour: 'green' },
  {},
];

/** Makes an object for each set of labels; they are made at the same time, and come in the order of their labels. */
export function makeColoured(
  { client, sandbox }: World,
  resource: Resource,
  labels: readonly Readonly<Record<string, string>>[] = colours,
  finalizers: readonly string[] = [],
): Promise<StoredObject[]> {
  return Promise.all(
    labels.map((some) => {
      const metadata = {
        ...(Object.keys(some).length > 0 && { labels: some }),
        ...(finalizers.length > 0 && { finalizers }),
      };
      return sandbox.create(client, resource, objectWith(resource, metadata));
    }),
  );
}

function objectWith(resource: Resource, metadata: JsonObject): JsonObject {
  return objectFor(resource, { name: 'coloured', given: { metadata }, to: { absent: true } });
}

/** Deletes what is left of objects that were made, as a list shows it. */
export async function clear(world: World, made: readonly StoredObject[], left: readonly JsonObject[]): Promise<void> {
  const uids = new Set(left.map((object) => (object['metadata'] as JsonObject | undefined)?.['uid']));
  await Promise.all(made.map((stored) => release(world, stored, !uids.has(stored.uid))));
}
