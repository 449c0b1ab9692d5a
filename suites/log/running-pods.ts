import { shellImage, writingPod, written } from '../../fixtures/running-pods.ts';
import { isObject, type JsonObject, valueAt } from '../../specs/json.ts';
import { linesOf } from '../../specs/oracles/log-lines.ts';
import { explain } from '../../specs/oracles/update-rules.ts';
import { type Client, wait } from '../../src/client/client.ts';
import type { Resource } from '../../src/contract/contract.ts';
import { InconclusiveError, UnsupportedError } from '../../src/errors.ts';
import type { World } from '../../src/requirement.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';
import { read } from '../update-rules/observe-write.ts';
import { type LogQuery, readLog, textOf } from './read-log.ts';
import { shared } from './shared.ts';

/** Milliseconds in which a Pod is to come to where a check needs it: a node may have to pull the image first. */
const patienceMs = 90_000;

/** Milliseconds in which a log is to show what its container wrote. */
const logPatienceMs = 2_000;

/** A Pod that runs, or ran, and when we asked for it. */
export interface StartedPod extends StoredObject {
  /** By `performance.now()`. */
  readonly askedAt: number;
}

/** The Pod that writes, as soon as its containers that end by themselves have: one for all checks. */
export function writtenPod(world: World, resource: Resource): Promise<StartedPod> {
  return shared(world.sandbox, 'written', async () => {
    const pod = await writer(world, resource);
    const ends = (now: JsonObject) =>
      ['lines', 'other'].every((name) => stateOf(now, name)['terminated'] !== undefined);
    await untilPod(world.client, pod, ends, 'its containers have not ended');
    await untilShown(world.client, pod, { container: 'lines' }, written.lines.length);
    return pod;
  });
}

/** The same Pod, as soon as its container that fails runs once more. */
export function restartedPod(world: World, resource: Resource): Promise<StartedPod> {
  return shared(world.sandbox, 'restarted', async () => {
    const pod = await writer(world, resource);
    const runs = (now: JsonObject) => restartsOf(now, 'again') > 0 && stateOf(now, 'again')['running'] !== undefined;
    await untilPod(world.client, pod, runs, 'its container that fails has not been started again');
    await untilShown(world.client, pod, { container: 'again' }, written.current.length);
    return pod;
  });
}

/** A node may be a little behind with what a container wrote. Whether a log comes to be whole is for the checks to say. */
async function untilShown(client: Client, pod: StoredObject, query: LogQuery, lines: number): Promise<void> {
  const deadline = performance.now() + logPatienceMs;
  while (linesOf(textOf(await readLog(client, pod, query))).length < lines && performance.now() < deadline)
    await wait(200);
}

function writer(world: World, resource: Resource): Promise<StartedPod> {
  return shared(world.sandbox, 'writer', () => startPod(world, resource, writingPod()));
}

/** Makes a Pod that runs. @throws UnsupportedError where the cluster does not let us */
export async function startPod(
  { client, sandbox }: World,
  resource: Resource,
  object: JsonObject,
): Promise<StartedPod> {
  const { apiVersion, kind } = resource;
  const askedAt = performance.now();
  const { answer, stored } = await sandbox.createBy(resource, ({ collection, name, namespace }) =>
    client.send({
      method: 'POST',
      path: collection,
      body: { apiVersion, kind, metadata: { name, namespace }, ...object },
    }),
  );
  if (stored) return { ...stored, askedAt };
  const why = `a Pod that runs cannot be made: ${answer.status} ${explain(answer.body)}`;
  throw answer.status === 403 ? new UnsupportedError(why) : new InconclusiveError(why);
}

/**
 * Waits until a Pod is as a check needs it. @throws UnsupportedError where its image cannot be had
 * @throws InconclusiveError where it takes too long, with what the Pod says of itself
 */
export async function untilPod(
  client: Client,
  { path }: StoredObject,
  fits: (pod: JsonObject) => boolean,
  otherwise: string,
): Promise<JsonObject> {
  const deadline = performance.now() + patienceMs;
  for (let delay = 10; ; delay = Math.min(delay * 1.5, 1000)) {
    const pod = await read(client, path);
    if (fits(pod)) return pod;
    const unpulled = statusesOf(pod).find((status) => isUnpulled(status));
    if (unpulled) throw new UnsupportedError(`the nodes cannot pull ${shellImage}: ${waitingIn(unpulled)}`);
    if (performance.now() > deadline)
      throw new InconclusiveError(`${otherwise} after ${patienceMs / 1000} s: ${sayings(pod)}`);
    await wait(delay);
  }
}

/** `waiting`, `running` or `terminated`, as the status of a container has it. */
export function stateOf(pod: JsonObject, container: string): JsonObject {
  const state = statusOf(pod, container)?.['state'];
  return isObject(state) ? state : {};
}

export function restartsOf(pod: JsonObject, container: string): number {
  return Number(statusOf(pod, container)?.['restartCount'] ?? 0);
}

function statusOf(pod: JsonObject, container: string): JsonObject | undefined {
  return statusesOf(pod).find(({ name }) => name === container);
}

function statusesOf(pod: JsonObject): JsonObject[] {
  return ['initContainerStatuses', 'containerStatuses'].flatMap((list) => {
    const statuses = valueAt(pod, ['status', list]);
    return Array.isArray(statuses) ? statuses.filter(isObject) : [];
  });
}

/** Tried, and given up for now: a first failure may pass. */
function isUnpulled(status: JsonObject): boolean {
  const reason = valueAt(status, ['state', 'waiting', 'reason']);
  return status['image'] === shellImage && (reason === 'ImagePullBackOff' || reason === 'ErrImageNeverPull');
}

function waitingIn(status: JsonObject): string {
  const { reason, message } = (valueAt(status, ['state', 'waiting']) ?? {}) as JsonObject;
  return [reason, message].filter((text) => typeof text === 'string' && text !== '').join(': ');
}

/** What a Pod says of why it is not where it should be. */
function sayings(pod: JsonObject): string {
  const conditions = valueAt(pod, ['status', 'conditions']);
  const open = (Array.isArray(conditions) ? conditions : []).find(
    (condition) => valueAt(condition, ['status']) !== 'True' && valueAt(condition, ['message']) !== undefined,
  );
  const said = [
    `it is ${String(valueAt(pod, ['status', 'phase']))}`,
    ...(open === undefined ? [] : [String(valueAt(open, ['message']))]),
    ...statusesOf(pod)
      .map(waitingIn)
      .filter((text) => text !== ''),
  ];
  return said.join('; ');
}
