import { isObject, type JsonObject, valueAt } from '../../specs/json.ts';
import { type OwedStatus, type StatusSubject, wrongInRefusal } from '../../specs/oracles/refusal-status.ts';
import { explain, list, otherWriters } from '../../specs/oracles/update-rules.ts';
import { changesSince } from '../../specs/oracles/whole-write.ts';
import type { Answer, Client, Request } from '../../src/client/client.ts';
import type { Resource } from '../../src/contract/contract.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { type Case, defineCase } from '../../src/requirement.ts';
import type { Place, StoredObject } from '../../src/sandbox/sandbox.ts';
import { ownManager, read } from '../update-rules/observe-write.ts';

/** A request about an object that must be refused, with the nearest lawful one as its control. */
export interface RefusedRequest {
  readonly name: string;
  /** What it is, for people: `a PUT without a body`. */
  readonly what: string;
  readonly resource: Resource;
  /** The object that it is tried on. */
  readonly object: JsonObject;
  /** Made for the object as it was read just before. */
  readonly request: (stored: StoredObject) => Request;
  /** Must succeed; it is sent after the refusal, to the same object. None where a plain GET of the object says enough. */
  readonly control?: (stored: StoredObject) => Request;
  /** What the refusal owes; its `about` is the object itself where `names` is true. */
  readonly owed: OwedStatus;
  readonly namesObject?: boolean;
}

/** What was seen of a request that must be refused. */
export interface SeenRefusal {
  readonly before: JsonObject;
  readonly answer: Answer;
  readonly after: JsonObject;
  /** The answer to the control; undefined where none was asked for. */
  readonly control: Answer | undefined;
  readonly owed: OwedStatus;
}

/** Times that a request is sent, where another client writes in between. */
const attempts = 4;

/** A case of a request about an object that is there: it is refused, says why, and changes nothing; its control succeeds. */
export function refusedCase(refused: RefusedRequest): Case {
  const { name, what, resource, object, request, control, owed, namesObject } = refused;
  return defineCase<SeenRefusal>({
    name,
    async gather({ client, sandbox }) {
      const stored = await sandbox.create(client, resource, object);
      let before = await read(client, stored.path);
      let answer = await client.send(request({ ...stored, object: before }));
      let after = await read(client, stored.path);
      for (let attempt = 1; isRaced(before, answer, after, owed) && attempt < attempts; attempt++) {
        before = after;
        answer = await client.send(request({ ...stored, object: before }));
        after = await read(client, stored.path);
      }
      let controlled = control && (await client.send(control({ ...stored, object: after })));
      // A conflict with somebody else's write says nothing of the control: it is made again on top of it.
      for (let attempt = 1; control && controlled?.status === 409 && attempt < attempts; attempt++) {
        const now = await read(client, stored.path);
        controlled = await client.send(control({ ...stored, object: now }));
      }
      await sandbox.remove(client, stored);
      const about = namesObject ? { about: subjectOf(resource, stored.name) } : {};
      return { before, answer, after, control: controlled, owed: { ...owed, ...about } };
    },
    judge: (seen) => judgeRefusal(what, seen),
  });
}

/** The object as `details` of a Status name it. */
export function subjectOf({ plural, kind, apiVersion }: Resource, name?: string): StatusSubject {
  const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] as string) : '';
  return { kinds: [plural, kind], group, ...(name !== undefined && { name }) };
}

/** A refusal: nothing changed, the status and its body are right, and what is nearest to it and lawful succeeds. */
export function judgeRefusal(what: string, { before, answer, after, control, owed }: SeenRefusal): Outcome {
  const changed = changesSince(before, after, ownManager);
  const expected = `${what} is refused with ${(owed.statuses ?? ['4xx']).join(' or ')}, nothing changes`;
  const said = `answer ${answer.status}${answer.status < 400 ? '' : `: ${explain(answer.body)}`}`;
  const observed = { effect: answer.status < 400 ? 'other' : 'refused', status: answer.status } as const;
  if (changed.length > 0) {
    const reason = answer.status < 400 ? `${what} is accepted` : `${what} is refused, and yet changes the object`;
    return violation({ reason, expected, actual: `${said}; ${list(changed)}`, observed });
  }
  if (isRaced(before, answer, after, owed)) return inconclusive(`another client wrote in between: ${said}`);
  return judgeAnswered(what, answer, control, owed, expected, said);
}

/** Whether it is a conflict with what another client wrote in between: that says nothing of the request. */
function isRaced(before: JsonObject, { status }: Answer, after: JsonObject, { statuses }: OwedStatus): boolean {
  return status === 409 && !statuses?.includes(409) && otherWriters(before, after, ownManager).length > 0;
}

