import { objectFor } from '../../fixtures/transitions.ts';
import { differences, type JsonObject } from '../../specs/json.ts';
import { explain, list, otherWriters } from '../../specs/oracles/update-rules.ts';
import type { Answer, Client } from '../../src/client/client.ts';
import type { Library } from '../../src/contract/library.ts';
import { InconclusiveError } from '../../src/errors.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement, type World } from '../../src/requirement.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';
import { type Way, ways } from '../../src/ways/index.ts';
import { eventsUpTo, versionOf, type WatchEvent } from '../events.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { ownManager, read } from './observe-write.ts';
import {
  applied,
  emptyBody,
  metadataOf,
  type Place,
  pathOf,
  placesOf,
  withLabel,
  writeStep,
  written,
} from './places.ts';

/** The label that the object has before anything is tried, and its value. */
const label = { name: 'covenant', value: 'stays' };

/** A write that changes nothing leaves no trace: the version stays, and no watch hears of it. */
export function noOpChangesNothing(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'update.*.no-op-changes-nothing',
    title: 'A write that changes nothing of {kind} keeps its resourceVersion and is shown to no watch',
    method:
      'In every way and at every path writes what is there already: the object as read, empty patches, values that it has, names to be taken away that it has not. It is read back as it was, down to its version; then a label is written as a marker, and a watch from before shows the marker alone.',
    covers: [],
    derivedFrom: written,
    kills: ({ minimal }) => [
      'no-op-write-raises-version',
      ...('spec' in minimal ? (['generation-rises-without-spec-change'] as const) : []),
    ],
    *cases(subject) {
      for (const place of placesOf(subject.resource)) {
        for (const way of ways) yield versionCase(subject, place, way);
        yield eventsCase(subject, place);
      }
    },
  });
}

/** Bodies that ask for nothing that is not so already. */
function noOps(way: Way, { subresource }: Place, stored: JsonObject): { name: string; body: unknown }[] {
  const empty = { name: way.name === 'put' ? 'the object as read' : 'an empty body', body: emptyBody(way, stored) };
  if (subresource !== undefined || way.name === 'put') return [empty];
  const { name, value } = label;
  if (way.name === 'apply')
    return [{ name: 'the same once more', body: applied(stored, { labels: { [name]: value } }) }];
  if (way.name === 'json-patch') {
    const path = `/metadata/labels/${name}`;
    return [
      empty,
      { name: 'a value that it has', body: [{ op: 'replace', path, value }] },
      { name: 'a test alone', body: [{ op: 'test', path, value }] },
    ];
  }
  return [
    empty,
    { name: 'a value that it has', body: { metadata: { labels: { [name]: value } } } },
    { name: 'a name that it has not', body: { metadata: { labels: { 'covenant-absent': null } } } },
  ];
}

/** The first write to an object may bring what only the server wants (a first owner, defaults): it is made before all else. */
async function settled({ client, sandbox }: World, { resource }: Subject): Promise<StoredObject> {
  const stored = await sandbox.create(client, resource, objectFor(resource));
  const body = { metadata: { labels: { [label.name]: label.value } } };
  await client.send({ method: 'PATCH', path: stored.path, contentType: 'application/merge-patch+json', body });
  const object = await read(client, stored.path);
  const labels = metadataOf(object)['labels'];
  if (JSON.stringify(labels ?? {}).includes(label.value)) return { ...stored, object };
  await sandbox.remove(client, stored);
  throw new InconclusiveError('the label to begin with is not stored');
}

interface NoOp {
  readonly name: string;
  readonly before: JsonObject;
  readonly answer: Answer;
  readonly after: JsonObject;
}

/** Times that a write is made anew because another client wrote in between. */
const attempts = 4;

async function tryNoOp(
  client: Client,
  way: Way,
  place: Place,
  stored: StoredObject,
  name: string,
  bodyOf: (object: JsonObject) => unknown,
): Promise<NoOp> {
  let before = await read(client, stored.path);
  for (let attempt = 1; ; attempt++) {
    const answer = await writeStep(client, way, pathOf(stored, place), bodyOf(before), 'same');
    const after = await read(client, stored.path);
    if (attempt === attempts || otherWriters(before, after, ownManager).length === 0)
      return { name, before, answer, after };
    before = after;
  }
}

