import { objectFor } from '../../fixtures/transitions.ts';
import { isObject, type JsonObject, valueAt } from '../../specs/json.ts';
import { list, otherWriters } from '../../specs/oracles/update-rules.ts';
import { changesSince } from '../../specs/oracles/whole-write.ts';
import type { Answer, Client } from '../../src/client/client.ts';
import type { Resource } from '../../src/contract/contract.ts';
import type { Library } from '../../src/contract/library.ts';
import { InconclusiveError } from '../../src/errors.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Plan, type Requirement, type World } from '../../src/requirement.ts';
import type { Sandbox, StoredObject } from '../../src/sandbox/sandbox.ts';
import { carryOut, collectionOperations, type Operation, objectOperations } from '../operations.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { ownManager } from '../update-rules/observe-write.ts';
import { metadataOf, withLabel, withMetadata, written } from '../update-rules/places.ts';

/** The path, and nothing else, says which object a request is for. */
export function pathNamesTheObject(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'path.*.names-the-object',
    title: 'The namespace and the name in the path say which object a request about {kind} is for',
    method:
      'Keeps objects of the same name in two namespaces. Every operation on the one shows and changes that one alone; the other stays as it was. A body that names another object than the path does not reach that one.',
    covers: [{ subresource: '*', parts: ['parameter/path/*'] }],
    derivedFrom: written,
    kills: () => ['delete-crosses-namespaces', 'body-names-the-object'],
    *cases(subject, plan) {
      for (const operation of operationsOf(subject, library, plan)) yield namedCase(subject, operation);
      yield misnamedCase(subject, 'namespace');
      yield misnamedCase(subject, 'name');
    },
  });
}

/** With quick effort the readings, a patch and the deletions of the object itself. */
function operationsOf(subject: Subject, library: Library, plan: Plan): Operation[] {
  const all = [
    ...objectOperations(subject, library, plan),
    ...collectionOperations(subject.resource).filter(({ scope, verb }) => scope === 'namespace' && verb !== 'watch'),
  ];
  const isSampled = ({ subresource, verb }: Operation) => subresource === undefined && verb !== 'update';
  return plan.effort === 'quick' ? all.filter(isSampled) : all;
}

/** Objects of one name in two namespaces. */
interface Pair {
  /** The one that is asked for. */
  readonly near: StoredObject;
  readonly far: StoredObject;
  remove(client: Client): Promise<void>;
}

interface Namespaces {
  readonly near: Sandbox;
  readonly far: Sandbox;
  /** Settles when the last pair is made: names are counted, so that pairs must be made one after the other. */
  turn: Promise<unknown>;
}

const known = new WeakMap<Sandbox, Namespaces>();

/** The two namespaces that all pairs of a chapter are in. */
async function makePair({ client, sandbox }: World, resource: Resource): Promise<Pair> {
  const { near, far } = await inTurn(sandbox, async (namespaces) => {
    const object = objectFor(resource);
    return {
      near: await namespaces.near.create(client, resource, object),
      far: await namespaces.far.create(client, resource, object),
    };
  });
  const namespaces = known.get(sandbox) as Namespaces;
  return {
    near,
    far,
    async remove(over) {
      await namespaces.near.remove(over, near);
      await namespaces.far.remove(over, far);
    },
  };
}

function inTurn<T>(sandbox: Sandbox, make: (namespaces: Namespaces) => Promise<T>): Promise<T> {
  const namespaces = known.get(sandbox) ?? { near: sandbox.another(), far: sandbox.another(), turn: Promise.resolve() };
  known.set(sandbox, namespaces);
  const made = namespaces.turn.then(() => make(namespaces));
  namespaces.turn = made.catch(() => {});
  return made;
}

export interface SeenNamed {
  readonly operation: Operation;
  readonly near: StoredObject;
  readonly far: StoredObject;
  readonly answer: Answer;
  /** What both are then; empty where it is gone. */
  readonly nearAfter: JsonObject;
  readonly farAfter: JsonObject;
}

