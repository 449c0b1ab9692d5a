import { objectFor } from '../../fixtures/transitions.ts';
import { type JsonObject, valueAt } from '../../specs/json.ts';
import { type AnsweredWrite, type ShownEvent, wrongInShown } from '../../specs/oracles/shown-once.ts';
import type { Answer } from '../../src/client/client.ts';
import type { Resource } from '../../src/contract/contract.ts';
import { type Outcome, pass, violation } from '../../src/outcome.ts';
import type { World } from '../../src/requirement.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { versionOf } from '../events.ts';
import { type HeldWatch, holdWatch } from './held-watch.ts';

/** A watch held beside a check, from before its first write. */
export interface Beside {
  /**
   * What the watch showed of an object, from its creation to its deletion: call it when the object was deleted. With `also`
   * the events of others that fit, among those shown so far.
   * @throws InconclusiveError where the watch breaks, or shows neither the deletion nor anything that came after it, in time
   */
  shown(uid: string, also?: (event: ShownEvent) => boolean): Promise<readonly ShownEvent[]>;
  /** Ends the interest; events from before are forgotten. Called by `shown`, and needed only where that is not. */
  done(): void;
}

const held = new WeakMap<Sandbox, Map<string, Promise<HeldWatch>>>();

/** Holds a watch over the sandbox's objects of a kind: one for all checks of the chapter, from now on. */
export async function watchBeside({ client, sandbox }: World, resource: Resource): Promise<Beside> {
  const { name } = await sandbox.namespace();
  const collection = resource.collection.replace('{namespace}', name);
  const ofSandbox = held.get(sandbox) ?? new Map<string, Promise<HeldWatch>>();
  held.set(sandbox, ofSandbox);
  const watch = ofSandbox.get(collection) ?? holdWatch(client, collection);
  ofSandbox.set(collection, watch);
  // One that could not begin, or broke, is of no use to the next check.
  watch.then(
    ({ broken }) => broken.then(() => ofSandbox.delete(collection)),
    () => ofSandbox.delete(collection),
  );
  const { follow } = await watch;
  const following = follow();
  return {
    async shown(uid, also) {
      const mark = async () => {
        // An object made after the deletion: if the watch shows it and not the deletion, it will never show that.
        const marker = await sandbox.create(client, resource, objectFor(resource));
        await sandbox.remove(client, marker);
        return marker.uid;
      };
      try {
        return await following.untilDeleted(uid, mark, also);
      } finally {
        following.done();
      }
    },
    done: () => following.done(),
  };
}

/** An answered write, as `outcomeOfShown` takes it. */
export function answered(kind: AnsweredWrite['kind'], answer: Pick<Answer, 'body'> | JsonObject): AnsweredWrite {
  const body = 'exchange' in answer ? (answer as unknown as Answer).body : answer;
  const isStatus = valueAt(body, ['kind']) === 'Status';
  return { kind, version: isStatus ? undefined : versionOf(body) };
}

/** What the watch owed, in words: creation, every change and deletion of one object are each shown once. */
export function outcomeOfShown(writes: readonly AnsweredWrite[], events: readonly ShownEvent[]): Outcome {
  const wrong = wrongInShown(writes, events);
  if (wrong === undefined) return pass;
  const shown = events.map(({ type, object }) => `${type} at ${versionOf(object)}`).join(', ');
  const made = writes.map(({ kind, version }) => `${kind} at ${version ?? 'no version told'}`).join(', ');
  return violation({
    reason: wrong,
    expected: `a watch held beside shows each write once: ${made}`,
    actual: shown === '' ? 'the watch shows nothing of the object' : `the watch shows ${shown}`,
  });
}
