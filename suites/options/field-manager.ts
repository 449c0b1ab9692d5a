import { managerNames } from '../../fixtures/generators/manager-names.ts';
import { objectFor } from '../../fixtures/transitions.ts';
import type { JsonObject } from '../../specs/json.ts';
import { explain } from '../../specs/oracles/update-rules.ts';
import type { Answer } from '../../src/client/client.ts';
import type { Library } from '../../src/contract/library.ts';
import { InconclusiveError, UnsupportedError } from '../../src/errors.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { checkProperty, type PropertyResult, propertyOutcome } from '../../src/property.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';
import { type Way, ways } from '../../src/ways/index.ts';
import { entriesOf, type PromisedEntry, wrongWithEntry } from '../apply/judge-entries.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { unraced } from '../unraced.ts';
import { read, write } from '../update-rules/observe-write.ts';
import { type Place, pathOf, withLabel, written } from '../update-rules/places.ts';
import { createdByPut } from '../update-rules/put-create.ts';
import { sampledWays } from '../update-rules/sampling.ts';
import { type Creation, creationRequest } from './dry-creation.ts';
import { find } from './dry-judge.ts';
import { lawfulChange } from './lawful-change.ts';
import { sampledPlaces } from './sampled-places.ts';
import { parameter, withParameter } from './with-parameter.ts';

/** Who makes a change may say so, and is then known for it. */
export function fieldManagerIsRecorded(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'field-manager.*.is-recorded',
    title: 'The fieldManager of a write of {kind} is the name that its fields are owned under',
    method:
      'Creates and writes under a name in every way and at every path, and looks for it in managedFields, to the letter, with the operation that it was; then under generated names of many scripts, up to the longest. Without the parameter the name comes from the User-Agent.',
    covers: [{ subresource: '*', parts: ['parameter/query/fieldManager'] }],
    derivedFrom: written,
    kills: () => ['field-manager-ignored', 'managed-fields-not-recorded'],
    *cases(subject, plan) {
      const { resource } = subject;
      yield createdCase(subject, 'post');
      if (createdByPut.includes(resource.kind)) yield createdCase(subject, 'put');
      yield createdCase(subject, 'apply');
      for (const place of sampledPlaces(plan, resource)) {
        if (lawfulChange(resource, place) === undefined) continue;
        for (const way of sampledWays(plan, `field-manager ${place.name}`, ways))
          yield writtenCase(subject, place, way);
      }
      yield generatedCase(subject);
      for (const [name, agent] of Object.entries(agents)) yield agentCase(subject, name, agent);
    },
  });
}

/** Printable, of several scripts, with what is a sign of its own in a query and in JSON. */
const manager = 'covenant manager/1 "中文" é+&=%🙂';

interface Seen {
  readonly answer: Pick<Answer, 'status' | 'body'>;
  readonly after: JsonObject | undefined;
}

function createdCase({ resource }: Subject, by: Creation): Case {
  return defineCase<Seen>({
    name: `create/${by}`,
    async gather({ client, sandbox }) {
      const { place, answer, stored } = await sandbox.createBy(resource, (place) => {
        const body = { ...objectFor(resource), metadata: { name: place.name, namespace: place.namespace } };
        const request = creationRequest(by, place, body);
        const [path = '', query] = request.path.split('?');
        return client.send({ ...request, path: `${path}?${withParameter(query, parameter('fieldManager', manager))}` });
      });
      const after = await find(client, place.path);
      if (stored) await sandbox.remove(client, stored);
      return { answer, after };
    },
    judge: (seen) =>
      judge(seen, { manager, operation: by === 'apply' ? 'Apply' : 'Update', apiVersion: resource.apiVersion }),
  });
}

function writtenCase({ resource, schemas }: Subject, place: Place, way: Way): Case {
  const operation = way.name === 'apply' ? 'Apply' : 'Update';
  const { apiVersion } = resource;
  return defineCase<Seen>({
    name: `${place.name}/${way.name}`,
    async gather({ client, sandbox }) {
      const change = lawfulChange(resource, place);
      if (change === undefined) throw new UnsupportedError('the contract knows no lawful change of it');
      const stored = await sandbox.create(client, resource, objectFor(resource));
      const query = withParameter(way.query, parameter('fieldManager', manager));
      const attempt = async (turn: number) => {
        const before = turn === 1 ? stored.object : await read(client, stored.path);
        return write(client, way, pathOf(stored, place), way.body(before, change(before, turn), schemas), query);
      };
      const answer = await unraced(attempt, ({ status }) => status === 409);
      const after = await read(client, stored.path);
      await sandbox.remove(client, stored);
      return { answer, after };
    },
    judge: (seen) => {
      const subresource = place.subresource && { subresource: place.subresource.name };
      return judge(seen, { manager, operation, apiVersion, ...subresource });
    },
  });
}

