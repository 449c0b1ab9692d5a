import { isObject, type JsonObject } from '../../specs/json.ts';
import type { DeletionAsked } from '../../specs/oracles/deletion-rules.ts';
import { type Answer, type Client, wait } from '../../src/client/client.ts';
import type { Resource } from '../../src/contract/contract.ts';
import type { World } from '../../src/requirement.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';
import type { AskedDeletion } from './ask.ts';

/** One deletion, and what was seen of its object. */
export interface SeenDeletion {
  readonly asked: DeletionAsked;
  /** As it was last seen before. */
  readonly before: JsonObject;
  readonly answer: Answer;
  /** What a GET answered then. */
  readonly found: Answer;
  /** Milliseconds from before the creation until the deletion was answered. */
  readonly tookMs: number;
}

/** Makes an object, deletes it in one way after another until it is gone, and sees to it that nothing is left. */
export async function observeDeletions(
  world: World,
  resource: Resource,
  object: JsonObject,
  deletions: readonly AskedDeletion[],
): Promise<readonly SeenDeletion[]> {
  const { client, sandbox } = world;
  const began = performance.now();
  const stored = await sandbox.create(client, resource, object);
  const seen: SeenDeletion[] = [];
  let before: unknown = stored.object;
  for (const deletion of deletions) {
    if (!isObject(before)) break;
    const one = await observeDeletion(client, stored.path, before, deletion, began);
    seen.push(one);
    before = one.found.status === 200 ? one.found.body : undefined;
  }
  await release(world, stored, before === undefined);
  return seen;
}

/** Deletes an object that is there, and reads it again. */
export async function observeDeletion(
  client: Client,
  path: string,
  before: JsonObject,
  { asked, request }: AskedDeletion,
  began: number,
): Promise<SeenDeletion> {
  const answer = await client.send(request(path));
  const tookMs = performance.now() - began;
  const found = await client.send({ method: 'GET', path });
  return { asked, before, answer, found, tookMs };
}

/** Takes off whatever holds an object of ours, and deletes what is left of it. */
export async function release({ client, sandbox }: World, stored: StoredObject, isGone = false): Promise<void> {
  if (isGone) return sandbox.gone(stored);
  // What is being deleted already need not say what holds it when it is deleted again.
  await client.send(metadataPatch(stored, { finalizers: null }));
  await sandbox.remove(client, stored);
}

/** A merge patch of an object's metadata that is about this very object. */
export function metadataPatch({ path, uid }: StoredObject, metadata: JsonObject) {
  const body = { metadata: { uid, ...metadata } };
  return { method: 'PATCH', path, contentType: 'application/merge-patch+json', body } as const;
}

/** Milliseconds that an object which may be given time is waited for. */
const patienceMs = 10_000;

/** The last answer to a GET: 404 as soon as the object is gone, or what it is when patience ends. */
export async function untilGone(client: Client, path: string): Promise<Answer> {
  const deadline = performance.now() + patienceMs;
  for (let delay = 20; ; delay = Math.min(delay * 2, 1000)) {
    const answer = await client.send({ method: 'GET', path });
    if (answer.status !== 200 || performance.now() > deadline) return answer;
    await wait(delay);
  }
}
