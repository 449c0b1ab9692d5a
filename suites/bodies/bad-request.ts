import type { HostileBody } from '../../fixtures/hostile-bodies.ts';
import { objectFor } from '../../fixtures/transitions.ts';
import type { JsonObject } from '../../specs/json.ts';
import { explain } from '../../specs/oracles/update-rules.ts';
import type { Answer } from '../../src/client/client.ts';
import type { Library } from '../../src/contract/library.ts';
import { inconclusive, type Outcome } from '../../src/outcome.ts';
import { type Case, defineCase, type Plan, type Requirement, type World } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { sendAfresh } from '../refusals/send-afresh.ts';
import { withMetadata, written } from '../update-rules/places.ts';
import { judgeSent, type SentBody } from './judge-sent.ts';
import { sendAll, sendAllNew, worstOf } from './never-break.ts';
import { type BodyPlace, bodyPlacesOf } from './places.ts';
import { bodyObject, groupsAt, lawfulAt, requestTo } from './send-body.ts';

/** A body that makes no sense under any reading is answered 400. */
export function badRequestIs400(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'errors.*.bad-request-is-400',
    title: 'A request about {kind} that makes no sense is answered 400',
    method:
      'On create, PUT, in every patch type, at the status and as options of a deletion sends bodies that are cut off, empty, or no object: each is answered 400 with a Status that says why, and changes nothing. The lawful body that they were made of succeeds.',
    covers: [{ subresource: '*', parts: ['status/400', 'status/400/body/*'] }],
    derivedFrom: written,
    kills: () => [
      'bad-request-answers-422',
      'undecodable-patch-answers-200',
      'failure-without-reason',
      'failure-as-plain-text',
      'status-code-mismatch',
    ],
    *cases(subject, plan) {
      for (const place of bodyPlacesOf(subject.resource)) yield senselessCase(subject, place, plan);
    },
  });
}

interface Senseless {
  readonly sent: readonly SentBody[];
  /** The answer to the lawful body. */
  readonly control: Pick<Answer, 'status' | 'body'>;
}

/** The bodies that can be refused with 400 alone; with quick effort the first, which is cut off. */
function senselessAt(place: BodyPlace, { effort }: Plan): readonly HostileBody[] {
  const all = groupsAt(place)
    .flatMap(({ bodies }) => bodies)
    .filter(({ refused }) => refused?.join() === '400');
  return effort === 'quick' ? all.slice(0, 1) : all;
}

function senselessCase({ resource }: Subject, place: BodyPlace, plan: Plan): Case {
  const bodies = senselessAt(place, plan);
  return defineCase<Senseless>({
    name: place.name,
    async gather(world) {
      const sent = await (place.name === 'create' ? sendAllNew : sendAll)(world, resource, place, bodies);
      return { sent, control: await lawful(world, resource, place) };
    },
    judge: ({ sent, control }) => {
      const outcome = worstOf(sent.map(judgeAnswered));
      if (outcome.kind === 'violation' || isTaken(control, place)) return outcome;
      return inconclusive(`the lawful body is refused as well: ${control.status} ${explain(control.body)}`);
    },
  });
}

/** What is answered 5xx, again, is for another requirement to tell: this one has learned nothing. */
function judgeAnswered(sent: SentBody): Outcome {
  const outcome = judgeSent(sent);
  const status = sent.answer?.status ?? 500;
  return outcome.kind === 'violation' && status >= 500 ? inconclusive(`${sent.what} is answered ${status}`) : outcome;
}

/** Sends the lawful body of a place. That of a deletion is read where it is refused with a conflict: it is meant for another object. */
async function lawful(
  { client, sandbox }: World,
  resource: Subject['resource'],
  place: BodyPlace,
): Promise<Senseless['control']> {
  if (place.name === 'create') {
    const { answer, stored } = await sandbox.createBy(resource, ({ collection, name, namespace }) => {
      const { text } = lawfulAt(place, withMetadata(objectFor(resource), { name, namespace }));
      return client.send(requestTo(place, collection, text));
    });
    if (stored) await sandbox.remove(client, stored);
    return answer;
  }
  const loan = await sandbox.borrow(client, resource, bodyObject(resource));
  const send = (object: JsonObject) => requestTo(place, loan.path, lawfulAt(place, object).text);
  // A deletion is met by a conflict for good.
  const answer = await (place.name === 'delete' ? client.send(send(loan.object)) : sendAfresh(client, loan.path, send));
  // That of a deletion leaves the object as it was.
  if (answer.status === 409) loan.giveBack(loan.object);
  else await loan.drop();
  return answer;
}

function isTaken({ status }: Senseless['control'], { name }: BodyPlace): boolean {
  return status < 300 || (name === 'delete' && status === 409);
}
