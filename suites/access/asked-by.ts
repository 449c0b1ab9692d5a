import { objectFor } from '../../fixtures/transitions.ts';
import { isObject, type JsonObject } from '../../specs/json.ts';
import { wrongInRefusal } from '../../specs/oracles/refusal-status.ts';
import { leakIn } from '../../specs/oracles/refused-caller.ts';
import { explain, list } from '../../specs/oracles/update-rules.ts';
import { changesSince } from '../../specs/oracles/whole-write.ts';
import type { Caller, TokenHeader } from '../../src/client/caller.ts';
import type { Answer, Client, Request } from '../../src/client/client.ts';
import type { Resource } from '../../src/contract/contract.ts';
import { InconclusiveError } from '../../src/errors.ts';
import { inconclusive, type Outcome, pass, unsupported, violation } from '../../src/outcome.ts';
import type { World } from '../../src/requirement.ts';
import type { Loan } from '../../src/sandbox/sandbox.ts';
import { mayDo } from '../../src/target/abilities.ts';
import { carryOut, collectionOf, type Operation } from '../operations.ts';
import { ownManager } from '../update-rules/observe-write.ts';
import { metadataOf, withMetadata } from '../update-rules/places.ts';

/** Who asks, and what their requests are to be answered. */
export interface Asker {
  readonly name: string;
  readonly caller: Caller;
  readonly tokenIn?: TokenHeader;
  readonly statuses: readonly number[];
}

/** A text that is in every object that these checks make, and in no request but the one that makes it. */
export const marker = 'covenant-marker-8f3c1d5e7a';

/** The smallest object, with the marker in its annotations. */
export function markedObject(resource: Resource): JsonObject {
  return withMetadata(objectFor(resource), { annotations: { 'kube-covenant.example/marker': marker } });
}

/** What was seen of a request by somebody who may not make it. */
export interface SeenAsking {
  readonly operation: Pick<Operation, 'writes'>;
  readonly before: JsonObject;
  readonly answer: Answer;
  /** Empty where the object is gone. */
  readonly after: JsonObject;
  /** The same request, or the nearest one, by the run itself. */
  readonly control: Answer;
  /** Whether the caller may make it after all, as the server's own review has it: asked where it was let through. */
  readonly allowed: boolean | undefined;
}

/**
 * Sends a request in another name, and reads the object before and after. What is answered with a fault of the server is sent
 * once more: that may have been a passing one.
 */
export async function sendAs(client: Client, request: Request, { caller, tokenIn }: Omit<Asker, 'name' | 'statuses'>) {
  const asked = { ...request, caller, ...(tokenIn && { tokenIn }) };
  const answer = await client.send(asked);
  return answer.status < 500 ? answer : client.send(asked);
}

/** Whether the caller may do what it was let do. Where it was refused there is no need to know. */
export async function allowedAfterAll(
  client: Client,
  { caller }: Pick<Asker, 'caller'>,
  { apiVersion, plural }: Resource,
  { verb, subresource, scope }: Pick<Operation, 'verb' | 'subresource' | 'scope'>,
  namespace: string,
): Promise<boolean | undefined> {
  return mayDo(client, caller, {
    verb,
    group: apiVersion.includes('/') ? (apiVersion.split('/')[0] as string) : '',
    resource: plural,
    ...(subresource !== undefined && { subresource }),
    ...(scope !== 'cluster' && { namespace }),
  });
}

/** Asks one thing of a marked object in another name: it must be refused, and is then asked by the run itself. */
export async function ask(world: World, resource: Resource, operation: Operation, asker: Asker): Promise<SeenAsking> {
  const { client, sandbox } = world;
  const loan = await sandbox.borrow(client, resource, markedObject(resource));
  const before = loan.object;
  const request = operation.request({ path: loan.path, name: loan.name, object: withoutMarker(before) });
  const answer = await sendAs(client, request, asker);
  const { name: namespace } = await sandbox.namespace();
  const isLetThrough = answer.status < 400;
  const allowed = isLetThrough ? await allowedAfterAll(client, asker, resource, operation, namespace) : undefined;
  const found = await client.send({ method: 'GET', path: loan.path });
  const after = objectIn(found);
  const control = await controlOf(client, loan, operation, request, found, after);
  if (operation.writes || isLetThrough) await loan.drop();
  else loan.giveBack(after);
  return { operation, before, answer, after, control, allowed };
}

