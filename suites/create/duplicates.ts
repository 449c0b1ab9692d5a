import { objectFor } from '../../fixtures/transitions.ts';
import { isObject, type JsonObject, valueAt } from '../../specs/json.ts';
import { wrongInRefusal } from '../../specs/oracles/refusal-status.ts';
import { explain, list, otherWriters } from '../../specs/oracles/update-rules.ts';
import { changesSince } from '../../specs/oracles/whole-write.ts';
import type { Answer } from '../../src/client/client.ts';
import type { Library } from '../../src/contract/library.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { subjectOf } from '../refusals/refused-case.ts';
import { ownManager, read } from '../update-rules/observe-write.ts';
import { metadataOf, withLabel, withMetadata, written } from '../update-rules/places.ts';
import { bodyAt, hindranceOf, post } from './creating.ts';

/** A name is given once. */
export function duplicatesAreRefused(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'create.*.duplicate-is-409',
    title: 'Creating {kind} under a name that exists is answered 409 AlreadyExists and leaves the one that is there',
    method:
      'Creates an object and then others of its name: the same, another one, one with generateName as well, one while the first is being deleted; each is answered 409 AlreadyExists that names it, never a fault of the server, and the first stays as it was. Of several at once just one is created. The first creation is the control.',
    covers: [],
    derivedFrom: written,
    kills: () => [
      'duplicate-create-replaces',
      'duplicate-create-answers-500',
      'duplicate-create-answers-timeout',
      'duplicate-create-reported-as-conflict',
    ],
    *cases(subject) {
      yield secondCase(subject, 'the-same', (object) => object);
      yield secondCase(subject, 'another', (object) => withLabel(object, 'covenant', 'second'));
      yield secondCase(subject, 'with-generate-name', (object) => withMetadata(object, { generateName: 'covenant-' }));
      yield terminatingCase(subject);
      yield atOnceCase(subject);
    },
  });
}

/** An object, the answer to a second creation of its name, and what is there then. */
export interface Second {
  readonly name: string;
  readonly before: JsonObject;
  readonly answer: Answer;
  readonly after: Answer;
}

function secondCase(subject: Subject, name: string, change: (object: JsonObject) => JsonObject): Case {
  return duplicateCase(subject, name, {}, change);
}

/** While a finalizer holds the first its name is still taken, though its deletion has begun. */
function terminatingCase(subject: Subject): Case {
  const held = { finalizers: ['kube-covenant.example/held'] };
  return duplicateCase(subject, 'while-it-is-deleted', held, (object) => object);
}

function duplicateCase(
  { resource }: Subject,
  name: string,
  metadata: JsonObject,
  change: (object: JsonObject) => JsonObject,
): Case {
  const object = objectFor(resource);
  return defineCase<Second>({
    name,
    async gather({ client, sandbox }) {
      const stored = await sandbox.create(client, resource, withMetadata(object, metadata));
      // Not the default of the kind: with that a collector writes to the object, in its own time.
      const options = { apiVersion: 'v1', kind: 'DeleteOptions', propagationPolicy: 'Background' };
      if ('finalizers' in metadata) await client.send({ method: 'DELETE', path: stored.path, body: options });
      const before = await read(client, stored.path);
      const { name: taken } = stored;
      const [namespace, collection] = [
        String(metadataOf(before)['namespace']),
        stored.path.slice(0, -taken.length - 1),
      ];
      const body = change(withMetadata(object, { name: taken, namespace }));
      // A fault of the server may pass: what it answers a second time is what it does.
      const first = await post(client, { collection }, body);
      const answer = first.status < 500 ? first : await post(client, { collection }, body);
      const after = await client.send({ method: 'GET', path: stored.path });
      const uid = valueAt(after.body, ['metadata', 'uid']);
      await sandbox.remove(client, { ...stored, uid: typeof uid === 'string' ? uid : stored.uid });
      return { name: taken, before, answer, after };
    },
    judge: (seen) => judgeSecond(seen, resource),
  });
}

