import { type FieldPath, isWithin } from '../../specs/field-path.ts';
import { type Difference, differences, isObject, type JsonObject } from '../../specs/json.ts';
import { type Judgement, type ObservedWrite, otherWriters, sameVersion } from '../../specs/oracles/update-rules.ts';
import type { Answer, Client, Request } from '../../src/client/client.ts';
import { InconclusiveError, UnsupportedError } from '../../src/errors.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';
import type { SchemaSet } from '../../src/schema/schema.ts';
import { applyBody, applyManager } from '../../src/ways/apply.ts';
import type { Way } from '../../src/ways/index.ts';

/** Sends one write; an answer of 500 and up is asked for once more, since it may be a passing fault. */
export async function write(
  client: Client,
  way: Way,
  path: string,
  body: unknown,
  query: string | undefined = way.query,
): Promise<Answer> {
  const request = requestOf(way, path, body, query);
  const answer = await client.send(request);
  return answer.status < 500 ? answer : client.send(request);
}

/** A write as it is sent. */
export function requestOf(way: Way, path: string, body: unknown, query: string | undefined = way.query): Request {
  const url = query === undefined ? path : `${path}?${query}`;
  const sent = way.name === 'apply' && typeof body === 'object' ? applyBody(body) : body;
  return { method: way.method, path: url, contentType: way.contentType, body: sent };
}

/** The object at a path. @throws InconclusiveError where it is not there any more. */
export async function read(client: Client, path: string): Promise<JsonObject> {
  const answer = await client.send({ method: 'GET', path });
  if (answer.status === 200 && isObject(answer.body)) return answer.body;
  throw new InconclusiveError(`the object cannot be read back: GET ${path} answers ${answer.status}`);
}

/** Times a write is made anew because another client changed the object in between. */
const attempts = 4;

/** Where a write goes, and what is sent with it. */
export interface WrittenAt {
  readonly subresource?: string;
  /** What is sent instead of the wanted object: changes that this path does not write. */
  readonly along?: (wanted: JsonObject) => JsonObject;
}

/** Changes a stored object in one way and reads it back. `change` makes the wanted object of the stored one. */
export async function observeWrite(
  client: Client,
  way: Way,
  stored: StoredObject,
  field: FieldPath,
  change: (stored: JsonObject) => JsonObject,
  schemas: SchemaSet,
  { subresource, along = (wanted) => wanted }: WrittenAt = {},
): Promise<ObservedWrite> {
  const path = subresource === undefined ? stored.path : `${stored.path}/${subresource}`;
  let before = stored.object;
  for (let attempt = 1; ; attempt++) {
    const wanted = change(before);
    const body = way.body(before, along(wanted), schemas);
    if (body === undefined)
      throw new UnsupportedError(`${way.name} cannot take away what the target itself put into the object`);
    const answer = await write(client, way, path, body);
    const after = await read(client, stored.path);
    const observed = { field, before, wanted, status: answer.status, answer: answer.body, after };
    // A conflict with somebody else's write (a controller's, say) says nothing about ours: it is made again on top of it.
    const raced = answer.status === 409 && otherWriters(before, after, ownManager).length > 0;
    if (!raced || attempt === attempts) return observed;
    before = after;
  }
}

/**
 * The paired control: the nearest valid write, a label, in the same way to the same object. Where even that is refused, the
 * check has learned nothing.
 */
export async function controlWrite(
  client: Client,
  way: Way,
  stored: StoredObject,
  now: JsonObject,
  schemas: SchemaSet,
  subresource?: string,
): Promise<Answer> {
  const path = subresource === undefined ? stored.path : `${stored.path}/${subresource}`;
  // Applied by another manager than what is tried: neither gives up what the other applied.
  const query = way.query?.replace(applyManager, `${ownManager}-control`);
  const send = (object: JsonObject) => write(client, way, path, way.body(object, oneMore(object), schemas), query);
  let answer = await send(now);
  for (let attempt = 1; answer.status === 409 && attempt < attempts; attempt++)
    answer = await send(await read(client, stored.path));
  return answer;
}

/** The object with the next value of the control's label. */
function oneMore(object: JsonObject): JsonObject {
  const metadata = isObject(object['metadata']) ? object['metadata'] : {};
  const labels = isObject(metadata['labels']) ? metadata['labels'] : {};
  const turn = String(Number(labels['kube-covenant-control'] ?? 0) + 1);
  return { ...object, metadata: { ...metadata, labels: { ...labels, 'kube-covenant-control': turn } } };
}

/** The name under which the server lists our writes: the User-Agent of the client. */
export const ownManager = 'kube-covenant';

/**
 * What a judgement means for the case. What another client wrote in between is nobody's fault: its writes to the status are
 * left out of the judgement, any other makes it impossible.
 */
export function outcomeOf(judge: (observed: ObservedWrite) => Judgement, observed: ObservedWrite): Outcome {
  const judgement = judge(observed);
  if (judgement.kept !== false) return toOutcome(judgement, observed.status);
  // Where the write itself changes who owns what, nobody can tell from that who else wrote.
  if (isWithin(observed.field, owners)) return toOutcome(judge(withoutStatus(observed)), observed.status);
  const others = otherWriters(observed.before, observed.after, ownManager);
  if (others.length === 0) return toOutcome(judge(asAnswered(observed)), observed.status);
  if (others.every(({ subresource }) => subresource === 'status'))
    return toOutcome(judge(withoutStatus(observed)), observed.status);
  return inconclusive(`${others.map(({ name }) => name).join(', ')} wrote to the object in between`);
}

const owners = 'metadata.managedFields';

/** The observation with the status as it now is throughout: what became of it is not judged. */
function withoutStatus(observed: ObservedWrite): ObservedWrite {
  const { before, wanted, after } = observed;
  const { status } = after;
  return { ...observed, wanted: { ...wanted, status }, before: { ...before, status } };
}

/** What another client's write to the status changes: one that only takes away leaves no entry among the owners. */
const changedByOthers: readonly FieldPath[] = ['status', 'metadata.resourceVersion', owners];

/**
 * The observation with the answer for what is read back, where somebody wrote to the status in between: the versions tell it,
 * and nothing but the status differs.
 */
function asAnswered(observed: ObservedWrite): ObservedWrite {
  const { answer, after, status } = observed;
  if (status >= 300 || !isObject(answer) || sameVersion(answer, after)) return observed;
  const isTheirs = ({ path }: Difference) => changedByOthers.some((part) => isWithin(path, part));
  return differences(answer, after).every(isTheirs) ? { ...observed, after: answer } : observed;
}

function toOutcome(judgement: Judgement, status: number): Outcome {
  if (judgement.kept === true) return pass;
  if (judgement.kept === 'unknown') return inconclusive(judgement.why);
  const { reason, expected, actual, effect } = judgement;
  return violation({ reason, expected, actual, observed: { effect, status } });
}
