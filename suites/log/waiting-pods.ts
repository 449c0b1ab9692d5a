import { objectFor } from '../../fixtures/transitions.ts';
import { isObject, type JsonObject, valueAt } from '../../specs/json.ts';
import { patchTypes } from '../../specs/oracles/patch-answer-request.ts';
import type { Resource } from '../../src/contract/contract.ts';
import { InconclusiveError } from '../../src/errors.ts';
import type { World } from '../../src/requirement.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';
import { shared } from './shared.ts';

/** Objects that no scheduler takes, by the containers that they have beside their first. Nothing ever ran in them. */
export type Shape = 'one' | 'two' | 'with-init' | 'with-ephemeral';

/** Names of the containers that a shape has beside its first. */
export const secondContainer = 'second';
export const initContainer = 'before';
export const ephemeralContainer = 'debugger';

/** The object of a shape, made once for all checks. @throws InconclusiveError where it cannot be made */
export function waitingPod(world: World, resource: Resource, shape: Shape): Promise<StoredObject> {
  return shared(world.sandbox, `waiting/${resource.name}/${shape}`, () => make(world, resource, shape));
}

/** The name of the container that every shape has. */
export function firstContainer(resource: Resource): string {
  return String(containerOf(objectFor(resource))['name']);
}

async function make({ client, sandbox }: World, resource: Resource, shape: Shape): Promise<StoredObject> {
  const object = objectFor(resource);
  const first = containerOf(object);
  const spec = isObject(object['spec']) ? object['spec'] : {};
  const named = (name: string) => [{ ...first, name }];
  const more: Readonly<Record<Shape, JsonObject>> = {
    one: {},
    two: { containers: [first, ...named(secondContainer)] },
    'with-init': { initContainers: named(initContainer) },
    'with-ephemeral': {},
  };
  const stored = await sandbox.create(client, resource, { ...object, spec: { ...spec, ...more[shape] } });
  if (shape !== 'with-ephemeral') return stored;
  const answer = await client.send({
    method: 'PATCH',
    path: `${stored.path}/ephemeralcontainers`,
    contentType: patchTypes.strategic,
    body: { spec: { ephemeralContainers: [{ name: ephemeralContainer, image: first['image'] }] } },
  });
  const added = valueAt(answer.body, ['spec', 'ephemeralContainers', 0, 'name']);
  if (answer.status === 200 && added === ephemeralContainer) return stored;
  throw new InconclusiveError(`no ephemeral container could be added: answer ${answer.status}`);
}

function containerOf(object: JsonObject): JsonObject {
  const container = valueAt(object, ['spec', 'containers', 0]);
  return isObject(container) ? container : {};
}
