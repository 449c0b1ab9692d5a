import { stringify } from 'yaml';
import { objectFor } from '../../fixtures/transitions.ts';
import { isObject, type JsonObject, valueAt } from '../../specs/json.ts';
import { patchTypes } from '../../specs/oracles/patch-answer-request.ts';
import { explain } from '../../specs/oracles/update-rules.ts';
import type { Library } from '../../src/contract/library.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement, type World } from '../../src/requirement.ts';
import { observePatch } from '../patch-semantics/observe-patch.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { outcomeOfApply } from './judge-apply.ts';
import { judgeCreated, type ObservedCreation } from './judge-created.ts';
import { applied, managerNamed, type SeenStep, targetOf } from './scenario.ts';

/** An apply patch says what should be there, so that it makes what is not. */
export const createsWhatIsAbsent = (library: Library): Requirement[] =>
  forEachKind(library, {
    id: 'apply.*.creates-what-is-absent',
    title: 'An apply patch of {kind} that is not there creates it and answers 201',
    method:
      'Applies under a new name, as JSON and as YAML, expects 201, and reads back an object that has all that was applied and is owned by its applier. Applied again it stays as it is. Under another name than that of the URL nothing is made.',
    covers: [{ actions: ['patch'], parts: ['status/201', 'status/201/body/*'] }],
    derivedFrom: [{ actions: ['patch'], parts: [''] }],
    kills: () => ['apply-to-missing-object-answers-404', 'apply-refused', 'field-manager-ignored'],
    *cases(subject) {
      for (const [name, write] of Object.entries(writers)) yield creationCase(subject, name, write);
      yield otherNameCase(subject);
    },
  });

type Write = (object: JsonObject) => string;

/** How clients write what they apply; one that marshals a type sends a time that is null and a status that is empty. */
const writers: Readonly<Record<string, Write>> = {
  'as-json': (object) => JSON.stringify(object),
  'as-yaml': (object) => `# What should be there.\n${stringify(object)}`,
  'with-a-null-time': (object) => {
    const metadata = isObject(object['metadata']) ? object['metadata'] : {};
    return JSON.stringify({ ...object, metadata: { ...metadata, creationTimestamp: null } });
  },
};

interface Created {
  readonly creation: ObservedCreation;
  readonly again: readonly SeenStep['observed'][];
}

function creationCase(subject: Subject, name: string, write: Write): Case {
  return defineCase<Created>({
    name,
    gather: (world) => observeCreation(world, subject, write),
    judge: ({ creation, again }) => {
      const outcomes = [
        judgeCreated(creation, targetOf(subject)),
        // The first write after a creation may make another version of itself, the next may not.
        ...again.map((observed, i) => outcomeOfApply({ ...observed, isFirst: i === 0 }, targetOf(subject))),
      ];
      return outcomes.find(({ kind }) => kind !== 'pass') ?? pass;
    },
  });
}

async function observeCreation({ client, sandbox }: World, { resource }: Subject, write: Write): Promise<Created> {
  const labelled = { ...objectFor(resource), metadata: { labels: { x: '1' } } };
  const fieldManager = managerNamed('a');
  let body = '';
  const { place, answer, stored } = await sandbox.createBy(resource, ({ path, name }) => {
    body = write(applied(resource, name, labelled));
    return client.send({
      method: 'PATCH',
      path: `${path}?fieldManager=${fieldManager}`,
      contentType: patchTypes.apply,
      body,
    });
  });
  const { status, body: found } = await client.send({ method: 'GET', path: place.path });
  const request = { contentType: patchTypes.apply, body, fieldManager };
  const creation = { request, status: answer.status, answer: answer.body, found: { status, body: found } };
  const again: SeenStep['observed'][] = [];
  if (!stored) return { creation, again };
  if (status === 200 && isObject(found)) {
    let before: JsonObject = found;
    for (let time = 0; time < 2; time++) {
      const observed = await observePatch(client, stored, before, { type: 'apply', body, fieldManager });
      again.push(observed);
      before = observed.after;
    }
  }
  await sandbox.remove(client, stored);
  return { creation, again };
}

interface OtherName {
  readonly status: number;
  readonly answer: unknown;
  /** Statuses of GET of both names afterwards. */
  readonly found: readonly number[];
  readonly control: number;
}

function otherNameCase({ resource }: Subject): Case {
  return defineCase<OtherName>({
    name: 'another-name-than-in-the-url',
    async gather({ client, sandbox }) {
      const send = (path: string, name: string) =>
        client.send({
          method: 'PATCH',
          path: `${path}?fieldManager=${managerNamed('a')}`,
          contentType: patchTypes.apply,
          body: applied(resource, name, objectFor(resource)),
        });
      const other = await sandbox.createBy(resource, ({ path, name }) => send(path, `${name}-other`));
      const { path, name, collection } = other.place;
      const found: number[] = [];
      for (const there of [path, `${collection}/${name}-other`]) {
        found.push((await client.send({ method: 'GET', path: there })).status);
      }
      if (other.stored) await sandbox.remove(client, other.stored);
      const control = await sandbox.createBy(resource, (place) => send(place.path, place.name));
      if (control.stored) await sandbox.remove(client, control.stored);
      return { status: other.answer.status, answer: other.answer.body, found, control: control.answer.status };
    },
    judge: judgeOtherName,
  });
}

function judgeOtherName({ status, answer, found, control }: OtherName): Outcome {
  // Not found, says a server that makes nothing by a patch at all: then the control says so as well.
  if ([400, 404].includes(status) && found.every((one) => one === 404)) {
    return control === 201 ? pass : inconclusive(`even under its own name nothing can be made: answer ${control}`);
  }
  const unseen = found.find((one) => one !== 200 && one !== 404);
  if (unseen !== undefined) return inconclusive(`it cannot be seen whether they are there: GET answers ${unseen}`);
  const said = status < 400 ? String(valueAt(answer, ['metadata', 'name'])) : explain(answer);
  return violation({
    reason: 'an apply patch under another name than that in the URL is not refused as it should be',
    expected: 'refused with 400, and neither name is there then',
    actual: `answer ${status} (${said}), then GET of the two names answers ${found.join(' and ')}`,
    observed: { effect: status < 400 ? 'other' : 'refused', status },
  });
}
