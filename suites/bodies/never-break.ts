import type { HostileBody } from '../../fixtures/hostile-bodies.ts';
import { isObject, sameJson } from '../../specs/json.ts';
import type { Library } from '../../src/contract/library.ts';
import { type Outcome, pass } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement, type World } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { written } from '../update-rules/places.ts';
import { judgeSent, type SentBody } from './judge-sent.ts';
import { type BodyPlace, bodyPlacesOf } from './places.ts';
import { bodiesOf, groupsOf } from './sampling.ts';
import { bodyObject, sendNew, sendTo } from './send-body.ts';

/** No body, however broken, is answered 5xx, and none changes anything that it does not say. */
export function neverBreakTheServer(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'bodies.*.never-break-the-server',
    title: 'No body of a request about {kind} is answered 5xx; what is refused changes nothing',
    method:
      'Sends broken syntax, JSON that is no object, values of wrong types, odd encodings, numbers at the edges, deep nesting and broken YAML on create, PUT, in every patch type, at the status and as options of a deletion: each is refused with 4xx and a Status and changes nothing, or is taken and read back as answered; a GET is answered afterwards. A 500 that kube-apiserver is known for is an advisory.',
    covers: [],
    derivedFrom: written,
    kills: () => [
      'undecodable-body-answers-500',
      'undecodable-patch-answers-500',
      'wrong-type-in-patch-answers-500',
      'undecodable-delete-options-answers-500',
    ],
    *cases(subject, plan) {
      for (const place of bodyPlacesOf(subject.resource)) {
        for (const group of groupsOf(plan, place))
          yield groupCase(subject, place, group.name, bodiesOf(plan, place, group));
      }
    },
  });
}

function groupCase({ resource }: Subject, place: BodyPlace, group: string, bodies: readonly HostileBody[]): Case {
  return defineCase<readonly SentBody[]>({
    name: `${place.name}/${group}`,
    gather: (world) =>
      place.name === 'create' ? sendAllNew(world, resource, place, bodies) : sendAll(world, resource, place, bodies),
    judge: (sent) => worstOf(sent.map(judgeSent)),
  });
}

/** One after the other to one object, up to the first that breaks the promise. */
export async function sendAll(
  { client, sandbox }: World,
  resource: Subject['resource'],
  place: BodyPlace,
  bodies: readonly HostileBody[],
): Promise<SentBody[]> {
  const loan = await sandbox.borrow(client, resource, bodyObject(resource));
  const sent: SentBody[] = [];
  let now = loan.object;
  for (const body of bodies) {
    const seen = await sendTo(client, place, loan, now, body);
    sent.push(seen);
    if (judgeSent(seen).kind === 'violation' || !isObject(seen.after.body)) return sent;
    now = seen.after.body;
  }
  if (sameJson(now['metadata'], loan.object['metadata'])) loan.giveBack(now);
  else await loan.drop();
  return sent;
}

export async function sendAllNew(
  world: World,
  resource: Subject['resource'],
  place: BodyPlace,
  bodies: readonly HostileBody[],
): Promise<SentBody[]> {
  const sent: SentBody[] = [];
  for (const body of bodies) {
    const seen = await sendNew(world, place, resource, body);
    sent.push(seen);
    if (judgeSent(seen).kind === 'violation') break;
  }
  return sent;
}

/** The outcome that says most: a violation before all else, then what could not be seen, then an advisory. */
export function worstOf(outcomes: readonly Outcome[]): Outcome {
  const of = (kind: Outcome['kind']) => outcomes.find((outcome) => outcome.kind === kind);
  return of('violation') ?? of('inconclusive') ?? of('advisory') ?? pass;
}
