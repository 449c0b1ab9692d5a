import { objectFor } from '../../fixtures/transitions.ts';
import { isObject, type JsonObject } from '../../specs/json.ts';
import { explain } from '../../specs/oracles/update-rules.ts';
import type { Library } from '../../src/contract/library.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { type PromisedEntry, wrongWithEntry } from './judge-entries.ts';
import { managerNamed, type Step, takeSteps } from './scenario.ts';
import { condition, hasStatus } from './status.ts';

/** Each write leaves an entry that says who wrote, how, and which fields. */
export const managedFieldsAreAsListed = (library: Library): Requirement[] =>
  forEachKind(library, {
    id: 'apply.*.managed-fields-are-as-listed',
    title: 'The managedFields of {kind} have the fields and values that the document lists',
    method:
      'Writes by create, update and apply, each under a name of its own, and looks at every member of the entry that it leaves.',
    covers: [{ parts: ['status/*/field/metadata.managedFields*'], except: ['*/rule/*'] }],
    derivedFrom: [{ actions: ['patch'], parts: [''] }],
    kills: () => ['managed-fields-not-recorded', 'field-manager-ignored'],
    *cases(subject) {
      yield createCase(subject);
      const written = { metadata: { labels: { x: '1' } } };
      yield entryCase(subject, 'update', { as: 'a', by: 'update', body: written });
      yield entryCase(subject, 'apply', { as: 'a', by: 'apply', body: written });
      const status = hasStatus(library, subject.resource.name) && condition(subject.schemas, 'x', 'True');
      if (!status) return;
      const through = { as: 'a', body: { status }, subresource: 'status' };
      yield entryCase(subject, 'status/update', { ...through, by: 'update' });
      yield entryCase(subject, 'status/apply', { ...through, by: 'apply' });
    },
  });

interface Seen {
  readonly status: number;
  readonly answer: unknown;
  /** The object as it then was, with what other clients wrote meanwhile. */
  readonly object: unknown;
}

function createCase(subject: Subject): Case {
  const { resource } = subject;
  const manager = managerNamed('a');
  return defineCase<Seen>({
    name: 'create',
    async gather({ client, sandbox }) {
      const { answer, stored } = await sandbox.createBy(resource, ({ collection, name, namespace }) => {
        const body: JsonObject = { ...objectFor(resource), metadata: { name, namespace } };
        return client.send({ method: 'POST', path: `${collection}?fieldManager=${manager}`, body });
      });
      if (stored) await sandbox.remove(client, stored);
      return { status: answer.status, answer: answer.body, object: answer.body };
    },
    judge: (seen) => judgeEntry(seen, 201, { manager, operation: 'Update', apiVersion: resource.apiVersion }),
  });
}

function entryCase(subject: Subject, name: string, step: Step): Case {
  const { resource } = subject;
  const { as, by, subresource } = step;
  return defineCase<Seen>({
    name,
    async gather({ client, sandbox }) {
      const stored = await sandbox.create(client, resource, objectFor(resource));
      const [seen] = await takeSteps(client, subject, stored, [step]);
      await sandbox.remove(client, stored);
      return { status: seen?.observed.status ?? 0, answer: seen?.observed.answer, object: seen?.observed.after };
    },
    judge: (seen) =>
      judgeEntry(seen, 200, {
        manager: managerNamed(as),
        operation: by === 'apply' ? 'Apply' : 'Update',
        apiVersion: resource.apiVersion,
        ...(subresource !== undefined && { subresource }),
      }),
  });
}

function judgeEntry({ status, answer, object }: Seen, wanted: number, promised: PromisedEntry): Outcome {
  if (status !== wanted || !isObject(object)) {
    return inconclusive(`the write that was to leave an entry is answered ${status}: ${explain(answer)}`);
  }
  const wrong = wrongWithEntry(object, promised);
  if (wrong === undefined) return pass;
  const { manager, operation, apiVersion, subresource } = promised;
  const through = subresource === undefined ? '' : `, subresource ${subresource}`;
  return violation({
    reason: 'a write leaves no entry in metadata.managedFields that says who wrote what',
    expected: `an entry of manager ${manager}, operation ${operation}, apiVersion ${apiVersion}${through}, with its fields in fieldsV1`,
    actual: wrong,
    observed: { effect: 'other', status },
  });
}
