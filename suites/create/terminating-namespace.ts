import { objectFor } from '../../fixtures/transitions.ts';
import { type JsonObject, valueAt } from '../../specs/json.ts';
import { wrongInRefusal } from '../../specs/oracles/refusal-status.ts';
import { explain } from '../../specs/oracles/update-rules.ts';
import type { Answer } from '../../src/client/client.ts';
import type { Library } from '../../src/contract/library.ts';
import { advisory, inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement, type World } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { subjectOf } from '../refusals/refused-case.ts';
import { withMetadata, written } from '../update-rules/places.ts';
import { creatingWays } from './creating-ways.ts';

/** Nothing new is created in a namespace that is being deleted. */
export function terminatingNamespaceIs403(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'create.*.terminating-namespace-is-403',
    title: 'Creating {kind} in a namespace that is being deleted is answered 403, while what is there can be changed',
    method:
      'Makes a namespace of its own with an object that a finalizer holds, reads the namespace, deletes it, and creates objects in every way: each is 403 Forbidden that names the object, with the cause NamespaceTerminating, and is not there. The one that is held is still read and labelled: the control. Then it is let go.',
    covers: [],
    derivedFrom: written,
    kills: () => ['create-in-terminating-namespace', 'namespace-read-as-scope'],
    *cases(subject) {
      yield terminatingCase(subject);
    },
  });
}

interface Attempt {
  readonly way: string;
  readonly name: string | undefined;
  readonly answer: Answer;
}

/** What was seen of a namespace that is being deleted. */
export interface SeenTermination {
  /** What GETs of the namespace answer before and after its deletion. */
  readonly active: Answer;
  readonly terminating: Answer;
  readonly deletion: Answer;
  readonly attempts: readonly Attempt[];
  /** A label written to the object that is held. */
  readonly control: Answer;
}

function terminatingCase(subject: Subject): Case {
  const { resource } = subject;
  return defineCase<SeenTermination>({
    name: 'every-way',
    gather: (world) => gather(world, subject),
    judge: (seen) => judgeTerminating(seen, resource),
  });
}

async function gather({ client, sandbox: outer }: World, { resource }: Subject): Promise<SeenTermination> {
  const sandbox = outer.another();
  const { name, uid } = await sandbox.namespace();
  const path = `/api/v1/namespaces/${name}`;
  const object: JsonObject = objectFor(resource);
  const held = await sandbox.create(
    client,
    resource,
    withMetadata(object, { finalizers: ['kube-covenant.example/held'] }),
  );
  const active = await client.send({ method: 'GET', path });
  const options = { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid } };
  const deletion = await client.send({ method: 'DELETE', path, body: options });
  const terminating = await client.send({ method: 'GET', path });
  const attempts: Attempt[] = [];
  for (const way of creatingWays(resource)) {
    if (deletion.status >= 300) break;
    const at = way.unnamed ? ({ unnamed: true } as const) : {};
    const { place, answer, stored } = await sandbox.createBy(resource, (there) => way.send(client, there, object), at);
    if (stored) await sandbox.remove(client, stored);
    attempts.push({ way: way.name, name: way.unnamed ? undefined : place.name, answer });
  }
  const body = { metadata: { labels: { covenant: 'still-here' } } };
  const control = await client.send({
    method: 'PATCH',
    path: held.path,
    contentType: 'application/merge-patch+json',
    body,
  });
  await sandbox.remove(client, held);
  return { active, terminating, deletion, attempts, control };
}

/** Nothing is created any more, and what is there can still be written. */
export function judgeTerminating(
  { active, terminating, deletion, attempts, control }: SeenTermination,
  resource: Subject['resource'],
): Outcome {
  if (active.status === 404)
    return violation({
      reason: 'a namespace that was created cannot be read by its name',
      expected: 'a GET of its path answers 200 with the namespace',
      actual: `answer 404: ${explain(active.body)}`,
    });
  if (deletion.status >= 300) return inconclusive(`the namespace cannot be deleted: answer ${deletion.status}`);
  if (terminating.status !== 200 || typeof valueAt(terminating.body, ['metadata', 'deletionTimestamp']) !== 'string')
    return inconclusive(`the namespace is not seen being deleted: GET answers ${terminating.status}`);
  if (control.status !== 200) return inconclusive(`what is in it cannot be written either: answer ${control.status}`);
  for (const { way, name, answer } of attempts) {
    if (answer.status >= 500) return inconclusive(`a creation by ${way} is answered ${answer.status}`);
    const expected = `${way}: 403 Forbidden that names the object, and nothing is made`;
    const actual = `answer ${answer.status}${answer.status < 400 ? '' : `: ${explain(answer.body)}`}`;
    if (answer.status < 300)
      return violation({ reason: 'an object is created in a namespace that is being deleted', expected, actual });
    // A server that creates nothing by a patch or a PUT does not find the object anywhere.
    const statuses = way.startsWith('post') ? [403] : [403, 404];
    const wrong = wrongInRefusal(answer, { statuses, about: subjectOf(resource, name) });
    if (wrong !== undefined)
      return violation({ reason: `in a namespace that is being deleted: ${wrong}`, expected, actual });
  }
  const bare = attempts.find(
    ({ answer }) => answer.status === 403 && !causesIn(answer).includes('NamespaceTerminating'),
  );
  if (!bare) return pass;
  return advisory({
    reason: 'the refusal does not say that the namespace is being deleted in a way that a program can read',
    expected: 'details.causes with the reason NamespaceTerminating',
    actual: `by ${bare.way} the causes have the reasons ${causesIn(bare.answer).join(', ') || 'none'}`,
  });
}

function causesIn({ body }: Answer): unknown[] {
  const causes = valueAt(body, ['details', 'causes']);
  return Array.isArray(causes) ? causes.map((cause) => valueAt(cause, ['reason'])) : [];
}
