import { objectFor } from '../../fixtures/transitions.ts';
import { isObject, valueAt } from '../../specs/json.ts';
import type { AnsweredWrite, ShownEvent } from '../../specs/oracles/shown-once.ts';
import { explain } from '../../specs/oracles/update-rules.ts';
import type { Answer, Client } from '../../src/client/client.ts';
import type { Resource } from '../../src/contract/contract.ts';
import type { Library } from '../../src/contract/library.ts';
import { InconclusiveError } from '../../src/errors.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement, type World } from '../../src/requirement.ts';
import { answered, outcomeOfShown, watchBeside } from '../beside/watch-beside.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { unraced } from '../unraced.ts';
import { metadataOf } from '../update-rules/places.ts';
import { deleted } from './delete-preconditions.ts';
import { atOnce } from './recreated.ts';

/** How many deletions are sent at once. */
const rivals = 4;

/** An object is deleted once, and none that comes after it under its name is deleted for it. */
export function racedDeletesHaveOneEffect(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'concurrency.*.raced-deletes-have-one-effect',
    title: 'Deletions of {kind} at the same time delete it once, and never what is made under its name afterwards',
    method: `Sends ${rivals} deletions with the uid of one object at once: it is gone, and a watch held beside shows one deletion. Then makes an object under the name of one that is being deleted, while further deletions with the uid of the first are under way: the new one stays.`,
    covers: [],
    derivedFrom: deleted,
    kills: () => [
      'delete-precondition-checked-too-early',
      'delete-preconditions-ignored',
      'delete-uid-precondition-ignored',
    ],
    *cases(subject) {
      yield togetherCase(subject);
      yield recreatedCase(subject);
    },
  });
}

function removal(client: Client, path: string, uid: unknown): Promise<Answer> {
  return client.send({ method: 'DELETE', path, body: { ...atOnce, preconditions: { uid } } });
}

interface Together {
  readonly answers: readonly Answer[];
  /** What a GET answers then. */
  readonly found: Answer;
  readonly writes: readonly AnsweredWrite[];
  readonly events: readonly ShownEvent[];
}

function togetherCase({ resource }: Subject): Case {
  return defineCase<Together>({
    name: 'together',
    async gather(world) {
      const { client, sandbox } = world;
      const beside = await watchBeside(world, resource);
      try {
        const stored = await sandbox.create(client, resource, objectFor(resource));
        const all = Array.from({ length: rivals }, () => removal(client, stored.path, stored.uid));
        const answers = await Promise.all(all);
        const found = await client.send({ method: 'GET', path: stored.path });
        await sandbox.remove(client, stored);
        const writes = [answered('created', stored.object), { kind: 'deleted', version: undefined } as const];
        const events = found.status === 404 ? await beside.shown(stored.uid) : [];
        return { answers, found, writes, events };
      } finally {
        beside.done();
      }
    },
    judge: ({ answers, found, writes, events }) => {
      const statuses = answers.map(({ status }) => status).join(', ');
      // What was deleted by another is gone (404); that it is going already is an answer as good as any.
      const odd = answers.find(({ status }) => status >= 300 && status !== 404);
      if (found.status === 200)
        return violation({
          reason: 'an object that was deleted by several at once is still there',
          expected: 'it is gone',
          actual: `answers ${statuses}; a GET then answers 200`,
        });
      if (odd) return inconclusive(`a deletion is answered ${odd.status}: ${explain(odd.body)}`);
      if (answers.every(({ status }) => status === 404))
        return violation({
          reason: 'of several deletions of an object that was there none is answered with success',
          expected: 'one at least is answered with success',
          actual: `answers ${statuses}`,
        });
      return outcomeOfShown(writes, events);
    },
  });
}

/** What became of an object that was made under the name of one whose deletions were still under way. */
export interface RacedRecreation {
  readonly created: Pick<Answer, 'status' | 'body'>;
  readonly found: Pick<Answer, 'status' | 'body'>;
  /** Of the deletions, all of them with the uid of the first object: how many were answered with success. */
  readonly successes: number;
}

/** Deletions of the first object that are sent while it is replaced, and GETs before each: so they do not come at one time. */
const late = 4;
const between = 2;

function recreatedCase({ resource }: Subject): Case {
  return defineCase<RacedRecreation>({
    name: 'recreated',
    // Another client may delete what is made anew, as the controller of Endpoints does.
    gather: (world) =>
      unraced(
        () => race(world, resource),
        (seen) => judgeRecreated(seen).kind === 'inconclusive',
      ),
    judge: judgeRecreated,
  });
}

async function race(
  { client, sandbox }: Pick<World, 'client' | 'sandbox'>,
  resource: Resource,
): Promise<RacedRecreation> {
  const object = objectFor(resource);
  let found: Answer | undefined;
  let successes = 0;
  const { answer, stored } = await sandbox.createBy(resource, async ({ path, collection, name, namespace }) => {
    const body = { ...object, metadata: { ...metadataOf(object), name, namespace } };
    const first = await client.send({ method: 'POST', path: collection, body });
    if (first.status !== 201) return first;
    const uid = valueAt(first.body, ['metadata', 'uid']);
    const remove = async () => {
      const { status } = await removal(client, path, uid);
      if (status < 300) successes++;
    };
    const replace = async () => {
      await remove();
      return client.send({ method: 'POST', path: collection, body });
    };
    const deleteLate = async () => {
      const sent: Promise<void>[] = [];
      for (let turn = 0; turn < late; turn++) {
        for (let i = 0; i < between; i++) await client.send({ method: 'GET', path });
        sent.push(remove());
      }
      await Promise.all(sent);
    };
    const [second] = await Promise.all([replace(), deleteLate()]);
    found = await client.send({ method: 'GET', path });
    return second;
  });
  if (stored) await sandbox.remove(client, stored);
  if (!found) throw new InconclusiveError(`no object can be made: answer ${answer.status} ${explain(answer.body)}`);
  return { created: answer, found, successes };
}

/** The second object is there, and not being deleted: unless somebody else deletes it, when no more than the one deletion has an effect. */
export function judgeRecreated({ created, found, successes }: RacedRecreation): Outcome {
  if (created.status !== 201)
    return inconclusive(`an object cannot be made anew as soon as it is deleted: answer ${created.status}`);
  const uid = valueAt(created.body, ['metadata', 'uid']);
  const isThere = found.status === 200 && isObject(found.body) && metadataOf(found.body)['uid'] === uid;
  const isGoing = isThere && isObject(found.body) && metadataOf(found.body)['deletionTimestamp'] !== undefined;
  if (isThere && !isGoing) return pass;
  if (found.status !== 404 && found.status !== 200)
    return inconclusive(`it cannot be seen whether the object is there: GET answers ${found.status}`);
  if (successes < 2)
    return inconclusive('another client deletes what is made under the name of an object that was deleted');
  return violation({
    reason: 'a deletion with the uid of one object deletes the next one of its name',
    expected: 'the object that was made under the name afterwards stays',
    actual: `${successes} deletions with the uid of the first are answered with success; ${isGoing ? 'the second is being deleted' : `a GET then answers ${found.status}${isThere ? '' : ', without the second'}`}`,
  });
}
