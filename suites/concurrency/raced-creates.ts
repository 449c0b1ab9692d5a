import { objectFor } from '../../fixtures/transitions.ts';
import { isObject, valueAt } from '../../specs/json.ts';
import { type StatusSubject, wrongInRefusal } from '../../specs/oracles/refusal-status.ts';
import { explain } from '../../specs/oracles/update-rules.ts';
import type { Answer, Request } from '../../src/client/client.ts';
import type { Library } from '../../src/contract/library.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import type { Place } from '../../src/sandbox/sandbox.ts';
import { apply } from '../../src/ways/apply.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import type { Selection } from '../promises/selection.ts';
import { subjectOf } from '../refusals/refused-case.ts';
import { ownManager, requestOf } from '../update-rules/observe-write.ts';
import { metadataOf } from '../update-rules/places.ts';

/** That a kind is created, or else patched, which creates by an application. */
const created: readonly Selection[] = [{ actions: ['post', 'patch'], parts: [''] }];

/** What is sent at once. Several POSTs alone are what `create.*.duplicate-is-409` is about. */
const rivals = ['post', 'apply', 'post', 'apply'] as const;

/** A name is taken once, in whatever ways it is asked for at the same time. */
export function racedCreatesMakeOne(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'concurrency.*.raced-creates-make-one',
    title:
      'Of POSTs and apply patches of {kind} under one name at the same time one makes it, and nothing else is lost',
    method:
      'Sends POSTs and apply patches of one name at once, each with a label of its own: one is answered 201, the other POSTs 409 AlreadyExists; what is there has the uid of that one, the label of each that succeeded, and of none that was refused.',
    covers: [],
    derivedFrom: created,
    kills: () => ['parallel-creates-both-succeed', 'patch-made-of-old-copy'],
    *cases(subject) {
      yield racedCase(subject);
    },
  });
}

/** One of the creations, with what it was answered. */
export interface RacedCreate {
  readonly way: (typeof rivals)[number];
  readonly answer: Pick<Answer, 'status' | 'body'>;
}

/** What the rivals were answered, and what a GET answers then. */
export interface RacedCreates {
  readonly creates: readonly RacedCreate[];
  readonly found: Pick<Answer, 'status' | 'body'>;
  readonly about: StatusSubject;
}

function racedCase(subject: Subject): Case {
  const { resource } = subject;
  return defineCase<RacedCreates>({
    name: 'post-and-apply',
    async gather({ client, sandbox }) {
      let seen: Omit<RacedCreates, 'about'> | undefined;
      const { place, stored } = await sandbox.createBy(resource, async (place) => {
        const sent = rivals.map(async (way, index) => ({
          way,
          answer: await client.send(creation(subject, place, way, index)),
        }));
        const creates = await Promise.all(sent);
        const found = await client.send({ method: 'GET', path: place.path });
        seen = { creates, found };
        return creates.find(({ answer }) => uidIn(answer) === uidIn(found))?.answer ?? found;
      });
      if (stored) await sandbox.remove(client, stored);
      return { ...(seen as Omit<RacedCreates, 'about'>), about: subjectOf(resource, place.name) };
    },
    judge: judgeRacedCreates,
  });
}

function creation(
  { resource }: Subject,
  { path, collection, name, namespace }: Place,
  way: RacedCreate['way'],
  index: number,
): Request {
  const object = objectFor(resource);
  const metadata = { ...metadataOf(object), name, namespace, labels: { [labelOf(index)]: way } };
  const body = { ...object, metadata };
  if (way === 'post') return { method: 'POST', path: collection, body };
  return requestOf(apply, path, body, `fieldManager=${ownManager}-rival-${index}&force=true`);
}

function labelOf(index: number): string {
  return `covenant-rival-${index}`;
}

function uidIn({ status, body }: Pick<Answer, 'status' | 'body'>): unknown {
  return status < 300 ? valueAt(body, ['metadata', 'uid']) : undefined;
}

/** One made it, the other POSTs are told that it exists, the other applications landed on top of it. */
export function judgeRacedCreates({ creates, found, about }: RacedCreates): Outcome {
  const expected = 'one is answered 201, the other POSTs 409 AlreadyExists, and all that succeeded is there';
  const told = creates.map(({ way, answer }) => `${way} ${answer.status}`).join(', ');
  const broken = (reason: string, then: string) => violation({ reason, expected, actual: `answered ${told}; ${then}` });
  const made = creates.filter(({ answer }) => answer.status === 201);
  if (made.length > 1)
    return broken('several creations of one name are answered 201', `they show ${uidsOf(made)} uids`);
  const [one] = made;
  if (!one) return inconclusive(`none creates the object: ${told}, ${explain(creates[0]?.answer.body)}`);
  if (found.status !== 200 || !isObject(found.body))
    return broken('a creation is answered 201, and the object is not there', `a GET answers ${found.status}`);
  if (uidIn(found) !== uidIn(one.answer))
    return broken('what is there is not what was made', `made ${uidIn(one.answer)}, found ${uidIn(found)}`);
  const isThere = (index: number) => valueAt(found.body, ['metadata', 'labels', labelOf(index)]) !== undefined;
  const lost = creates.findIndex(({ answer }, index) => answer.status < 300 && !isThere(index));
  if (lost >= 0) return broken('what is answered with success is lost to another', `the label of ${lost} is missing`);
  const dirty = creates.findIndex(({ answer }, index) => answer.status >= 400 && answer.status < 500 && isThere(index));
  if (dirty >= 0)
    return broken('a creation that is refused changes what another made', `the label of ${dirty} is there`);
  const failed = creates.find(({ answer }) => answer.status >= 500);
  if (failed) return inconclusive(`a creation is answered ${failed.answer.status}`);
  for (const { way, answer } of creates) {
    if (way !== 'post' || answer.status < 300) continue;
    const wrong = wrongInRefusal(answer, { statuses: [409], reasons: ['AlreadyExists'], about });
    if (wrong !== undefined) return broken(`a POST of a name that is taken meanwhile: ${wrong}`, explain(answer.body));
  }
  return pass;
}

function uidsOf(made: readonly RacedCreate[]): number {
  return new Set(made.map(({ answer }) => uidIn(answer))).size;
}
