import type { HostileBody, Lawful } from '../../fixtures/hostile-bodies.ts';
import { hostileGroups } from '../../fixtures/hostile-bodies.ts';
import { objectFor } from '../../fixtures/transitions.ts';
import type { JsonObject } from '../../specs/json.ts';
import { valueAt } from '../../specs/json.ts';
import type { Answer, Client, Request } from '../../src/client/client.ts';
import type { Resource } from '../../src/contract/contract.ts';
import { InconclusiveError } from '../../src/errors.ts';
import type { World } from '../../src/requirement.ts';
import type { Creation, StoredObject } from '../../src/sandbox/sandbox.ts';
import { withMetadata } from '../update-rules/places.ts';
import type { SentBody } from './judge-sent.ts';
import { annotation, type BodyPlace } from './places.ts';

/** A body as it is sent; without a Content-Type where that is null. */
export interface SendableBody extends Omit<HostileBody, 'contentType'> {
  readonly contentType?: string | null;
}

/** The object that bodies are sent to: it has the annotation that they write. */
export function bodyObject(resource: Resource): JsonObject {
  const given = { metadata: { annotations: { [annotation]: 'given' } } };
  return objectFor(resource, { name: 'given', given, to: { value: null } });
}

/** What a place's bodies are made of. */
export function lawfulAt(place: BodyPlace, object: JsonObject): Lawful {
  return {
    text: place.text(object),
    withValue: (value) => place.text(object, { value }),
    withMember: (name, value) => place.text(object, { member: { name, value } }),
  };
}

/** The groups of bodies that are of use at a place. */
export function groupsAt({ name }: BodyPlace): ReturnType<typeof hostileGroups> {
  if (name === 'delete') return hostileGroups('options');
  if (name === 'json-patch') return hostileGroups('operations');
  if (name === 'apply') return hostileGroups('apply');
  return hostileGroups(name.startsWith('p') || name === 'create' ? 'object' : 'merge');
}

/** The request that sends bytes to a place, for the object at a path. */
export function requestTo(
  { method, behind, contentType }: BodyPlace,
  path: string,
  bytes: string | Buffer,
  more: Pick<SendableBody, 'headers' | 'contentType'> = {},
): Request {
  return {
    method,
    path: path + behind,
    body: bytes,
    contentType: more.contentType === undefined ? contentType : more.contentType,
    ...(more.headers && { headers: more.headers }),
  };
}

/** Times that a body is sent whose connection is closed without an answer, before that is what the server does. */
const attempts = 3;

/**
 * The answer to a request; undefined where the connection is closed each time without one, though a GET is answered in between.
 * One of 500 and up is asked for once more, since it may be a passing fault.
 */
async function answerTo(client: Client, request: Request, beside: string): Promise<Answer | undefined> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    try {
      const answer = await client.send(request);
      return answer.status < 500 ? answer : await client.send(request);
    } catch (thrown) {
      if (!(thrown instanceof InconclusiveError && /closed the connection/.test(thrown.message))) throw thrown;
      await client.send({ method: 'GET', path: beside });
    }
  }
  return undefined;
}

/** Sends a body to an object that is there, and reads it afterwards. */
export async function sendTo(
  client: Client,
  place: BodyPlace,
  stored: Pick<StoredObject, 'path'>,
  before: JsonObject,
  body: SendableBody,
): Promise<SentBody> {
  const request = requestTo(place, stored.path, body.make(lawfulAt(place, before)), body);
  const answer = await answerTo(client, request, stored.path);
  const after = await client.send({ method: 'GET', path: stored.path });
  return { ...about(place, body), answer, before, after };
}

/** Sends a body that would make an object, reads what is then there, and takes it away again. */
export async function sendNew(
  { client, sandbox }: World,
  place: BodyPlace,
  resource: Resource,
  body: SendableBody,
): Promise<SentBody> {
  let answer: Answer | undefined;
  let closed = false;
  const made: Creation = await sandbox.createBy(resource, async ({ path, collection, name, namespace }) => {
    const object = withMetadata(bodyObject(resource), { name, namespace });
    const request = requestTo(place, collection, body.make(lawfulAt(place, object)), body);
    answer = await answerTo(client, request, path);
    closed = answer === undefined;
    // What nobody answered made nothing that is known of.
    return answer ?? client.send({ method: 'GET', path });
  });
  const after = await client.send({ method: 'GET', path: made.place.path });
  const uid = valueAt(after.body, ['metadata', 'uid']);
  if (made.stored) await sandbox.remove(client, made.stored);
  else if (after.status === 200 && typeof uid === 'string') {
    const { path, name } = made.place;
    await sandbox.remove(client, { path, name, uid, object: {}, createdBy: made.answer.exchange });
  }
  return { ...about(place, body), answer: closed ? undefined : answer, before: undefined, after };
}

function about(place: BodyPlace, { name, refused, known }: SendableBody): Pick<SentBody, 'what' | 'refused' | 'known'> {
  const failure = known ? 'any' : place.untyped && 'untyped';
  return { what: `a body of ${place.name} (${name})`, ...(refused && { refused }), ...(failure && { known: failure }) };
}