/** Every write of a way that changes nothing, one after the other. An application is made once before: then it is known. */
async function tryNoOps(client: Client, way: Way, place: Place, stored: StoredObject): Promise<NoOp[]> {
  const now = await read(client, stored.path);
  const kinds = noOps(way, place, now);
  if (way.name === 'apply') await writeStep(client, way, pathOf(stored, place), kinds[0]?.body, 'same');
  const tried: NoOp[] = [];
  for (const [index, { name }] of kinds.entries()) {
    const bodyOf = (object: JsonObject) => noOps(way, place, object)[index]?.body;
    tried.push(await tryNoOp(client, way, place, stored, name, bodyOf));
  }
  return tried;
}

function versionCase(subject: Subject, place: Place, way: Way): Case {
  return defineCase<readonly NoOp[]>({
    name: `${place.name}/${way.name}`,
    async gather(world) {
      const stored = await settled(world, subject);
      const tried = await tryNoOps(world.client, way, place, stored);
      await world.sandbox.remove(world.client, stored);
      return tried;
    },
    judge: (tried) => tried.map(judgeNoOp).find(({ kind }) => kind !== 'pass') ?? pass,
  });
}

function judgeNoOp({ name, before, answer, after }: NoOp): Outcome {
  const expected = 'answer 200, the object stays as it was, its resourceVersion too';
  const changed = differences(before, after);
  const others = otherWriters(before, after, ownManager);
  if (others.length > 0) return inconclusive(`${others.map((other) => other.name).join(', ')} wrote in between`);
  if (changed.length > 0) {
    const reason = `a write that changes nothing (${name}) leaves a trace`;
    return violation({ reason, expected, actual: `answer ${answer.status}; ${list(changed)}` });
  }
  if (answer.status >= 500) return inconclusive(`the write is answered ${answer.status}`);
  if (answer.status === 200) return pass;
  const reason = `a write that changes nothing (${name}) is refused`;
  return violation({ reason, expected, actual: `answer ${answer.status}: ${explain(answer.body)}` });
}

interface SeenEvents {
  readonly before: JsonObject;
  readonly events: readonly WatchEvent[];
}

function eventsCase(subject: Subject, place: Place): Case {
  return defineCase<SeenEvents>({
    name: `${place.name}/events`,
    async gather(world) {
      const { client } = world;
      const stored = await settled(world, subject);
      const path = pathOf(stored, place);
      const send = async (way: Way) => {
        for (const { body } of noOps(way, place, before)) await writeStep(client, way, path, body, 'same');
      };
      let before = stored.object;
      // An application was made once before: what is looked at begins after it.
      for (const way of ways) if (way.name === 'apply') await send(way);
      before = await read(client, stored.path);
      for (const way of ways) await send(way);
      const body = withLabel({}, 'covenant-marker', 'set');
      const request = {
        method: 'PATCH',
        path: stored.path,
        contentType: 'application/merge-patch+json',
        body,
      } as const;
      const marker = await client.send(request);
      const [since, until] = [versionOf(before), versionOf(marker.body)];
      if (marker.status !== 200 || since === undefined || until === undefined || since === until)
        throw new InconclusiveError(`a label cannot be written: answer ${marker.status}`);
      const events = await eventsUpTo(client, stored, since, until);
      await world.sandbox.remove(client, stored);
      return { before, events };
    },
    judge: ({ before, events }) => {
      let last = before;
      const needless = events.slice(0, -1).filter(({ object }) => {
        const isOurs = otherWriters(last, object, ownManager).length === 0;
        last = object;
        return isOurs;
      });
      if (needless.length === 0) return pass;
      const shown = needless.map(({ type, object }) => `${type} at version ${versionOf(object)}`);
      return violation({
        reason: 'writes that change nothing are shown to a watch',
        expected: 'no event before that of the label written afterwards',
        actual: `${needless.length} events: ${shown.slice(0, 5).join(', ')}`,
      });
    },
  });
}
