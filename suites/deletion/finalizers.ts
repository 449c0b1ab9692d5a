import { isObject, type JsonObject, valueAt } from '../../specs/json.ts';
import { finalizersOf, pendingEnd } from '../../specs/oracles/deletion-rules.ts';
import { wrongInRefusal } from '../../specs/oracles/refusal-status.ts';
import { explain, sameVersion } from '../../specs/oracles/update-rules.ts';
import type { Answer, Client } from '../../src/client/client.ts';
import type { Resource } from '../../src/contract/contract.ts';
import type { Library } from '../../src/contract/library.ts';
import { InconclusiveError } from '../../src/errors.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement, type World } from '../../src/requirement.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';
import { completeWays, type Way, ways } from '../../src/ways/index.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { withStatus } from '../update-rules/generation.ts';
import {
  applied,
  type Place,
  pathOf,
  placesOf,
  withLabel,
  withMetadata,
  writeStep,
  written,
} from '../update-rules/places.ts';
import { quickly } from '../update-rules/sampling.ts';
import { ask } from './ask.ts';
import { firstOther } from './judge-deletion.ts';
import { release } from './observe-deletion.ts';
import { heldObject, ownFinalizer } from './subjects.ts';

const second = 'kube-covenant.example/holds-it-too';
const third = 'kube-covenant.example/comes-too-late';

/** What is being deleted can be written to, cannot be held by anything new, and is gone with the last of its finalizers. */
export function finalizersHoldIt(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'delete.*.finalizers-hold-it',
    title: 'Finalizers hold {kind} that is being deleted until the last is taken off, and none can be added',
    method:
      'Deletes an object with two finalizers. In every way then writes a label and, at its own path, the status; adds a finalizer, which is refused; takes back the deletion, which has no effect; takes off one finalizer, and the other, and only then is it gone.',
    covers: [],
    derivedFrom: written,
    kills: () => [
      'finalizers-ignored-on-delete',
      'finalizers-added-while-terminating',
      'patch-revives-terminating-object',
    ],
    *cases(subject, plan) {
      // Merge patches are the way in which most clients let go.
      const tried = ways.filter(({ name }) => name !== 'merge-patch');
      for (const way of ways.filter((one) => !tried.includes(one))) yield heldCase(subject, way);
      for (const way of quickly(plan, `${subject.resource.name} held`, tried, 1)) yield heldCase(subject, way);
      for (const place of placesOf(subject.resource))
        if (place.subresource?.writes === 'status' && place.subresource.values) yield statusCase(subject, place);
    },
  });
}

/** A write to what is being deleted, and what was there then. */
export interface Step {
  readonly what: string;
  readonly answer: Answer;
  readonly found: Answer;
  /** How it must come out. `taken`: answered 200, with these finalizers left. `refused` and `kept`: they stay as they were. */
  readonly owed: 'taken' | 'refused' | 'kept';
  readonly left: readonly string[];
}

export interface Held {
  /** As the deletion left it. */
  readonly deleted: Answer;
  readonly steps: readonly Step[];
}

interface Wanted {
  readonly what: string;
  readonly owed: Step['owed'];
  readonly left: readonly string[];
  readonly change: (object: JsonObject) => JsonObject;
}

const wanted: readonly Wanted[] = [
  {
    what: 'a label',
    owed: 'taken',
    left: [ownFinalizer, second],
    change: (object) => withLabel(object, 'covenant', 'written'),
  },
  {
    what: 'a new finalizer',
    owed: 'refused',
    left: [ownFinalizer, second],
    change: (object) => withMetadata(object, { finalizers: [...finalizersOf(object), third] }),
  },
  {
    what: 'taking back the deletion',
    owed: 'kept',
    left: [ownFinalizer, second],
    change: (object) => withMetadata(object, { deletionTimestamp: null, deletionGracePeriodSeconds: null }),
  },
  {
    what: 'one finalizer less',
    owed: 'taken',
    left: [second],
    change: (object) => withMetadata(object, { finalizers: [second] }),
  },
  { what: 'no finalizer', owed: 'taken', left: [], change: withoutFinalizers },
];

function withoutFinalizers(object: JsonObject): JsonObject {
  const { finalizers: _gone, ...metadata } = object['metadata'] as JsonObject;
  return { ...object, metadata };
}

function heldCase({ resource, schemas }: Subject, way: Way): Case {
  return defineCase<Held>({
    name: `object/${way.name}`,
    gather: (world) =>
      gatherSteps(world, resource, async (stored, begun) => {
        const steps: Step[] = [];
        let now = begun;
        for (const [turn, { what, owed, left, change }] of wanted.entries()) {
          const send = (object: JsonObject) => {
            const body = bodyOf(way, object, change, schemas);
            return body === undefined ? undefined : writeStep(world.client, way, stored.path, body, `held-${turn}`);
          };
          const seen = await unraced(world.client, stored, now, send);
          // An application takes away only what its own manager has applied before.
          if (seen === undefined) break;
          steps.push({ what: `${what} by ${way.name}`, ...seen, owed, left });
          if (seen.found.status !== 200 || !isObject(seen.found.body)) break;
          now = seen.found.body;
        }
        return steps;
      }),
    judge: (held) => judgeHeld(held),
  });
}

