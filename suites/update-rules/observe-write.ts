import type { FieldPath } from '../../specs/field-path.ts';
import { isObject, type JsonObject } from '../../specs/json.ts';
import { type Judgement, type ObservedWrite, otherWriters } from '../../specs/oracles/update-rules.ts';
import type { Answer, Client } from '../../src/client/client.ts';
import { InconclusiveError } from '../../src/errors.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';
import type { SchemaSet } from '../../src/schema/schema.ts';
import type { Way } from '../../src/ways/index.ts';

/** Sends one write; an answer of 500 and up is asked for once more, since it may be a passing fault. */
export async function write(client: Client, way: Way, path: string, body: unknown): Promise<Answer> {
  const request = { method: way.method, path, contentType: way.contentType, body };
  const answer = await client.send(request);
  return answer.status < 500 ? answer : client.send(request);
}

/** The object at a path. @throws InconclusiveError where it is not there any more. */
export async function read(client: Client, path: string): Promise<JsonObject> {
  const answer = await client.send({ method: 'GET', path });
  if (answer.status === 200 && isObject(answer.body)) return answer.body;
  throw new InconclusiveError(`the object cannot be read back: GET ${path} answers ${answer.status}`);
}

/** Writes `wanted` over a stored object in one way and reads the object back. */
export async function observeWrite(
  client: Client,
  way: Way,
  stored: StoredObject,
  field: FieldPath,
  wanted: JsonObject,
  schemas: SchemaSet,
): Promise<ObservedWrite> {
  const answer = await write(client, way, stored.path, way.body(stored.object, wanted, schemas));
  const after = await read(client, stored.path);
  return { field, before: stored.object, wanted, status: answer.status, answer: answer.body, after };
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
): Promise<Answer> {
  const metadata = isObject(now['metadata']) ? now['metadata'] : {};
  const labels = isObject(metadata['labels']) ? metadata['labels'] : {};
  const turn = String(Number(labels['kube-covenant-control'] ?? 0) + 1);
  const wanted = { ...now, metadata: { ...metadata, labels: { ...labels, 'kube-covenant-control': turn } } };
  return write(client, way, stored.path, way.body(now, wanted, schemas));
}

/** What a judgement means for the case. A change that another client may have made is nobody's fault. */
export function outcomeOf(judgement: Judgement, observed: ObservedWrite): Outcome {
  if (judgement.kept === true) return pass;
  if (judgement.kept === 'unknown') return inconclusive(judgement.why);
  const others = otherWriters(observed.before, observed.after, 'kube-covenant');
  if (others.length > 0) return inconclusive(`${others.join(', ')} wrote to the object in between`);
  const { reason, expected, actual, effect } = judgement;
  return violation({ reason, expected, actual, observed: { effect, status: observed.status } });
}
