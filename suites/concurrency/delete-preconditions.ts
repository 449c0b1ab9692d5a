import { objectFor } from '../../fixtures/transitions.ts';
import { isObject, type JsonObject } from '../../specs/json.ts';
import { type DeletePreconditions, deletionAnswer } from '../../specs/oracles/concurrency.ts';
import type { Client } from '../../src/client/client.ts';
import type { Resource } from '../../src/contract/contract.ts';
import type { Library } from '../../src/contract/library.ts';
import { type Case, defineCase, type Requirement, type World } from '../../src/requirement.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';
import { versionOf } from '../events.ts';
import { forEachKind } from '../promises/for-each-kind.ts';
import type { Selection } from '../promises/selection.ts';
import { subjectOf } from '../refusals/refused-case.ts';
import { read } from '../update-rules/observe-write.ts';
import { quickly } from '../update-rules/sampling.ts';
import { outcomeOfDeletions, type SeenDeletion } from './judge-deletion.ts';

/** That a kind is deleted, or else written, which is what a deletion must not do by mistake. */
export const deleted: readonly Selection[] = [{ actions: ['delete', 'put', 'patch'], parts: [''] }];

/** A deletion is of the object that it names, as it is named, or it is refused. */
export function deletePreconditionsAreKept(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'concurrency.*.delete-preconditions-are-kept',
    title: 'A deletion of {kind} with preconditions deletes the object that they describe, and no other',
    method:
      'Deletes with the uid of no object and of another, with versions from before, of another object and not there yet, with no version at all, and with one of the two right: each is answered 409, and the object stays as it was, with and without a grace period of 0. With what is right of them it is deleted.',
    covers: [],
    derivedFrom: deleted,
    kills: () => [
      'delete-preconditions-ignored',
      'delete-uid-precondition-ignored',
      'delete-version-precondition-ignored',
      'immediate-delete-with-version-conflicts',
      'conflict-answers-422',
    ],
    *cases({ resource }, plan) {
      const [stale, unknownUid, staleOfRight, wrongOfPresent, ...more] = wrongPreconditions;
      const first = [stale, unknownUid, staleOfRight, wrongOfPresent].filter((one) => one !== undefined);
      yield refusedCase(resource, [...first, ...quickly(plan, `delete ${resource.name}`, more, 1)]);
      const [atOnce, ...others] = rightPreconditions;
      if (atOnce) yield doneCase(resource, atOnce);
      for (const preconditions of quickly(plan, `deleted ${resource.name}`, others, 1))
        yield doneCase(resource, preconditions);
    },
  });
}

/** The object to be deleted as it is now, its version before, and another object. */
interface Known {
  readonly uid: string;
  readonly version: string;
  readonly before: string;
  readonly otherUid: string;
  readonly otherVersion: string;
}

interface Named {
  readonly name: string;
  readonly what: string;
  readonly of: (known: Known) => DeletePreconditions;
  readonly gracePeriodSeconds?: number;
}

const nobody = '00000000-0000-4000-8000-000000000000';

const wrongPreconditions: readonly Named[] = [
  { name: 'stale-version', what: 'a resourceVersion from before', of: ({ before }) => ({ resourceVersion: before }) },
  { name: 'unknown-uid', what: 'the uid of no object', of: () => ({ uid: nobody }) },
  {
    name: 'stale-version-of-right-uid',
    what: 'its uid and a resourceVersion from before',
    of: ({ uid, before }) => ({ uid, resourceVersion: before }),
    gracePeriodSeconds: 0,
  },
  {
    name: 'other-uid-of-right-version',
    what: 'the uid of another object and its own resourceVersion',
    of: ({ otherUid, version }) => ({ uid: otherUid, resourceVersion: version }),
    gracePeriodSeconds: 0,
  },
  { name: 'other-uid', what: 'the uid of another object', of: ({ otherUid }) => ({ uid: otherUid }) },
  {
    name: 'other-version',
    what: 'a later resourceVersion, which another object has',
    of: ({ otherVersion }) => ({ resourceVersion: otherVersion }),
  },
  {
    name: 'one-digit-more',
    what: 'its resourceVersion with one more digit',
    of: ({ version }) => ({ resourceVersion: `${version}1` }),
  },
  {
    name: 'both-wrong',
    what: 'the uid of another object and a resourceVersion from before',
    of: ({ otherUid, before }) => ({ uid: otherUid, resourceVersion: before }),
  },
  { name: 'text', what: 'a resourceVersion that is no number', of: () => ({ resourceVersion: 'abc' }) },
  {
    name: 'unknown-uid-at-once',
    what: 'the uid of no object',
    of: () => ({ uid: nobody }),
    gracePeriodSeconds: 0,
  },
];

