import { objectFor } from '../../fixtures/transitions.ts';
import { type JsonObject, sameJson } from '../../specs/json.ts';
import { type PreconditionAnswer, versionAnswer } from '../../specs/oracles/concurrency.ts';
import { withEphemeralContainers, withSorted } from '../../specs/oracles/transitions/ephemeral-containers.ts';
import { type ObservedWrite, otherWriters } from '../../specs/oracles/update-rules.ts';
import type { Client } from '../../src/client/client.ts';
import { InconclusiveError } from '../../src/errors.ts';
import { type Case, defineCase, type World } from '../../src/requirement.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';
import type { Way } from '../../src/ways/index.ts';
import { eventsUpTo, versionOf } from '../events.ts';
import type { Subject } from '../promises/for-each-kind.ts';
import { subjectOf } from '../refusals/refused-case.ts';
import { container, withContainers } from '../subresources/ephemeral-writes.ts';
import { withStatus } from '../update-rules/generation.ts';
import { ownManager, read } from '../update-rules/observe-write.ts';
import {
  metadataOf,
  type Place,
  pathOf,
  placesOf,
  withLabel,
  withMetadata,
  writeStep,
} from '../update-rules/places.ts';
import { type ConditionalWrite, outcomeWithControls } from './judge-condition.ts';
import { type KnownVersions, type NamedVersion, presentVersion, withConditions } from './named-version.ts';

/** A write that names what it is made of: members of its metadata, those that are undefined being left out of it. */
export interface Attempt {
  readonly way: Way;
  /** For people, behind "a PUT" or the like: `with a stale resourceVersion`. */
  readonly what: string;
  /** Undefined where it cannot be tried here. */
  readonly names: (known: KnownVersions, now: JsonObject) => JsonObject | undefined;
  readonly predicted: (known: KnownVersions) => PreconditionAnswer;
}

/** A write that names a version. */
export function attemptOf({ what, of }: NamedVersion, way: Way): Attempt {
  return {
    way,
    what: `with ${what}`,
    names: (known) => {
      const resourceVersion = of(known);
      return resourceVersion === undefined ? undefined : { resourceVersion };
    },
    predicted: (known) => versionAnswer(of(known), known.now, way.method),
  };
}

/** The places that take a write which can be made up for any kind, and made again and again. */
export function writablePlaces({ resource }: Subject): Place[] {
  return placesOf(resource).filter(
    ({ subresource }) =>
      subresource === undefined || ['status', 'spec.ephemeralContainers'].includes(subresource.writes),
  );
}

/** A case of several such writes to one object, ended in every way by one of its present version, which must succeed. */
export function conditionalCase(subject: Subject, place: Place, name: string, attempts: readonly Attempt[]): Case {
  const controls = [...new Set(attempts.map(({ way }) => way))].map((way) => attemptOf(presentVersion, way));
  return defineCase<readonly ConditionalWrite[]>({
    name,
    gather: async (world) => {
      const all = [...attempts, ...controls];
      const tried = await tryInTurn(world, subject, place, all);
      return tried.map(({ attempt, ...write }) => (controls.includes(attempt) ? { ...write, isControl: true } : write));
    },
    judge: outcomeWithControls,
  });
}

/** Two objects with two versions each, so that each has versions which the other never had. */
interface Pair {
  readonly stored: StoredObject;
  readonly other: StoredObject;
  readonly known: Omit<KnownVersions, 'now'>;
}

async function tryInTurn(
  world: World,
  subject: Subject,
  place: Place,
  attempts: readonly Attempt[],
): Promise<(ConditionalWrite & { readonly attempt: Attempt })[]> {
  const { client, sandbox } = world;
  const pair = await makePair(world, subject);
  const about = subjectOf(subject.resource, pair.stored.name);
  const writes: (ConditionalWrite & { readonly attempt: Attempt })[] = [];
  let now = await read(client, pair.stored.path);
  for (const [turn, attempt] of attempts.entries()) {
    const knownAt = (before: JsonObject) => ({ ...pair.known, now: String(versionOf(before)) });
    const observed = await observeNamed(client, subject, place, attempt.way, pair.stored, now, turn, (before) =>
      attempt.names(knownAt(before), before),
    );
    if (!observed) continue;
    const predicted = attempt.predicted(knownAt(observed.before));
    writes.push({ attempt, what: `${nameOf(attempt.way)} ${attempt.what}`, about, observed, predicted });
    now = observed.after;
  }
  // Deleted by the uid that it now has: the one that it was made with may be lost.
  await sandbox.remove(client, { ...pair.stored, uid: String(metadataOf(now)['uid'] ?? pair.stored.uid) });
  await sandbox.remove(client, pair.other);
  return writes;
}

