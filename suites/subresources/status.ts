import { afterTransition, objectFor } from '../../fixtures/transitions.ts';
import { isObject, type JsonObject, memberOf, sameJson, valueAt } from '../../specs/json.ts';
import { judgeUpdated, type ObservedWrite } from '../../specs/oracles/update-rules.ts';
import type { Resource } from '../../src/contract/contract.ts';
import type { Library } from '../../src/contract/library.ts';
import type { Subresource } from '../../src/contract/types.ts';
import { InconclusiveError } from '../../src/errors.ts';
import { pass, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import type { SchemaSet } from '../../src/schema/schema.ts';
import type { FaultId } from '../../src/seeded-faults.ts';
import { canSay, type Way, ways } from '../../src/ways/index.ts';
import { put } from '../../src/ways/put.ts';
import { forEachKind, type KindRequirement } from '../promises/for-each-kind.ts';
import { sendAfresh } from '../refusals/send-afresh.ts';
import { observeWrite, outcomeOf, read, requestOf } from '../update-rules/observe-write.ts';

const answered = ['', 'status/200', 'status/200/body/*'];

/** Faults that show in what a write to the status of a kind makes of it. */
const killedByPut: Readonly<Record<string, readonly FaultId[]>> = {
  pod: ['status-endpoint-writes-spec', 'status-put-replaces-only-sent-fields'],
  job: ['job-status-endpoint-writes-spec', 'suspended-job-status-refused', 'status-put-replaces-only-sent-fields'],
};
const killedByPatch: Readonly<Record<string, readonly FaultId[]>> = {
  pod: ['status-endpoint-writes-spec', 'status-patch-lost'],
  job: ['job-status-endpoint-writes-spec', 'suspended-job-status-refused', 'status-patch-lost'],
};

/** A status that another may follow, however it is written. */
interface Change {
  readonly name: string;
  /** The status before; as the server made it, without. */
  readonly from?: JsonObject;
  readonly to: JsonObject;
}

/** What a write to the status of a kind makes of the status. */
export function statusIsWritten(library: Library): Requirement[] {
  const requirement = (
    declared: Pick<KindRequirement, 'id' | 'title' | 'method' | 'covers' | 'kills'>,
    used: readonly Way[],
  ) =>
    forEachKind(library, {
      ...declared,
      derivedFrom: [{ actions: ['put', 'patch'], parts: [''] }],
      about: (resource) => statusOf(resource)?.values !== undefined,
      *cases({ resource, schemas }) {
        const status = statusOf(resource);
        if (!status) return;
        for (const change of changesBetween(status))
          for (const way of used)
            if (isSaid(way, resource, change, schemas)) yield statusCase(resource, status, change, way, schemas);
      },
    });
  return [
    ...requirement(
      {
        id: 'status.*.put-replaces-it',
        title: 'A PUT to the status of {kind} makes the status what was sent, and changes nothing else',
        method:
          'Writes one lawful status after another, with changes to the spec beside it, reads back and compares the whole object.',
        covers: [
          {
            actions: ['put'],
            subresource: 'status',
            parts: [...answered, 'rule/status-is-replaced', 'body', 'body/*'],
          },
        ],
        kills: ({ name }) => killedByPut[name] ?? [],
      },
      [put],
    ),
    ...requirement(
      {
        id: 'status.*.patch-changes-it',
        title: 'A patch of the status of {kind} changes what it names of the status, and nothing else',
        method:
          'Turns one lawful status into another by every kind of patch, with changes to the spec beside it, and compares the whole object.',
        covers: [
          {
            actions: ['patch'],
            subresource: 'status',
            parts: [...answered, 'body', 'body/*'],
          },
        ],
        kills: ({ name }) => killedByPatch[name] ?? [],
      },
      ways.filter((way) => way !== put),
    ),
  ];
}

/** The status subresource of a kind. */
export function statusOf({ subresources = [] }: Resource): Subresource | undefined {
  return subresources.find(({ name }) => name === 'status');
}

function changesBetween({ values = [] }: Subresource): Change[] {
  return values.flatMap((to, i) => [
    { name: `from-the-first-to-${i + 1}`, to },
    ...values.flatMap((from, j) => (i === j ? [] : [{ name: `from-${j + 1}-to-${i + 1}`, from, to }])),
  ]);
}

function isSaid(way: Way, resource: Resource, { from, to }: Change, schemas: SchemaSet): boolean {
  const before = { ...objectFor(resource), status: from ?? {} };
  return canSay(way, before, (object) => ({ ...object, status: to }), schemas);
}

function statusCase(resource: Resource, status: Subresource, change: Change, way: Way, schemas: SchemaSet): Case {
  const { name, from, to } = change;
  return defineCase<ObservedWrite>({
    name: `${name}/${way.name}`,
    cell: { kind: resource.kind, subresource: status.name, field: status.writes, way: way.name },
    async gather({ client, sandbox }) {
      const stored = await sandbox.create(client, resource, objectFor(resource));
      const withStatus = (object: JsonObject, value: JsonObject) => ({
        ...object,
        status: { ...keptOf(object, status), ...value },
      });
      let object = await read(client, stored.path);
      if (from) {
        const answer = await sendAfresh(client, stored.path, (now) =>
          requestOf(put, `${stored.path}/${status.name}`, withStatus(now, from)),
        );
        object = await read(client, stored.path);
        if (answer.status !== 200 || !sameJson(object['status'], withStatus(object, from).status))
          throw new InconclusiveError(`the status to begin with cannot be written: answer ${answer.status}`);
      }
      const observed = await observeWrite(
        client,
        way,
        { ...stored, object },
        'status',
        (before) => withStatus(before, to),
        schemas,
        { subresource: status.name, along: (wanted) => withOtherSpec(resource, wanted) },
      );
      await sandbox.remove(client, stored);
      return observed;
    },
    judge: (observed) => outcomeOf(judgeUpdated, observed),
  });
}

/** The members of the status that the server keeps where they are left out. */
function keptOf(object: JsonObject, { kept = [] }: Subresource): JsonObject {
  const status = isObject(object['status']) ? object['status'] : {};
  return Object.fromEntries(
    kept.flatMap((name) => (memberOf(status, name) === undefined ? [] : [[name, status[name]] as const])),
  );
}

/** A change of the spec that is lawful by itself, and none of the status's business. */
function withOtherSpec(resource: Resource, wanted: JsonObject): JsonObject {
  for (const { field, transitions } of resource.updatableFields ?? []) {
    const simple = transitions.find(({ given }) => given === undefined);
    if (field.startsWith('spec.') && simple && valueAt(wanted, ['spec']) !== undefined)
      return afterTransition(wanted, field, simple);
  }
  return wanted;
}

/** A status that a new object is sent with is dropped: only the status subresource writes it. */
export function createIgnoresStatus(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'status.*.create-ignores-it',
    title: 'The status that {kind} is created with is not stored',
    method: 'Creates the object with each lawful status and without, and compares the statuses that are read back.',
    covers: [],
    derivedFrom: [
      { actions: ['put', 'patch'], subresource: 'status', parts: [''] },
      { actions: ['put', 'patch'], parts: [''] },
    ],
    about: (resource) => statusOf(resource)?.values !== undefined,
    kills: ({ name }) => (name === 'pod' ? ['create-keeps-status'] : []),
    *cases({ resource }) {
      for (const [i, value] of (statusOf(resource)?.values ?? []).entries()) yield createCase(resource, value, i);
    },
  });
}

function createCase(resource: Resource, value: JsonObject, index: number): Case {
  return defineCase<{ readonly sent: JsonObject; readonly stored: unknown; readonly plain: unknown }>({
    name: `status-${index + 1}`,
    async gather({ client, sandbox }) {
      const object = objectFor(resource);
      const plain = await sandbox.create(client, resource, object);
      const stored = await sandbox.create(client, resource, { ...object, status: value });
      await Promise.all([sandbox.remove(client, plain), sandbox.remove(client, stored)]);
      return { sent: value, stored: stored.object['status'], plain: plain.object['status'] };
    },
    judge: ({ sent, stored, plain }) => {
      const taken = Object.keys(sent).filter(
        (name) =>
          !sameJson(valueAt(plain, [name]), valueAt(stored, [name])) && sameJson(valueAt(stored, [name]), sent[name]),
      );
      if (taken.length === 0) return pass;
      return violation({
        reason: 'an object is created with the status that the client sent',
        expected: `status ${JSON.stringify(plain ?? null)}, as of an object that is created without one`,
        actual: `status.${taken.join(', status.')} as sent`,
      });
    },
  });
}