function bodyOf(way: Way, now: JsonObject, change: (now: JsonObject) => JsonObject, schemas: Subject['schemas']) {
  const after = change(now);
  if (way.name !== 'apply') return way.body(now, after, schemas);
  const finalizers = finalizersOf(after);
  const added = finalizers.filter((name) => !finalizersOf(now).includes(name));
  if (finalizers.length < finalizersOf(now).length) return undefined;
  const labels = valueAt(after, ['metadata', 'labels']);
  const sent = valueAt(after, ['metadata', 'deletionTimestamp']) === null ? { deletionTimestamp: null } : {};
  return applied(now, { ...sent, ...(isObject(labels) && { labels }), ...(added.length > 0 && { finalizers: added }) });
}

function statusCase({ resource, schemas }: Subject, place: Place): Case {
  const [put] = completeWays as [Way];
  return defineCase<Held>({
    name: place.name,
    gather: (world) =>
      gatherSteps(world, resource, async (stored, begun) => {
        const seen = await unraced(world.client, stored, begun, (object) => {
          const body = put.body(object, withStatus(object, place.subresource), schemas);
          return writeStep(world.client, put, pathOf(stored, place), body, 'held-status');
        });
        return seen ? [{ what: 'a status', ...seen, owed: 'taken', left: [ownFinalizer, second] }] : [];
      }),
    judge: (held) => judgeHeld(held),
  });
}

/** Times that a write is made anew because another client wrote in between. */
const attempts = 4;

/**
 * A write and what is there then. Controllers look after what is being deleted (of Pods without a node the status is written):
 * where one of them came in between, a conflict says nothing, and the write is made again. Undefined where it cannot be said.
 */
async function unraced(
  client: Client,
  { path }: StoredObject,
  begun: JsonObject,
  send: (object: JsonObject) => Promise<Answer> | undefined,
): Promise<Pick<Step, 'answer' | 'found'> | undefined> {
  let now = begun;
  for (let attempt = 1; ; attempt++) {
    const answer = await send(now);
    if (answer === undefined) return undefined;
    const found = await client.send({ method: 'GET', path });
    const isRaced = answer.status === 409 && isObject(found.body) && !sameVersion(now, found.body);
    if (!isRaced) return { answer, found };
    if (attempt === attempts)
      throw new InconclusiveError('others write to it again and again while it is being deleted');
    now = found.body as JsonObject;
  }
}

async function gatherSteps(
  world: World,
  resource: Resource,
  write: (stored: StoredObject, begun: JsonObject) => Promise<Step[]>,
): Promise<Held> {
  const { client, sandbox } = world;
  const stored = await sandbox.create(client, resource, heldObject(resource, [ownFinalizer, second]));
  await client.send(ask({ gracePeriodSeconds: 0, propagationPolicy: 'Background' }).request(stored.path));
  const deleted = await client.send({ method: 'GET', path: stored.path });
  const begun = deleted.status === 200 && isObject(deleted.body) ? deleted.body : undefined;
  const steps = begun && pendingEnd(begun) ? await write(stored, begun) : [];
  const last = steps.at(-1)?.found ?? deleted;
  await release(world, stored, last.status === 404);
  return { deleted, steps };
}

/** Every write to what is being deleted came out as it must; until the last finalizer goes it stays. */
export function judgeHeld({ deleted, steps }: Held): Outcome {
  const expected = 'an object with finalizers is there after its deletion, and shows that it is being deleted';
  if (deleted.status === 404) {
    const reason = 'an object with finalizers is gone as soon as it is deleted';
    return violation({ reason, expected, actual: 'a GET answers 404' });
  }
  const end = isObject(deleted.body) ? pendingEnd(deleted.body) : undefined;
  if (deleted.status !== 200 || end === undefined)
    return inconclusive(`it does not show that it is being deleted: GET answers ${deleted.status}`);
  return firstOther(steps.map((step) => judgeStep(step, end)));
}

function judgeStep({ what, answer, found, owed, left }: Step, end: { readonly at: number }): Outcome {
  const expected = `${what}: ${owed}, then ${left.length === 0 ? 'it is gone' : `it is held by ${left.join(' and ')}`}`;
  const actual = `answer ${answer.status}${answer.status < 400 ? '' : `: ${explain(answer.body)}`}; ${stateOf(found)}`;
  const broken = (reason: string) => violation({ reason: `while it is being deleted: ${reason}`, expected, actual });
  if (answer.status >= 500 || found.status >= 500) return inconclusive(`${what}: ${actual}`);
  const isGone = found.status === 404;
  if (isGone && left.length > 0) return broken(`${what} makes it go, though finalizers hold it`);
  if (found.status === 200 && isObject(found.body)) {
    const is = finalizersOf(found.body);
    if (pendingEnd(found.body)?.at !== end.at) return broken(`${what} changes when it ends`);
    if (is.some((name) => !left.includes(name)) && owed !== 'taken') return broken(`${what} is taken: it is held anew`);
    if (left.some((name) => !is.includes(name))) return broken(`${what} takes off a finalizer`);
    if (owed === 'taken' && answer.status === 200 && is.length > left.length)
      return broken(`${what} is answered with success, and has no effect`);
    if (owed === 'taken' && answer.status === 200 && left.length === 0)
      return broken('it stays when its last finalizer is taken off');
  }
  if (owed === 'taken') return answer.status === 200 ? pass : broken(`${what} is refused`);
  if (owed === 'kept') return pass;
  const wrong = wrongInRefusal(answer, { statuses: [422, 403] });
  return wrong === undefined ? pass : broken(`${what}: ${wrong}`);
}

function stateOf({ status, body }: Answer): string {
  if (status !== 200 || !isObject(body)) return `a GET then answers ${status}`;
  const finalizers = finalizersOf(body);
  return `then its finalizers are ${finalizers.length === 0 ? 'none' : finalizers.join(', ')}`;
}