const rightPreconditions: readonly Named[] = [
  {
    name: 'version-at-once',
    what: 'its resourceVersion',
    of: ({ version }) => ({ resourceVersion: version }),
    gracePeriodSeconds: 0,
  },
  { name: 'version', what: 'its resourceVersion', of: ({ version }) => ({ resourceVersion: version }) },
  { name: 'uid', what: 'its uid', of: ({ uid }) => ({ uid }) },
  {
    name: 'both',
    what: 'its uid and its resourceVersion',
    of: ({ uid, version }) => ({ uid, resourceVersion: version }),
  },
  { name: 'nulls', what: 'a uid and a resourceVersion of null', of: () => ({ uid: null, resourceVersion: null }) },
  { name: 'empty-version', what: 'an empty resourceVersion', of: () => ({ resourceVersion: '' }) },
  { name: 'version-zero', what: 'the resourceVersion 0', of: () => ({ resourceVersion: '0' }) },
  {
    name: 'zeros-before',
    what: 'its resourceVersion with zeros before it',
    of: ({ version }) => ({ resourceVersion: `00${version}` }),
  },
];

/** All that must be refused, of one object; the deletion of what is right of it is their control. */
function refusedCase(resource: Resource, wrong: readonly Named[]): Case {
  return defineCase<readonly SeenDeletion[]>({
    name: 'refused',
    gather: (world) => deleteInTurn(world, resource, [...wrong, { ...right, name: 'control' }]),
    judge: outcomeOfDeletions,
  });
}

const right: Named = {
  name: 'both',
  what: 'its uid and its resourceVersion',
  of: ({ uid, version }) => ({ uid, resourceVersion: version }),
};

function doneCase(resource: Resource, named: Named): Case {
  return defineCase<readonly SeenDeletion[]>({
    name: named.name,
    gather: (world) => deleteInTurn(world, resource, [named]),
    judge: outcomeOfDeletions,
  });
}

/** Times that a deletion is tried anew because another client wrote in between. */
const tries = 4;

async function deleteInTurn(
  { client, sandbox }: World,
  resource: Resource,
  all: readonly Named[],
): Promise<SeenDeletion[]> {
  const stored = await sandbox.create(client, resource, objectFor(resource));
  const seen: SeenDeletion[] = [];
  const body = { metadata: { labels: { covenant: 'moved' } } };
  await client.send({ method: 'PATCH', path: stored.path, contentType: 'application/merge-patch+json', body });
  const other = await sandbox.create(client, resource, objectFor(resource));
  let before = await read(client, stored.path);
  for (const named of all) {
    for (let attempt = 1; ; attempt++) {
      const tried = await deleteOnce(client, resource, stored, other, before, named);
      const isRaced = versionOf(tried.found.body) !== versionOf(before) && tried.answer.status === 409;
      if (isRaced && attempt < tries && isObject(tried.found.body)) {
        before = tried.found.body;
        continue;
      }
      seen.push(tried);
      break;
    }
    const { found } = seen.at(-1) as SeenDeletion;
    if (found.status !== 200 || !isObject(found.body)) break;
    before = found.body;
  }
  await sandbox.remove(client, stored);
  await sandbox.remove(client, other);
  return seen;
}

async function deleteOnce(
  client: Client,
  resource: Resource,
  stored: StoredObject,
  other: StoredObject,
  before: JsonObject,
  { what, of, gracePeriodSeconds }: Named,
): Promise<SeenDeletion> {
  const version = String(versionOf(before));
  const known: Known = {
    uid: stored.uid,
    version,
    before: String(versionOf(stored.object)),
    otherUid: other.uid,
    otherVersion: String(versionOf(other.object)),
  };
  const preconditions = of(known);
  const answer = await client.send({
    method: 'DELETE',
    path: stored.path,
    body: {
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      // Nothing is to wait for its dependents, of which there are none.
      propagationPolicy: 'Background',
      preconditions,
      ...(gracePeriodSeconds !== undefined && { gracePeriodSeconds }),
    },
  });
  const found = await client.send({ method: 'GET', path: stored.path });
  const grace = gracePeriodSeconds === undefined ? '' : ` and a grace period of ${gracePeriodSeconds}`;
  return {
    what: `a deletion with ${what}${grace}`,
    predicted: deletionAnswer(preconditions, { uid: stored.uid, resourceVersion: version }),
    before,
    answer,
    found,
    about: subjectOf(resource, stored.name),
  };
}