function judgeAnswered(
  what: string,
  answer: Answer,
  control: Answer | undefined,
  owed: OwedStatus,
  expected: string,
  said: string,
): Outcome {
  if (answer.status >= 500 && !owed.statuses?.includes(answer.status))
    return inconclusive(`${what} is answered ${answer.status}`);
  if (control && control.status >= 300)
    return inconclusive(
      `what is nearest to it and lawful is refused as well: ${control.status} ${explain(control.body)}`,
    );
  const wrong = wrongInRefusal(answer, owed);
  if (wrong === undefined) return pass;
  const observed = { effect: answer.status < 400 ? 'ignored' : 'refused', status: answer.status } as const;
  return violation({ reason: `${what}: ${wrong}`, expected, actual: said, observed });
}

/** A creation that must be refused. */
export interface RefusedCreation {
  readonly name: string;
  readonly what: string;
  readonly resource: Resource;
  readonly request: (place: Place) => Request;
  /** Must succeed: the same with the fault taken out, at another free name. */
  readonly control: (place: Place) => Request;
  readonly owed: OwedStatus;
  readonly namesObject?: boolean;
  /** The name is not one to look for: both objects must carry the label of their place, and are looked for by it. */
  readonly unnamed?: true;
}

interface SeenCreation {
  readonly answer: Answer;
  /** What a GET of the name answers then. */
  readonly found: Pick<Answer, 'status' | 'body'>;
  readonly control: Answer;
  readonly owed: OwedStatus;
}

/** A case of a creation that must be refused: nothing is there then, and the nearest lawful one makes its object. */
export function refusedCreationCase(refused: RefusedCreation): Case {
  const { name, what, resource, request, control, owed, namesObject, unnamed } = refused;
  const at = unnamed ? { unnamed } : {};
  return defineCase<SeenCreation>({
    name,
    async gather({ client, sandbox }) {
      const tried = await sandbox.createBy(resource, (place) => client.send(request(place)), at);
      const found = await lookFor(client, tried.place, unnamed);
      if (tried.stored) await sandbox.remove(client, tried.stored);
      const lawful = await sandbox.createBy(resource, (place) => client.send(control(place)), at);
      if (lawful.stored) await sandbox.remove(client, lawful.stored);
      const about = namesObject ? { about: subjectOf(resource, tried.place.name) } : {};
      return { answer: tried.answer, found, control: lawful.answer, owed: { ...owed, ...about } };
    },
    judge: ({ answer, found, control, owed }) => {
      const expected = `${what} is refused with ${(owed.statuses ?? ['4xx']).join(' or ')}, nothing is made`;
      const said = `answer ${answer.status}${answer.status < 400 ? '' : `: ${explain(answer.body)}`}`;
      if (found.status === 200) {
        const reason = answer.status < 400 ? `${what} is accepted` : `${what} is refused, and yet makes the object`;
        const observed = { effect: 'other', status: answer.status } as const;
        return violation({ reason, expected, actual: `${said}; a GET then answers 200`, observed });
      }
      if (found.status !== 404 || !isObject(found.body))
        return inconclusive(`it cannot be seen whether the object is there: GET answers ${found.status}`);
      return judgeAnswered(what, answer, control, owed, expected, said);
    },
  });
}

/** What is at a place: the object of its name, or that which carries its label; 404 where there is none. */
export async function lookFor(
  client: Client,
  { path, collection, label }: Place,
  unnamed = false,
): Promise<Pick<Answer, 'status' | 'body'>> {
  if (!unnamed) return client.send({ method: 'GET', path });
  const [[name = '', value] = []] = Object.entries(label);
  const selector = encodeURIComponent(`${name}=${value}`);
  const { status, body } = await client.send({ method: 'GET', path: `${collection}?labelSelector=${selector}` });
  const items = valueAt(body, ['items']);
  if (status !== 200 || !Array.isArray(items)) return { status: status === 404 ? 500 : status, body };
  // Not every server selects as it is asked to.
  const found: unknown = items.find((item) => valueAt(item, ['metadata', 'labels', name]) === value);
  return found === undefined ? { status: 404, body: {} } : { status: 200, body: found };
}

/** Sends a request and reads the object before and after: for refusals of an object that is already there. */
export async function observeRefusal(
  client: Client,
  path: string,
  request: Request,
  owed: OwedStatus,
  control?: Request,
): Promise<SeenRefusal> {
  const before = await read(client, path);
  const answer = await client.send(request);
  const after = await read(client, path);
  return { before, answer, after, control: control && (await client.send(control)), owed };
}
