import { objectFor } from '../../fixtures/transitions.ts';
import { isObject, type JsonObject, valueAt } from '../../specs/json.ts';
import { type ReadBack, wrongInReads } from '../../specs/oracles/read-back.ts';
import type { Answer, Client } from '../../src/client/client.ts';
import type { Library } from '../../src/contract/library.ts';
import { InconclusiveError } from '../../src/errors.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Plan, type Requirement } from '../../src/requirement.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';
import { type Way, ways } from '../../src/ways/index.ts';
import { watchBeside } from '../beside/watch-beside.ts';
import { versionOf } from '../events.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { container, withContainers } from '../subresources/ephemeral-writes.ts';
import { unraced } from '../unraced.ts';
import { withStatus } from '../update-rules/generation.ts';
import { ownManager, read } from '../update-rules/observe-write.ts';
import { type Place, pathOf, placesOf, withLabel, writeStep } from '../update-rules/places.ts';

const whole = ['', 'status/200', 'status/200/body/*'];

/** What a write answers is what is then read, wherever it is read. */
export function readAnswersWhatIsStored(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'read.*.answers-what-is-stored',
    title: 'Reading {kind}, or a subresource of it, answers 200 with the object as it is stored',
    method:
      'After a creation and after a write in every way, at the object and at each subresource, reads the object and each subresource, twice, and lists it: each shows what the write answered, and so does a watch held beside.',
    covers: [
      { actions: ['get'], parts: whole },
      { actions: ['get'], subresource: 'status', parts: whole },
      { actions: ['get'], subresource: 'ephemeralcontainers', parts: whole },
    ],
    derivedFrom: [{ actions: ['put', 'patch'], parts: [''] }],
    kills: ({ subresources = [] }) => [
      'read-is-stale',
      ...(subresources.length > 0 ? (['subresource-read-is-partial'] as const) : []),
    ],
    *cases(subject, plan) {
      for (const place of placesOf(subject.resource)) yield readCase(subject, place, plan);
    },
  });
}

/** The ways in which is written; with quick effort one, another for each seed. */
function waysOf({ effort, seed }: Plan): readonly Way[] {
  return effort === 'quick' ? [ways[seed % ways.length] as Way] : ways;
}

function readCase(subject: Subject, place: Place, plan: Plan): Case {
  const { resource, schemas } = subject;
  return defineCase<readonly ReadBack[]>({
    name: place.name,
    async gather(world) {
      const { client, sandbox } = world;
      const beside = await watchBeside(world, resource);
      const seen: ReadBack[] = [];
      try {
        const stored = await sandbox.create(client, resource, objectFor(resource));
        seen.push(await readEverywhere(client, subject, stored, 'the creation', stored.object));
        for (const [turn, way] of waysOf(plan).entries()) {
          const attempt = async () => {
            const before = await read(client, stored.path);
            const body = way.body(before, changed(before, place, turn), schemas);
            return writeStep(client, way, pathOf(stored, place), body, `read-${turn}`);
          };
          // A conflict is with somebody else's write: a controller's, say.
          const answer = await unraced(attempt, ({ status }) => status === 409);
          if (answer.status !== 200 || !isObject(answer.body))
            throw new InconclusiveError(`the write by ${way.name} is answered ${answer.status}`);
          seen.push(await readEverywhere(client, subject, stored, `the write by ${way.name}`, answer.body));
          if (wrongInReads(seen.at(-1) as ReadBack, ownManager)) break;
        }
        await sandbox.remove(client, stored);
        const events = await beside.shown(stored.uid);
        return seen.map((one) => {
          const event = events.find(({ type, object }) => type !== 'DELETED' && sameVersion(object, one.answer));
          return event ? { ...one, watched: event.object } : one;
        });
      } finally {
        beside.done();
      }
    },
    judge,
  });
}

function sameVersion(one: JsonObject, other: JsonObject): boolean {
  return versionOf(one) === versionOf(other);
}

/** The object with something else in the part that a place writes. */
function changed(before: JsonObject, { subresource }: Place, turn: number): JsonObject {
  if (!subresource) return withLabel(before, 'covenant', String(turn));
  if (subresource.writes === 'status') {
    // A status that is the same again changes nothing; its labels do, where it writes those.
    return withLabel(withStatus(before, subresource), 'covenant', String(turn));
  }
  return withContainers(before, (list) => [...list, container(`covenant-${turn}`)]);
}

/** Reads the object and each subresource, the object a second time, and finds it in a list. */
async function readEverywhere(
  client: Client,
  { resource }: Subject,
  stored: StoredObject,
  what: string,
  answer: JsonObject,
): Promise<ReadBack> {
  const reads: { where: string; shown: unknown }[] = [];
  for (const place of [...placesOf(resource), { name: 'object, read again,' }]) {
    const found = await client.send({ method: 'GET', path: pathOf(stored, place) });
    if (isFailure(found)) throw new InconclusiveError(`a read of the ${place.name} is answered ${found.status}`);
    // A subresource that is written and not read (a binding, say) has nothing to show.
    if (place.subresource && found.status === 405) continue;
    reads.push({ where: `the ${place.name}`, shown: found.status === 200 ? found.body : undefined });
  }
  const collection = stored.path.slice(0, stored.path.lastIndexOf('/'));
  const list = await client.send({ method: 'GET', path: `${collection}?fieldSelector=metadata.name%3D${stored.name}` });
  if (list.status !== 200) throw new InconclusiveError(`the list is answered ${list.status}`);
  const items = valueAt(list.body, ['items']);
  const item = Array.isArray(items)
    ? items.find((one) => valueAt(one, ['metadata', 'name']) === stored.name)
    : undefined;
  return { what, answer, reads, item };
}

function isFailure({ status }: Answer): boolean {
  return status >= 500;
}

function judge(seen: readonly ReadBack[]): Outcome {
  for (const one of seen) {
    const wrong = wrongInReads(one, ownManager);
    if (!wrong) continue;
    if (wrong.kind === 'other') return inconclusive(`${wrong.writers.join(', ')} wrote to the object in between`);
    const { reason, actual } = wrong;
    return violation({ reason, expected: `every read after ${one.what} shows what it answered`, actual });
  }
  return pass;
}
