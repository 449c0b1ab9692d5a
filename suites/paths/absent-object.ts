import { objectFor } from '../../fixtures/transitions.ts';
import { isObject, type JsonObject } from '../../specs/json.ts';
import { wrongInRefusal } from '../../specs/oracles/refusal-status.ts';
import { type Client, wait } from '../../src/client/client.ts';
import type { Resource } from '../../src/contract/contract.ts';
import type { Library } from '../../src/contract/library.ts';
import { InconclusiveError } from '../../src/errors.ts';
import { type Case, defineCase, type Plan, type Requirement, type World } from '../../src/requirement.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';
import { carryOut, type Operation, objectOperations, plainPatches } from '../operations.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { subjectOf } from '../refusals/refused-case.ts';
import { metadataOf, withMetadata, written } from '../update-rules/places.ts';
import { createdByPut } from '../update-rules/put-create.ts';
import { askOwn, judgeOwnRefusal, type SeenOwnRefusal } from './own-asking.ts';

/** What is not there is answered 404, whatever is asked of it. */
export function absentObjectIs404(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'errors.*.absent-object-is-404',
    title: 'A request about {kind} that is not there is answered 404',
    method:
      'Asks for objects that never were, that were deleted, that are there under a name in other letters, and in another namespace: every operation is answered 404 with a Status that names the object, and nothing is made. The same operation on one that is there succeeds.',
    covers: [{ subresource: '*', parts: ['status/404', 'status/404/body/*'] }],
    derivedFrom: written,
    kills: () => [
      'missing-object-answers-500',
      'not-found-without-details',
      'failure-without-reason',
      'status-code-mismatch',
      'failure-as-plain-text',
      'patch-of-missing-object-answers-200',
      'delete-of-missing-object-answers-200',
      'names-compared-without-case',
    ],
    *cases(subject, plan) {
      const patches = plan.effort === 'quick' ? plainPatches : undefined;
      for (const operation of objectOperations(subject, library, plan, patches)) {
        if (isCreation(subject.resource, operation)) continue;
        for (const absence of absencesOf(operation, plan)) yield absentCase(subject, operation, absence);
      }
    },
  });
}

/** Servers make what is not there when it is applied, and some kinds when they are put. */
function isCreation({ kind }: Resource, { name, verb, subresource }: Operation): boolean {
  if (subresource !== undefined) return false;
  return name.endsWith('apply') || (verb === 'update' && createdByPut.includes(kind));
}

/** Why an object is not there. The name and namespace that are asked for are made of an object that is. */
interface Absence {
  readonly name: 'never' | 'deleted' | 'other letters' | 'other namespace';
  /** Where nothing is; whatever must be done for that is done. */
  address(stored: StoredObject, world: World, resource: Resource): Promise<{ name: string; namespace?: string }>;
}

const never: Absence = { name: 'never', address: async ({ name }) => ({ name: `${name}-absent` }) };

const deleted: Absence = {
  name: 'deleted',
  async address(_stored, { client, sandbox }, resource) {
    const gone = await sandbox.create(client, resource, objectFor(resource));
    await sandbox.remove(client, gone);
    await untilGone(client, gone.path);
    return { name: gone.name };
  },
};

const otherLetters: Absence = { name: 'other letters', address: async ({ name }) => ({ name: name.toUpperCase() }) };

const otherNamespace: Absence = {
  name: 'other namespace',
  address: async ({ name, object }) => ({ name, namespace: `${String(metadataOf(object)['namespace'])}-absent` }),
};

/** With quick effort each operation on what never was, and each further absence once for a reading and once for a write. */
function absencesOf({ name, verb, writes }: Operation, { effort }: Plan): Absence[] {
  const further = effort !== 'quick' || name === 'get' || name === 'delete';
  // A PUT to a namespace that is not there could make something where nothing of ours may be.
  const elsewhere = further && !(writes && verb === 'update');
  return [never, ...(further ? [deleted, otherLetters] : []), ...(elsewhere ? [otherNamespace] : [])];
}

interface Seen extends Omit<SeenOwnRefusal, 'owed' | 'before'> {
  readonly name: string;
  readonly namespace: string | undefined;
}

function absentCase({ resource }: Subject, operation: Operation, absence: Absence): Case {
  return defineCase<Seen>({
    name: `${operation.name}/${absence.name}`,
    async gather(world) {
      const { client, sandbox } = world;
      const loan = await sandbox.borrow(client, resource, objectFor(resource));
      const { object } = loan;
      const { name, namespace } = await absence.address(loan, world, resource);
      const path = addressed(resource, object, name, namespace);
      const request = operation.request({ path, name, object: anew(object, name, namespace) });
      const { verb, subresource } = operation;
      const asked = await askOwn(client, request, resource, {
        verb,
        resource: resource.plural,
        ...(subresource !== undefined && { subresource }),
        namespace: namespace ?? String(metadataOf(object)['namespace']),
      });
      const after = await readIfThere(client, path);
      const control = await carryOut(client, operation, loan);
      if (operation.writes) await loan.drop();
      else loan.giveBack(object);
      return { ...asked, after, control: readable(operation, control), name, namespace };
    },
    judge: ({ name, namespace, ...seen }) => {
      const what = `${operation.name} of what is not there (${absence.name})`;
      const owed = { statuses: [404], about: subjectOf(resource, name) };
      // In a namespace that is not there either of the two is rightly said to be missing.
      const about = {
        kinds: ['namespaces', 'Namespace'],
        group: '',
        ...(namespace !== undefined && { name: namespace }),
      };
      const either = namespace !== undefined && wrongInRefusal(seen.answer, { ...owed, about }) === undefined;
      return judgeOwnRefusal(what, { ...seen, before: undefined, owed: either ? { ...owed, about } : owed });
    },
  });
}

/** A reading that is refused for what it asks for (the log of what never ran, say) found the object. */
function readable<A extends { readonly status: number }>({ writes }: Operation, answer: A): A {
  return !writes && answer.status === 400 ? { ...answer, status: 200 } : answer;
}

function addressed({ collection }: Resource, object: JsonObject, name: string, namespace: string | undefined): string {
  const within = namespace ?? String(metadataOf(object)['namespace']);
  return `${collection.replace('{namespace}', within)}/${name}`;
}

/** The object as one that would be made: without what the server gave it, by which another would be meant. */
function anew(object: JsonObject, name: string, namespace: string | undefined): JsonObject {
  const { uid: _uid, resourceVersion: _version, ...metadata } = metadataOf(object);
  return withMetadata({ ...object, metadata }, { name, ...(namespace !== undefined && { namespace }) });
}

/** Milliseconds in which an object must be gone whose deletion was accepted and which nothing of ours holds. */
const patienceMs = 5000;

async function untilGone(client: Client, path: string): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while ((await client.send({ method: 'GET', path })).status !== 404) {
    if (performance.now() > deadline) throw new InconclusiveError(`${path} is deleted, and something holds it`);
    await wait(100);
  }
}

async function readIfThere(client: Client, path: string): Promise<JsonObject | undefined> {
  const { status, body } = await client.send({ method: 'GET', path });
  return status === 200 && isObject(body) ? body : undefined;
}
