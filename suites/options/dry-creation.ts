import { objectFor } from '../../fixtures/transitions.ts';
import { isObject, type JsonObject, memberOf } from '../../specs/json.ts';
import type { Answer, Client, Request } from '../../src/client/client.ts';
import { InconclusiveError } from '../../src/errors.ts';
import { violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Plan } from '../../src/requirement.ts';
import type { Place, StoredObject } from '../../src/sandbox/sandbox.ts';
import { apply, applyBody } from '../../src/ways/apply.ts';
import { answered, watchBeside } from '../beside/watch-beside.ts';
import type { Subject } from '../promises/for-each-kind.ts';
import { metadataOf } from '../update-rules/places.ts';
import { type DryTry, drySpellings, find, judgeDryRun, type SeenDryRun } from './dry-judge.ts';

/** A way to make an object under a name that is free. */
export type Creation = 'post' | 'put' | 'apply';

/** The request that makes an object, with these parameters. */
export function creationRequest(by: Creation, { path, collection }: Place, body: JsonObject, query = ''): Request {
  const more = query === '' ? '' : `&${query}`;
  if (by === 'apply')
    return {
      method: 'PATCH',
      path: `${path}?${apply.query}${more}`,
      contentType: apply.contentType,
      body: applyBody(body),
    };
  const url = by === 'post' ? collection : path;
  return { method: by === 'post' ? 'POST' : 'PUT', path: query === '' ? url : `${url}?${query}`, body };
}

/** Dry runs of a creation, and the creation itself. */
export function dryCreationCase(plan: Plan, { resource }: Subject, by: Creation): Case {
  return defineCase<SeenDryRun>({
    name: `create/${by}`,
    async gather(world) {
      const { client, sandbox } = world;
      const beside = await watchBeside(world, resource);
      const tries: DryTry[] = [];
      const { place, answer, stored } = await sandbox.createBy(resource, async (place) => {
        const { name, namespace } = place;
        const body = { ...objectFor(resource), metadata: { name, namespace } };
        tries.length = 0;
        for (const asked of drySpellings(plan, 'both')) {
          const answer = await client.send(creationRequest(by, place, body, asked));
          tries.push({ asked, answer, now: await find(client, place.path) });
          // What should not be there is in the way of the real one; the sandbox is to know of it.
          if (tries.at(-1)?.now) return client.send({ method: 'GET', path: place.path });
        }
        return client.send(creationRequest(by, place, body));
      });
      if (!stored) {
        beside.done();
        return { before: undefined, tries, real: answer };
      }
      await sandbox.remove(client, stored);
      const events = await beside.shown(stored.uid, ({ object }) => metadataOf(object)['name'] === place.name);
      return { before: undefined, tries, real: answer, shown: { writes: [answered('created', answer)], events } };
    },
    judge: judgeDryRun,
  });
}

/** The label by which an object is found whose name the server made. */
const turnLabel = 'covenant-dry-run';

interface SeenGenerated extends SeenDryRun {
  readonly prefix: string;
}

/** A dry run of a creation under a name that the server makes: it answers with one, and makes nothing of any name. */
export function dryGenerationCase(plan: Plan, { resource }: Subject): Case {
  return defineCase<SeenGenerated>({
    name: 'create/generated-name',
    async gather({ client, sandbox }) {
      const tries: DryTry[] = [];
      const strays: StoredObject[] = [];
      const prefix = 'covenant-dry-';
      const { place, answer, stored } = await sandbox.createBy(resource, async (place) => {
        const { collection, name, namespace } = place;
        const labels = { [turnLabel]: name };
        const body = { ...objectFor(resource), metadata: { generateName: prefix, namespace, labels } };
        tries.length = 0;
        for (const asked of drySpellings(plan)) {
          const answer = await client.send({ method: 'POST', path: `${collection}?${asked}`, body });
          const now = await labelled(client, collection, name);
          tries.push({ asked, answer, now });
          if (now) strays.push(strayOf(collection, now, answer));
        }
        return client.send({
          method: 'POST',
          path: collection,
          body: { ...body, metadata: { name, namespace, labels } },
        });
      });
      for (const stray of strays) await sandbox.remove(client, stray);
      if (stored) await sandbox.remove(client, stored);
      const dry = tries.find(({ answer }) => answer.status === 201)?.answer.body;
      return {
        before: undefined,
        tries,
        real: answer,
        prefix,
        latitude: {
          // The real one has a name of its own: it says so, and who said it.
          beside: ['metadata.name', 'metadata.generateName', 'metadata.managedFields', `metadata.labels.${turnLabel}`],
          names: [nameOf(dry), place.name],
        },
      };
    },
    judge: (seen) => {
      const made = seen.tries
        .map(({ answer }) => answer)
        .find(({ status, body }) => status === 201 && !isNamed(seen.prefix, body));
      if (made === undefined) return judgeDryRun({ ...seen, tries: withName(seen.tries) });
      return violation({
        reason: 'a dry run of a creation with generateName answers with no generated name',
        expected: `metadata.name begins with ${seen.prefix}, and there is more of it`,
        actual: `answer ${made.status}; metadata.name is ${JSON.stringify(nameOf(made.body)) || 'absent'}`,
      });
    },
  });
}

/** Each dry run makes a name of its own: those of all answers stand for the first one's. */
function withName(tries: readonly DryTry[]): DryTry[] {
  const [first] = tries.map(({ answer }) => nameOf(answer.body));
  return tries.map((one) => {
    const name = nameOf(one.answer.body);
    if (first === undefined || name === '' || name === first) return one;
    const body: unknown = JSON.parse(JSON.stringify(one.answer.body).replaceAll(name, first));
    return { ...one, answer: { ...one.answer, body } };
  });
}

function isNamed(prefix: string, body: unknown): boolean {
  const name = nameOf(body);
  return name.startsWith(prefix) && name.length > prefix.length;
}

function nameOf(body: unknown): string {
  const name = isObject(body) ? metadataOf(body)['name'] : undefined;
  return typeof name === 'string' ? name : '';
}

async function labelled(client: Client, collection: string, value: string): Promise<JsonObject | undefined> {
  const { status, body } = await client.send({
    method: 'GET',
    path: `${collection}?labelSelector=${turnLabel}%3D${value}`,
  });
  const items = isObject(body) ? memberOf(body, 'items') : undefined;
  if (status !== 200 || !(items === null || Array.isArray(items)))
    throw new InconclusiveError(`it cannot be seen whether the object is there: a list is answered ${status}`);
  return (items ?? []).find(isObject);
}

function strayOf(collection: string, object: JsonObject, answer: Answer): StoredObject {
  const { name, uid } = metadataOf(object);
  return { path: `${collection}/${name}`, name: String(name), uid: String(uid), object, createdBy: answer.exchange };
}