/**
 * The same request by the run itself. A watch that it may open would only be waited for: the list says as much of who may. A
 * plain reading of the object was sent already.
 */
async function controlOf(
  client: Client,
  loan: Loan,
  operation: Operation,
  request: Request,
  found: Answer,
  after: JsonObject,
): Promise<Answer> {
  if (operation.verb === 'watch') return client.send({ method: 'GET', path: `${collectionOf(loan)}?limit=1` });
  const isSent = found.status === 404 || (request.method === 'GET' && request.path === loan.path);
  return isSent ? found : carryOut(client, operation, { ...loan, object: after });
}

/** The object that a GET shows; an empty one where it is gone. @throws InconclusiveError for an answer that says neither */
function objectIn({ status, body, exchange }: Answer): JsonObject {
  if (status === 404) return {};
  if (status === 200 && isObject(body)) return body;
  throw new InconclusiveError(`the object cannot be read back: GET ${exchange.path} answers ${status}`);
}

/** A write of somebody else says nothing of the annotations: the marker is in no request but the first. */
function withoutMarker(object: JsonObject): JsonObject {
  const { annotations: _annotations, ...metadata } = metadataOf(object);
  return { ...object, metadata };
}

/** Statuses that whatever stands before the server answers for it when it is not there. */
const outages: readonly number[] = [502, 503, 504];

/** A request by somebody who may not make it: refused as it should be, nothing changed, and nothing of the object told. */
export function judgeAsking(what: string, statuses: readonly number[], seen: SeenAsking): Outcome {
  const { operation, before, answer, after, control, allowed } = seen;
  const expected = `${what} is refused with ${statuses.join(' or ')}, nothing changes, nothing of the object is told`;
  const said = answer.status < 400 ? `answer ${answer.status}` : `answer ${answer.status}: ${explain(answer.body)}`;
  if (allowed === true) return unsupported(`${what}: the server says that the caller may (SelfSubjectAccessReview)`);
  const changed = Object.keys(after).length === 0 ? undefined : changesSince(before, after, ownManager);
  const observed = { effect: answer.status < 400 ? 'other' : 'refused', status: answer.status } as const;
  const broken = (reason: string, actual: string) => violation({ reason, expected, actual, observed });
  if (changed === undefined) return broken(`${what} deletes the object`, `${said}; a GET then answers 404`);
  if (changed.length > 0) {
    const reason = answer.status < 400 ? `${what} is let through` : `${what} is refused, and yet changes the object`;
    return broken(reason, `${said}; ${list(changed)}`);
  }
  const leak = leakIn({ ...answer, text: answer.exchange.responseBody }, [marker, String(metadataOf(before)['uid'])]);
  if (answer.status < 400) return broken(`${what} is let through`, leak === undefined ? said : `${said}; ${leak}`);
  if (leak !== undefined)
    return broken(`${what} is refused, and yet shown something of the object`, `${said}; ${leak}`);
  if (outages.includes(answer.status)) return inconclusive(`${what} is answered ${answer.status}`);
  if (control.status === 401 || control.status === 403)
    return unsupported(`the run itself may not make this request: ${control.status} ${explain(control.body)}`);
  // A reading that is refused for what it asks for (the log of what never ran, say) was let through all the same.
  if (control.status >= 300 && !(control.status === 400 && !operation.writes))
    return inconclusive(`the same request by the run itself fails: ${control.status} ${explain(control.body)}`);
  const wrong = wrongInRefusal(answer, { statuses });
  return wrong === undefined ? pass : broken(`${what}: ${wrong}`, said);
}
