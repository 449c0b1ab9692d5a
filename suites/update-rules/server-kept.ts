import { objectFor } from '../../fixtures/transitions.ts';
import type { JsonObject } from '../../specs/json.ts';
import { judgeServerKept } from '../../specs/oracles/server-kept.ts';
import type { Resource } from '../../src/contract/contract.ts';
import type { Library } from '../../src/contract/library.ts';
import { inconclusive, type Outcome, pass } from '../../src/outcome.ts';
import { type Case, defineCase, type Plan, type Requirement, type World } from '../../src/requirement.ts';
import type { FaultId } from '../../src/seeded-faults.ts';
import { type Way, ways } from '../../src/ways/index.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { outcomeOf, ownManager, read } from './observe-write.ts';
import {
  applied,
  emptyBody,
  metadataOf,
  type Place,
  pathOf,
  placesOf,
  withLabel,
  withMetadata,
  writeStep,
  written,
} from './places.ts';
import { terminatingCase } from './terminating.ts';

/** A value that is sent where the server keeps its own. */
interface Forgery {
  readonly name: string;
  /** Undefined leaves the member out; a patch then takes it away. */
  readonly value: unknown;
}

const forgedEntry = {
  manager: 'kube-covenant.example-forged',
  operation: 'Update',
  apiVersion: 'v1',
  time: '2016-08-08T02:20:42Z',
  fieldsType: 'FieldsV1',
  fieldsV1: { 'f:metadata': { 'f:labels': {} } },
};

/** Other values than the server's own, by member of metadata. */
const others: Readonly<Record<string, readonly unknown[]>> = {
  uid: ['00000000-0000-4000-8000-000000000000'],
  creationTimestamp: ['2016-08-08T02:20:42Z'],
  generation: [99],
  selfLink: ['/api/covenant'],
  deletionTimestamp: ['2016-08-08T02:20:42Z'],
  deletionGracePeriodSeconds: [77],
  managedFields: [[], [forgedEntry]],
};

/** Faults that show only where a kind has a spec, and a status of its own. */
const killedBesideTheObject: readonly FaultId[] = [
  'status-write-edits-managed-fields',
  'generation-rises-without-spec-change',
];

/** What the server keeps in metadata survives every write, whatever is sent for it. */
export function serverKeptSurvives(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'metadata.*.server-kept-survives',
    title: 'What the server keeps in the metadata of {kind} survives every write, whatever is sent for it',
    method:
      'In every way and at every path that writes the object sends null, nothing or another value for uid, creationTimestamp, generation, selfLink and the two members that a deletion sets, at a subresource for managedFields too: refused or passed over, and the rest of the write is done. The same of an object that is being deleted and held by a finalizer.',
    covers: [],
    derivedFrom: written,
    kills: ({ subresources }) => [
      'update-changes-uid',
      'apply-null-timestamp-blanks-identity',
      ...(subresources ? killedBesideTheObject : []),
    ],
    *cases(subject, plan) {
      const places = placesOf(subject.resource);
      for (const place of places) {
        for (const [index, member] of Object.keys(others).entries()) {
          // At the object itself an empty list is the documented way to begin anew.
          if (member === 'managedFields' && place.subresource === undefined) continue;
          for (const way of waysFor(plan, place, member, index)) yield memberCase(library, subject, place, member, way);
        }
      }
      for (const way of ways) yield terminatingCase(subject, places, way);
    },
  });
}

/** With quick effort a subresource is tried in one way for each member, another for each, but for what it alone must keep. */
function waysFor({ effort }: Plan, { subresource }: Place, member: string, index: number): readonly Way[] {
  if (effort !== 'quick' || subresource === undefined || member === 'managedFields') return ways;
  return ways.filter((_way, turn) => turn === index % ways.length);
}

function memberCase(library: Library, subject: Subject, place: Place, member: string, way: Way): Case {
  const forgeries = forgeriesOf(member, way, isListed(library, subject.resource, `metadata.${member}`));
  return defineCase<Outcome>({
    name: `${place.name}/${member}/${way.name}`,
    gather: (world) => tryForgeries(world, subject, place, member, way, forgeries),
    judge: (outcome) => outcome,
  });
}

/** A document that lists the member as updatable is not held to the convention that it is not. */
function isListed({ contracts }: Library, { name }: Resource, field: string): boolean {
  const resources = [...contracts.values()].flatMap((contract) => contract.resources);
  return resources.some(
    (known) => known.name === name && known.updatableFields?.some((listed) => listed.field === field),
  );
}

function forgeriesOf(member: string, way: Way, isUpdatable: boolean): Forgery[] {
  const given = (isUpdatable ? [] : (others[member] ?? [])).map((value) => ({ name: JSON.stringify(value), value }));
  const isWhole = way.name === 'put' || way.name === 'json-patch';
  return [{ name: 'null', value: null }, ...(isWhole ? [{ name: 'nothing', value: undefined }] : []), ...given];
}

async function tryForgeries(
  { client, sandbox }: World,
  { resource, schemas }: Subject,
  place: Place,
  member: string,
  way: Way,
  forgeries: readonly Forgery[],
): Promise<Outcome> {
  const loan = await sandbox.borrow(client, resource, objectFor(resource));
  const path = pathOf(loan, place);
  let before = await read(client, loan.path);
  for (const [turn, { name, value }] of forgeries.entries()) {
    // Labels are not written at every subresource: there nothing goes along.
    const wanted = place.subresource === undefined ? withLabel(before, 'covenant', `${member}-${turn}`) : before;
    const forged = withForged(wanted, member, value);
    const body = way.name === 'apply' ? forgedApply(forged, wanted, place, member) : way.body(before, forged, schemas);
    // The object may have been lent before: a manager that applied to it already would give up what it does not say again.
    const answer = await writeStep(client, way, path, body, `forged-${member}-${turn}`);
    const after = await read(client, loan.path);
    const observed = { field: `metadata.${member}`, before, wanted, status: answer.status, answer: answer.body, after };
    if (answer.status >= 500) {
      await loan.drop();
      return inconclusive(`the write is answered ${answer.status}`);
    }
    const outcome = outcomeOf((seen) => judgeServerKept(seen, name, ownManager), observed);
    if (outcome.kind !== 'pass') {
      // Deleted by the uid that it now has: the one that it was made with may be lost.
      await sandbox.remove(client, { ...loan, uid: String(metadataOf(after)['uid'] ?? loan.uid) });
      return outcome;
    }
    before = after;
    if (answer.status < 400) continue;
    const control = await writeStep(client, way, path, emptyBody(way, before), 'control');
    if (control.status !== 200) {
      await loan.drop();
      return inconclusive(`even an empty write is refused in this way: answer ${control.status}`);
    }
    before = await read(client, loan.path);
  }
  loan.giveBack(before);
  return pass;
}

function withForged(object: JsonObject, member: string, value: unknown): JsonObject {
  if (value !== undefined) return withMetadata(object, { [member]: value });
  const { [member]: _left, ...rest } = metadataOf(object);
  return { ...object, metadata: rest };
}

/** An application of the forged member, and of the label where one goes along; a null is said as it is. */
function forgedApply(forged: JsonObject, wanted: JsonObject, place: Place, member: string): JsonObject {
  const { labels } = metadataOf(wanted);
  return applied(forged, {
    [member]: metadataOf(forged)[member],
    ...(place.subresource === undefined && { labels }),
  });
}