function namedCase({ resource }: Subject, operation: Operation): Case {
  return defineCase<SeenNamed>({
    name: operation.name,
    async gather(world) {
      const { client } = world;
      const pair = await makePair(world, resource);
      const { near, far } = pair;
      const answer = await carryOut(client, operation, near);
      const [nearAfter, farAfter] = [await whatIsThere(client, near.path), await whatIsThere(client, far.path)];
      await pair.remove(client);
      return { operation, near, far, answer, nearAfter, farAfter };
    },
    judge: judgeNamed,
  });
}

export function judgeNamed({ operation, near, far, answer, nearAfter, farAfter }: SeenNamed): Outcome {
  const what = `${operation.name} of one of two objects of one name`;
  const expected = 'the object in the namespace of the path is shown or changed, the one in another stays as it was';
  if (near.name !== far.name) return inconclusive(`the objects are not of one name: ${near.name} and ${far.name}`);
  const broken = (reason: string, actual: string) => violation({ reason: `${what}: ${reason}`, expected, actual });
  if (Object.keys(farAfter).length === 0) return broken('the other one is deleted', `answer ${answer.status}`);
  const changed = changesSince(far.object, farAfter, ownManager);
  if (changed.length > 0) return broken('the other one is changed', `answer ${answer.status}; ${list(changed)}`);
  if (answer.status >= 500) return inconclusive(`${what} is answered ${answer.status}`);
  // A reading that is refused for what it asks for (the log of what never ran, say) shows nothing.
  if (answer.status >= 300 && !(answer.status === 400 && !operation.writes))
    return broken('it is refused', `answer ${answer.status}`);
  const shown = uidsIn(answer.body);
  if (shown.includes(far.uid)) return broken('the other one is shown', `the uid ${far.uid} is in the answer`);
  if (operation.verb === 'list' && shown.join() !== near.uid)
    return broken('a list shows something else', `the uids ${shown.join(', ')}`);
  // Where a controller wrote too, what it wrote may hide the change.
  const isAlone = otherWriters(near.object, nearAfter, ownManager).length === 0;
  if (operation.writes && isAlone && changesSince(near.object, nearAfter, ownManager).length === 0)
    return broken('the one that is named stays as it was', `answer ${answer.status}`);
  return pass;
}

interface SeenMisnamed {
  readonly what: string;
  readonly other: StoredObject;
  readonly answer: Answer;
  readonly otherAfter: JsonObject;
}

/** The body names another object than the path. Whether it is refused depends on the kind; the other one is never reached. */
function misnamedCase({ resource }: Subject, what: 'name' | 'namespace'): Case {
  return defineCase<SeenMisnamed>({
    name: `a body that names another ${what}`,
    async gather(world) {
      const { client } = world;
      const pair = await makePair(world, resource);
      const second = what === 'name' ? await makePair(world, resource) : pair;
      const other = what === 'name' ? second.near : pair.far;
      const found = other.object;
      const { uid: _uid, resourceVersion: _version, ...metadata } = metadataOf(found);
      const body = withLabel({ ...found, metadata }, 'kube-covenant-touched', 'yes');
      const named = withMetadata(body, { name: other.name, namespace: metadata['namespace'] });
      const answer = await client.send({ method: 'PUT', path: pair.near.path, body: named });
      const otherAfter = await whatIsThere(client, other.path);
      await pair.remove(client);
      if (second !== pair) await second.remove(client);
      return { what, other: { ...other, object: found }, answer, otherAfter };
    },
    judge: ({ what, other, answer, otherAfter }) => {
      const changed = changesSince(other.object, otherAfter, ownManager);
      if (changed.length === 0) return pass;
      return violation({
        reason: `a PUT whose body has the ${what} of another object than its path writes that one`,
        expected: 'the path says which object is written',
        actual: `answer ${answer.status}; ${list(changed)}`,
      });
    },
  });
}

async function whatIsThere(client: Client, path: string): Promise<JsonObject> {
  const { status, body } = await client.send({ method: 'GET', path });
  if (status === 404) return {};
  if (status === 200 && isObject(body)) return body;
  throw new InconclusiveError(`the object cannot be read back: GET ${path} answers ${status}`);
}

/** The uids of the objects that an answer shows: of itself, and of the items of a list. */
function uidsIn(body: unknown): string[] {
  const items = valueAt(body, ['items']);
  const shown = Array.isArray(items) ? items : [body];
  return shown.map((one) => (isObject(one) ? valueAt(one, ['metadata', 'uid']) : undefined)).filter(isText);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
