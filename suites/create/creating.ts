import { isObject, type JsonObject } from '../../specs/json.ts';
import { wrongInCreated } from '../../specs/oracles/created-object.ts';
import { explain } from '../../specs/oracles/update-rules.ts';
import type { Answer, Client } from '../../src/client/client.ts';
import type { Resource } from '../../src/contract/contract.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import type { World } from '../../src/requirement.ts';
import type { Place, Whereabouts } from '../../src/sandbox/sandbox.ts';
import { ownManager } from '../update-rules/observe-write.ts';
import { metadataOf, withMetadata } from '../update-rules/places.ts';

/** A creation that should succeed, and what is there then. */
export interface SeenCreation {
  readonly sent: JsonObject;
  /** Undefined where the server gives the name. */
  readonly name: string | undefined;
  readonly namespace: string;
  readonly answer: Answer;
  /** What a GET of it answers; the answer to the creation itself where that was refused. */
  readonly found: Answer;
}

/** The body that makes an object at a place. One whose name the server gives carries the label by which it is found. */
export function bodyAt({ name, namespace, label }: Place, object: JsonObject, unnamed = false): JsonObject {
  const { labels } = metadataOf(object);
  const found = unnamed ? { labels: { ...(isObject(labels) ? labels : {}), ...label } } : { name };
  return withMetadata(object, { namespace, ...found });
}

/** Sends the creation of an object by POST. */
export function post(client: Client, { collection }: Pick<Place, 'collection'>, body: JsonObject): Promise<Answer> {
  return client.send({ method: 'POST', path: collection, body });
}

/** Creates an object, reads it back and deletes it. */
export async function seeCreation(
  { client, sandbox }: Pick<World, 'client' | 'sandbox'>,
  resource: Resource,
  object: JsonObject,
  at: Whereabouts = {},
): Promise<SeenCreation> {
  let sent = object;
  const { place, answer, stored } = await sandbox.createBy(
    resource,
    (there) => {
      sent = bodyAt(there, object, at.unnamed);
      return post(client, there, sent);
    },
    at,
  );
  const found = stored ? await client.send({ method: 'GET', path: stored.path }) : answer;
  if (stored) await sandbox.remove(client, stored);
  return { sent, name: at.unnamed ? undefined : place.name, namespace: place.namespace, answer, found };
}

/** A lawful creation is answered 201 with the object as it is stored, which has all that was sent. */
export function judgeCreation({ sent, name, namespace, answer, found }: SeenCreation): Outcome {
  const expected = 'answer 201 with the object as it is stored, which has all that was sent';
  const hindrance = hindranceOf(answer);
  if (hindrance !== undefined) return inconclusive(hindrance);
  const said = `answer ${answer.status}${answer.status < 400 ? '' : `: ${explain(answer.body)}`}`;
  const broken = (reason: string, actual: string): Outcome =>
    violation({ reason, expected, actual, observed: { effect: 'other', status: answer.status } });
  if (answer.status >= 400) return broken('a lawful object is refused', said);
  if (answer.status !== 201) return broken('a creation is answered with another status than 201', said);
  if (found.status !== 200 || !isObject(found.body))
    return broken('a creation is answered 201, and the object is not there', `a GET then answers ${found.status}`);
  const wrong = wrongInCreated(
    { sent, name, namespace, answer: answer.body, found: found.body },
    { manager: ownManager },
  );
  return wrong === undefined ? pass : broken('another object is created than the one that was sent', wrong);
}

/**
 * Why an answer to a lawful creation says nothing of the server: it failed, it is not done yet, or what its operator lets in
 * (quotas, policies: 403) keeps the object out.
 */
export function hindranceOf({ status, body }: Answer): string | undefined {
  if (status >= 500 || status === 202) return `the creation is answered ${status}`;
  return status === 403 ? `the creation is forbidden here: ${explain(body)}` : undefined;
}