function judge({ answer, after }: Seen, promised: PromisedEntry): Outcome {
  if (answer.status >= 300 || after === undefined)
    return inconclusive(`a write under a name is answered ${answer.status}: ${explain(answer.body)}`);
  const wrong = wrongWithEntry(after, promised);
  if (wrong === undefined) return pass;
  const { operation, subresource } = promised;
  return violation({
    reason: 'the field manager of a write is not recorded as it was given',
    expected: `metadata.managedFields has an entry of manager ${promised.manager}, operation ${operation}${subresource === undefined ? '' : `, subresource ${subresource}`}`,
    actual: `answer ${answer.status}; ${wrong}`,
    observed: { effect: 'other', status: answer.status },
  });
}

/** Writes to one object before it is given up: of many managers servers put the oldest together. */
const writesToOne = 5;

/** A label written under each of many names belongs to that name. */
function generatedCase({ resource }: Subject): Case {
  return defineCase<PropertyResult>({
    name: 'generated-names',
    async gather(world) {
      const { client, sandbox } = world;
      let stored: StoredObject | undefined;
      let turn = 0;
      const result = await checkProperty(world, managerNames(), async (name) => {
        if (turn++ % writesToOne === 0) {
          if (stored) await sandbox.remove(client, stored);
          stored = await sandbox.create(client, resource, objectFor(resource));
        }
        const { path } = stored as StoredObject;
        const label = `covenant-${turn}`;
        const answer = await client.send({
          method: 'PATCH',
          path: `${path}?${withParameter('', parameter('fieldManager', name))}`,
          contentType: 'application/merge-patch+json',
          body: withLabel({}, label, 'set'),
        });
        if (answer.status >= 500) throw new InconclusiveError(`the write is answered ${answer.status}`);
        if (answer.status !== 200) return `answer ${answer.status}: ${explain(answer.body)}`;
        return ownersOf(await read(client, path), label).includes(name)
          ? undefined
          : `it is recorded under another name`;
      });
      if (stored) await sandbox.remove(client, stored);
      return result;
    },
    judge: (result) => propertyOutcome(result, 'a label is owned by the field manager that it is written under'),
  });
}

/** The managers that own a label. */
function ownersOf(object: JsonObject, label: string): string[] {
  const owns = (entry: JsonObject) => JSON.stringify(entry['fieldsV1'] ?? {}).includes(`"f:${label}"`);
  return entriesOf(object)
    .filter(owns)
    .map((entry) => String(entry['manager']));
}

/** What clients call themselves: with a version and more behind it, without, and at great length. */
const agents = {
  versioned: 'kube-covenant-agent/1.2 (linux) more/3',
  plain: 'kube-covenant-agent',
  long: `${'kube-covenant-agent-'.repeat(10)}/1`,
};

function agentCase({ resource }: Subject, name: string, agent: string): Case {
  return defineCase<Seen & { readonly owners: readonly string[] }>({
    name: `user-agent/${name}`,
    async gather({ client, sandbox }) {
      const stored = await sandbox.create(client, resource, objectFor(resource));
      const answer = await client.send({
        method: 'PATCH',
        path: stored.path,
        contentType: 'application/merge-patch+json',
        headers: { 'user-agent': agent },
        body: withLabel({}, 'covenant-agent', 'set'),
      });
      const after = await read(client, stored.path);
      await sandbox.remove(client, stored);
      return { answer, after, owners: ownersOf(after, 'covenant-agent') };
    },
    judge: ({ answer, after, owners }) => judgeAgent(agent, { answer, after }, owners),
  });
}

/**
 * Without the parameter the name is inferred from the User-Agent (Server-Side Apply, "Field management"): it is the beginning of
 * that, up to the first slash in kube-apiserver, and no longer than a name may be.
 */
export function judgeAgent(agent: string, { answer, after }: Seen, owners: readonly string[]): Outcome {
  if (answer.status !== 200 || after === undefined)
    return inconclusive(`the write is answered ${answer.status}: ${explain(answer.body)}`);
  if (owners.some((owner) => owner !== '' && agent.startsWith(owner))) return pass;
  const listed = entriesOf(after).map((entry) => String(entry['manager']));
  return violation({
    reason: 'a write without fieldManager is not recorded under the name that its User-Agent begins with',
    expected: `the label is owned by a manager called as ${agent} begins`,
    actual: `it is owned by ${owners.join(', ') || 'nobody'}; managers listed: ${listed.join(', ') || 'none'}`,
  });
}
