import { objectFor } from '../../fixtures/transitions.ts';
import { isObject, type JsonObject } from '../../specs/json.ts';
import type { PreconditionAnswer } from '../../specs/oracles/concurrency.ts';
import type { Answer } from '../../src/client/client.ts';
import { InconclusiveError } from '../../src/errors.ts';
import { type Case, defineCase, type World } from '../../src/requirement.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';
import type { Way } from '../../src/ways/index.ts';
import { versionOf } from '../events.ts';
import type { Subject } from '../promises/for-each-kind.ts';
import { subjectOf } from '../refusals/refused-case.ts';
import { read } from '../update-rules/observe-write.ts';
import { metadataOf } from '../update-rules/places.ts';
import { observeNamed } from './conditional-writes.ts';
import { type ConditionalWrite, outcomeWithControls } from './judge-condition.ts';

/** A case of a write that is made of the object which had the name before. */
export function recreatedCase(subject: Subject, way: Way): Case {
  return defineCase<readonly ConditionalWrite[]>({
    name: `recreated/${way.name}`,
    gather: (world) => retried(() => writesOf(world, subject, way)),
    judge: outcomeWithControls,
  });
}

/** How often an object is made anew where another client deletes what has the name of a deleted one, as the controller of Endpoints does. */
const attempts = 4;

async function retried<T>(gather: () => Promise<T>): Promise<T> {
  for (let attempt = 1; attempt < attempts; attempt++) {
    try {
      return await gather();
    } catch (error) {
      if (!(error instanceof InconclusiveError)) throw error;
    }
  }
  return gather();
}

async function writesOf(world: World, subject: Subject, way: Way): Promise<readonly ConditionalWrite[]> {
  const { earlier, stored } = await makeTwice(world, subject);
  const about = subjectOf(subject.resource, stored.name);
  const writes: ConditionalWrite[] = [];
  let now = await read(world.client, stored.path);
  for (const [turn, { what, names, predicted }] of attemptsOf(metadataOf(earlier)).entries()) {
    const observed = await observeNamed(
      world.client,
      subject,
      { name: 'object' },
      way,
      stored,
      now,
      turn,
      (before) => ({
        resourceVersion: versionOf(before),
        ...names,
      }),
    );
    if (!observed) continue;
    // What creates the object found none: somebody else had deleted it by then.
    if (observed.status === 201) throw new InconclusiveError('another client deletes what is made anew under the name');
    now = observed.after;
    const isControl = predicted.effect === 'done';
    writes.push({
      what: `a write by ${way.name} ${what}`,
      about,
      observed,
      predicted,
      ...(isControl && { isControl }),
    });
  }
  await world.sandbox.remove(world.client, { ...stored, uid: String(metadataOf(now)['uid'] ?? stored.uid) });
  return writes;
}

interface Attempt {
  readonly what: string;
  readonly names: JsonObject;
  readonly predicted: PreconditionAnswer;
}

/** Writes that are made of the object as it was before it was deleted, and one that is not. */
function attemptsOf({ uid, resourceVersion }: JsonObject): Attempt[] {
  const refused = { effect: 'refused', statuses: [409], tolerated: [] } as const;
  const earlier = 'of the object that had the name before';
  return [
    { what: `with the resourceVersion ${earlier}`, names: { resourceVersion }, predicted: refused },
    // To write another uid is invalid just as well.
    { what: `with the uid ${earlier}`, names: { uid }, predicted: { ...refused, statuses: [409, 422] } },
    { what: 'of the present object', names: {}, predicted: { effect: 'done', statuses: [], tolerated: [] } },
  ];
}

/** An object that was made, deleted, and made again under its name. @throws InconclusiveError where that cannot be done at once */
export async function makeTwice(
  { client, sandbox }: World,
  { resource }: Subject,
): Promise<{ readonly earlier: JsonObject; readonly stored: StoredObject }> {
  let earlier: JsonObject | undefined;
  const { answer, stored } = await sandbox.createBy(resource, async ({ path, collection, name, namespace }) => {
    const object = objectFor(resource);
    const body = { ...object, metadata: { ...metadataOf(object), name, namespace } };
    const first = await client.send({ method: 'POST', path: collection, body });
    if (first.status !== 201 || !isObject(first.body)) return first;
    const gone = await client.send({ method: 'DELETE', path, body: atOnce });
    if (gone.status >= 300) return first;
    const second: Answer = await client.send({ method: 'POST', path: collection, body });
    if (second.status !== 201) return second;
    earlier = first.body;
    return second;
  });
  if (stored && earlier) return { earlier, stored };
  if (stored) await sandbox.remove(client, stored);
  throw new InconclusiveError(`an object cannot be made anew as soon as it is deleted: answer ${answer.status}`);
}

/** Options of a deletion after which nothing is left that its dependents or a grace period could hold. */
export const atOnce = {
  apiVersion: 'v1',
  kind: 'DeleteOptions',
  gracePeriodSeconds: 0,
  propagationPolicy: 'Background',
} as const;