/** The second is refused as it should be, and the first stays as it was. */
export function judgeSecond({ name, before, answer, after }: Second, resource: Subject['resource']): Outcome {
  const expected = '409 AlreadyExists that names the object, which stays as it was';
  const said = `answer ${answer.status}${answer.status < 400 ? '' : `: ${explain(answer.body)}`}`;
  const broken = (reason: string, actual: string): Outcome => violation({ reason, expected, actual });
  if (after.status === 404) return broken('a second creation takes away the first object', `${said}; it is gone`);
  if (after.status !== 200 || !isObject(after.body)) return inconclusive(`GET answers ${after.status}`);
  const changed = changesSince(before, after.body, ownManager);
  const isOthers = otherWriters(before, after.body, ownManager).length > 0 && sameUid(before, after.body);
  if (changed.length > 0 && isOthers) return inconclusive(`another client wrote in between: ${list(changed)}`);
  if (changed.length > 0) return broken('a second creation changes the first object', `${said}; ${list(changed)}`);
  const about = subjectOf(resource, name);
  const wrong = wrongInRefusal(answer, { statuses: [409], reasons: ['AlreadyExists'], about });
  return wrong === undefined ? pass : broken(`a second creation: ${wrong}`, said);
}

function sameUid(a: unknown, b: unknown): boolean {
  return valueAt(a, ['metadata', 'uid']) === valueAt(b, ['metadata', 'uid']);
}

/** Creations of one name that were sent at once, and what is there then. */
export interface Rivals {
  readonly name: string;
  readonly answers: readonly Answer[];
  readonly found: Answer;
}

/** How many creations of one name are sent at once. */
const rivals = 6;

function atOnceCase({ resource }: Subject): Case {
  return defineCase<Rivals>({
    name: 'at-once',
    async gather({ client, sandbox }) {
      let answers: readonly Answer[] = [];
      const { place, stored } = await sandbox.createBy(resource, async (there) => {
        const body = (rival: number) => withLabel(bodyAt(there, objectFor(resource)), 'covenant', `rival-${rival}`);
        answers = await Promise.all(Array.from({ length: rivals }, (_, rival) => post(client, there, body(rival))));
        return answers.find(({ status }) => status < 300) ?? (answers[0] as Answer);
      });
      const found = await client.send({ method: 'GET', path: place.path });
      const uid = valueAt(found.body, ['metadata', 'uid']);
      if (stored) await sandbox.remove(client, { ...stored, uid: typeof uid === 'string' ? uid : stored.uid });
      return { name: place.name, answers, found };
    },
    judge: (seen) => judgeRivals(seen, resource),
  });
}

/** Just one of them is created, the others come too late. */
export function judgeRivals({ name, answers, found }: Rivals, resource: Subject['resource']): Outcome {
  const expected = `one answer of 201 and ${answers.length - 1} of 409 AlreadyExists; the object is that of the 201`;
  const actual = `answers ${answers.map(({ status }) => status).join(', ')}`;
  const made = answers.filter(({ status }) => status < 300);
  const [winner] = made;
  if (made.length > 1) return violation({ reason: 'several creations of one name succeed', expected, actual });
  if (!winner) return inconclusive(hindranceOf(answers[0] as Answer) ?? `none is created: ${actual}`);
  const uidOf = (answer: Answer) => valueAt(answer.body, ['metadata', 'uid']);
  if (found.status === 200 && uidOf(found) !== uidOf(winner))
    return violation({ reason: 'another object is there than the one that was answered', expected, actual });
  const refused = answers.filter((answer) => answer !== winner);
  const owed = { statuses: [409], reasons: ['AlreadyExists'], about: subjectOf(resource, name) };
  const wrong = refused.map((answer) => wrongInRefusal(answer, owed)).find((one) => one !== undefined);
  return wrong === undefined
    ? pass
    : violation({ reason: `a creation that comes too late: ${wrong}`, expected, actual });
}