async function makePair({ client, sandbox }: World, { resource }: Subject): Promise<Pair> {
  const stored = await sandbox.create(client, resource, objectFor(resource));
  const other = await sandbox.create(client, resource, objectFor(resource));
  const moved = await moveOn(client, stored);
  const since = await moveOn(client, other);
  const [before, otherBefore, now, otherSince] = [stored.object, other.object, moved, since].map(versionOf);
  const all = [before, otherBefore, now, otherSince];
  if (before !== undefined && otherBefore !== undefined && otherSince !== undefined && new Set(all).size === all.length)
    return { stored, other, known: { before, otherBefore, otherSince } };
  await sandbox.remove(client, stored);
  await sandbox.remove(client, other);
  throw new InconclusiveError('a label does not give an object another version, one that no other has');
}

async function moveOn(client: Client, { path }: StoredObject): Promise<unknown> {
  const body = { metadata: { labels: { covenant: 'moved' } } };
  const moved = await client.send({ method: 'PATCH', path, contentType: 'application/merge-patch+json', body });
  if (moved.status !== 200) throw new InconclusiveError(`a label cannot be written: answer ${moved.status}`);
  return moved.body;
}

/** Times that a write is made anew because another client wrote in between. */
const tries = 4;

/**
 * Sends a write that names what it is made of, and reads the object back: made anew where another client wrote in between.
 * Undefined where `names` says that it cannot be tried. @param turn another one for each write to an object
 */
export async function observeNamed(
  client: Client,
  { schemas }: Subject,
  place: Place,
  way: Way,
  stored: Pick<StoredObject, 'path' | 'name'>,
  from: JsonObject,
  turn: number,
  names: (before: JsonObject) => JsonObject | undefined,
): Promise<ObservedWrite | undefined> {
  let before = from;
  for (let attempt = 1; ; attempt++) {
    const named = names(before);
    if (!named) return undefined;
    const wanted = changed(before, place, turn);
    const body =
      way.name === 'put'
        ? withMetadata(wanted, named)
        : withConditions(way, way.body(before, wanted, schemas), before, named);
    const answer = await writeStep(client, way, pathOf(stored, place), body, `conditional-${turn}-${attempt}`);
    const after = await read(client, stored.path);
    const seen = { field: 'metadata', before, wanted, status: answer.status, answer: answer.body, after };
    const others = otherWriters(before, after, ownManager).length > 0 || (await othersWrote(client, stored, seen));
    if (attempt === tries || !others) return asWritten(seen, place);
    before = after;
  }
}

/**
 * Whether somebody else wrote to the status between the two looks at the object. One that only takes away leaves no entry among
 * the owners: where the status is not the wanted one, a watch tells how many versions there were.
 */
async function othersWrote(
  client: Client,
  stored: Pick<StoredObject, 'path' | 'name'>,
  { before, wanted, after, status }: ObservedWrite,
): Promise<boolean> {
  const [since, until] = [versionOf(before), versionOf(after)];
  if (status !== 200 || since === undefined || until === undefined || since === until) return false;
  if (sameJson(wanted['status'], after['status'])) return false;
  return (await eventsUpTo(client, stored, since, until)).length > 1;
}

/** The object with something else in what this path writes, another thing each turn where there is more than one. */
function changed(object: JsonObject, { subresource }: Place, turn: number): JsonObject {
  if (subresource === undefined) return withLabel(object, 'covenant', `turn-${turn}`);
  if (subresource.writes === 'status') return withStatus(object, subresource);
  return withContainers(object, (list) => [...list, container(`covenant-${turn}`)]);
}

/** Of ephemeral containers the server fills in what is left out, and their order says nothing. */
function asWritten(seen: ObservedWrite, { subresource }: Place): ObservedWrite {
  if (subresource?.writes !== 'spec.ephemeralContainers') return seen;
  const { before, wanted, after } = seen;
  return {
    ...seen,
    before: withSorted(before),
    wanted: withEphemeralContainers(before, wanted, after),
    after: withSorted(after),
  };
}

function nameOf({ name }: Way): string {
  if (name === 'put') return 'a PUT';
  return name === 'apply' ? 'an apply patch' : `a ${name.replaceAll('-', ' ').replace('json', 'JSON')}`;
}
