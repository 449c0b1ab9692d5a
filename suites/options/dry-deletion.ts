import { objectFor } from '../../fixtures/transitions.ts';
import { isObject, type JsonObject, memberOf } from '../../specs/json.ts';
import { explain } from '../../specs/oracles/update-rules.ts';
import type { Answer, Client, Request } from '../../src/client/client.ts';
import { InconclusiveError } from '../../src/errors.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Plan } from '../../src/requirement.ts';
import { answered, watchBeside } from '../beside/watch-beside.ts';
import type { Subject } from '../promises/for-each-kind.ts';
import { read } from '../update-rules/observe-write.ts';
import { metadataOf, withLabel } from '../update-rules/places.ts';
import { type DryTry, drySpellings, find, judgeDryRun, type SeenDryRun } from './dry-judge.ts';
import { heldBy, release } from './dry-write.ts';

/** A deletion, dry or not, as a query or as a body says it. */
interface Asked {
  readonly asked: string;
  readonly request: (path: string) => Request;
}

/** Named, since kinds differ in what they do without; and nobody's controller then has anything to do with the object. */
const policy = 'propagationPolicy=Background';
const options = { apiVersion: 'v1', kind: 'DeleteOptions', propagationPolicy: 'Background' };

function byQuery(plan: Plan): Asked[] {
  return drySpellings(plan).map((asked) => ({
    asked,
    request: (path) => ({ method: 'DELETE', path: `${path}?${asked}&${policy}` }),
  }));
}

/** In the body a directive is an item of a list; kubectl sends them so. */
function byBody(plan: Plan): Asked[] {
  return drySpellings(plan).map((asked) => {
    const dryRun = new URLSearchParams(asked).getAll('dryRun');
    return {
      asked: `dryRun ${JSON.stringify(dryRun)} in the body`,
      request: (path) => ({ method: 'DELETE', path, body: { ...options, dryRun } }),
    };
  });
}

/** Dry runs of a deletion, and the deletion itself; with quick effort either by query or by body, and by both of what is held. */
export function* dryDeletionCases(plan: Plan, subject: Subject): Iterable<Case> {
  const isQuick = plan.effort === 'quick';
  if (!isQuick || plan.seed % 2 === 0) yield deletionCase(subject, 'delete/query', byQuery(plan), {});
  if (!isQuick || plan.seed % 2 === 1) yield deletionCase(subject, 'delete/body', byBody(plan), {});
  yield deletionCase(subject, 'delete/held', [...byQuery(plan), ...byBody(plan)], { finalizers: [heldBy] });
}

function deletionCase({ resource }: Subject, name: string, ways: readonly Asked[], metadata: JsonObject): Case {
  const object = objectFor(resource);
  return defineCase<SeenDryRun>({
    name,
    async gather(world) {
      const { client, sandbox } = world;
      const beside = await watchBeside(world, resource);
      const stored = await sandbox.create(client, resource, {
        ...object,
        metadata: { ...metadataOf(object), ...metadata },
      });
      const before = await read(client, stored.path);
      const tries: DryTry[] = [];
      for (const { asked, request } of ways) {
        const answer = await client.send(request(stored.path));
        tries.push({ asked, answer, now: await find(client, stored.path) });
        if (!tries.at(-1)?.now) break;
      }
      // Written before the real deletion: whatever deletion the watch shows before this was of a dry run.
      const marker = await mark(client, stored.path);
      const real = await client.send({ method: 'DELETE', path: stored.path, body: options });
      // What is being deleted need not say what holds it.
      if ('finalizers' in metadata) await release(client, stored);
      await sandbox.remove(client, stored);
      if (marker.status !== 200) {
        beside.done();
        return { before, tries, real };
      }
      const writes = [answered('created', stored.object), answered('updated', marker)] as const;
      const shown = {
        writes: [...writes, { kind: 'deleted', version: undefined } as const],
        events: await beside.shown(stored.uid),
      };
      return { before, tries, real, latitude: { beside: ['metadata.labels', 'metadata.managedFields'] }, shown };
    },
    judge: judgeDryRun,
  });
}

function mark(client: Client, path: string): Promise<Answer> {
  const body = withLabel({}, 'covenant-marker', 'set');
  return client.send({ method: 'PATCH', path, contentType: 'application/merge-patch+json', body });
}

interface SeenCollection {
  readonly names: readonly string[];
  readonly tries: readonly { readonly asked: string; readonly answer: Answer; readonly left: readonly string[] }[];
  readonly real: Answer;
  readonly left: readonly string[];
}

/** Dry runs of deleting a whole collection, in a namespace of its own, and the deletion itself. */
export function dryCollectionCase(plan: Plan, { resource }: Subject): Case {
  return defineCase<SeenCollection>({
    name: 'delete/collection',
    async gather({ client, sandbox }) {
      const own = sandbox.another();
      const made = [
        await own.create(client, resource, objectFor(resource)),
        await own.create(client, resource, objectFor(resource)),
      ];
      const { name: namespace } = await own.namespace();
      const collection = resource.collection.replace('{namespace}', namespace);
      const leftNow = async () => keptIn(await client.send({ method: 'GET', path: collection }));
      const tries: SeenCollection['tries'][number][] = [];
      for (const { asked, request } of [...byQuery(plan), ...byBody(plan)]) {
        const answer = await client.send(request(collection));
        tries.push({ asked, answer, left: await leftNow() });
      }
      const real = await client.send({ method: 'DELETE', path: collection, body: options });
      const left = await leftNow();
      for (const stored of made) await own.remove(client, stored);
      return { names: made.map(({ name }) => name), tries, real, left };
    },
    judge: judgeCollection,
  });
}

/** The names of the objects in a list that are not being deleted. */
function keptIn({ status, body }: Answer): string[] {
  const items = isObject(body) ? memberOf(body, 'items') : undefined;
  if (status !== 200 || !(items === null || Array.isArray(items)))
    throw new InconclusiveError(`it cannot be seen what is left: a list is answered ${status}`);
  const kept = (items ?? []).filter(isObject).map(metadataOf);
  return kept.filter((metadata) => !('deletionTimestamp' in metadata)).map(({ name }) => String(name));
}

/** A dry run of deleting a collection deletes nothing, and is answered as the real one. */
export function judgeCollection({ names, tries, real, left }: SeenCollection): Outcome {
  const expected = 'a dry run deletes nothing of the collection, and is answered as the request itself';
  for (const { asked, answer, left } of tries) {
    const gone = names.filter((name) => !left.includes(name));
    if (gone.length === 0) continue;
    const actual = `${asked} is answered ${answer.status}; ${gone.length} of ${names.length} objects are gone or going`;
    return violation({ reason: 'a dry run deletes a collection', expected, actual });
  }
  const failed = [...tries.map(({ answer }) => answer), real].find(({ status }) => status >= 500);
  if (failed) return inconclusive(`the request is answered ${failed.status}: ${explain(failed.body)}`);
  if (real.status >= 300 || names.every((name) => left.includes(name)))
    return inconclusive(`even the request itself deletes nothing: answer ${real.status}`);
  const other = tries.find(({ answer }) => answer.status !== real.status);
  if (other === undefined) return pass;
  return violation({
    reason: `${other.asked} is not answered as the request itself`,
    expected,
    actual: `answer ${other.answer.status}, the request itself ${real.status}; ${explain(other.answer.body)}`,
  });
}
