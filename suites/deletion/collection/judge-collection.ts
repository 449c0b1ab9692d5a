import { isObject, type JsonObject, valueAt } from '../../../specs/json.ts';
import { wrongInEnd } from '../../../specs/oracles/deletion.ts';
import { wrongInRefusal } from '../../../specs/oracles/refusal-status.ts';
import { explain } from '../../../specs/oracles/update-rules.ts';
import { changesSince } from '../../../specs/oracles/whole-write.ts';
import type { Answer } from '../../../src/client/client.ts';
import type { Resource } from '../../../src/contract/contract.ts';
import { advisory, inconclusive, type Outcome, pass, unsupported, violation } from '../../../src/outcome.ts';
import type { StoredObject } from '../../../src/sandbox/sandbox.ts';
import { ownManager } from '../../update-rules/observe-write.ts';
import type { SeenCollection } from './delete-collection.ts';

/** What a deletion of a collection owes, beside what it is called. */
export interface OwedCollection {
  readonly what: string;
  readonly resource: Resource;
  /** Whether a document promises that the collection can be deleted at all. */
  readonly isPromised: boolean;
  /** Whether it has to delete this one of the objects. */
  readonly chooses: (stored: StoredObject) => boolean;
}

/**
 * A deletion of a collection deletes every object that it chooses, each as a deletion of that one would, and no other. What was
 * deleted beyond that is the gravest that there is, and looked for first, whatever the answer says.
 */
export function judgeCollection(owed: OwedCollection, seen: SeenCollection): Outcome {
  const { what, resource, isPromised, chooses } = owed;
  const { made, answer } = seen;
  const chosen = made.filter(chooses);
  const expected = `${what} deletes ${chosen.length} of ${made.length} objects, and no other`;
  const broken = (reason: string, actual: string) =>
    violation({ reason: `${what}: ${reason}`, expected, actual: `answer ${said(answer)}; ${actual}` });
  const lost = lostOf(seen, (stored) => !chooses(stored));
  if (lost.length > 0) return broken('it deletes, or changes, what it does not choose', lost.join('; '));
  if (answer.status >= 500) return inconclusive(`${what} is answered ${answer.status}`);
  if ((answer.status === 405 || answer.status === 404) && !isPromised)
    return unsupported(`a collection of this kind cannot be deleted: answer ${answer.status}`);
  if (answer.status >= 400) return broken('it is refused', `${seen.left.length} objects are left`);
  const wrong = chosen.flatMap((stored) => wrongEnd(seen, stored));
  if (wrong.length > 0) return broken('not all that it chooses are deleted', wrong.join('; '));
  if (answer.status !== 200) return broken(`it is answered ${answer.status}`, 'it was to be 200');
  const untold = wrongInListed(resource, answer.body, made, chosen);
  return untold === undefined ? pass : broken(`the answer is not what was deleted: ${untold}`, shown(answer.body));
}

/** Of the objects for which this holds, what became of each that is not as it was made. */
export function lostOf(
  seen: Pick<SeenCollection, 'left' | 'made'>,
  keeps: (stored: StoredObject) => boolean,
): string[] {
  return seen.made.filter(keeps).flatMap((stored) => {
    const now = foundOf(seen.left, stored);
    if (!now) return [`${stored.name} is gone`];
    // Others may have written to its status.
    const before = { ...stored.object, status: now['status'] };
    const list = typeOf(stored.object);
    const changed = changesSince(before, { ...list, ...now }, ownManager);
    const deletion = changed.find(({ path }) => path === 'metadata.deletionTimestamp');
    if (deletion) return [`${stored.name} is being deleted`];
    return changed.length > 0 ? [`${stored.name} is changed (${changed.map(({ path }) => path).join(', ')})`] : [];
  });
}

/** The items of a list do not say what they are: the list does. */
function typeOf({ apiVersion, kind }: JsonObject): JsonObject {
  return { apiVersion, kind };
}

function foundOf(left: readonly JsonObject[], { uid }: StoredObject): JsonObject | undefined {
  return left.find((object) => valueAt(object, ['metadata', 'uid']) === uid);
}

function wrongEnd({ asked, left, tookMs }: SeenCollection, stored: StoredObject): string[] {
  const now = foundOf(left, stored);
  const after = now && { ...typeOf(stored.object), ...now };
  // What the answer shows of it is judged apart.
  const wrong = wrongInEnd({ asked, before: stored.object, answer: done, after, tookMs });
  return wrong === undefined ? [] : [`of ${stored.name}, ${wrong}`];
}

const done = { kind: 'Status', status: 'Success' };

/** The answer is a list of what was deleted, or a Status (the document says the one, kube-apiserver answers the other). */
function wrongInListed(
  { kind }: Resource,
  body: unknown,
  made: readonly StoredObject[],
  chosen: readonly StoredObject[],
): string | undefined {
  if (!isObject(body)) return 'it is neither a list nor a Status';
  if (body['kind'] === 'Status') return body['status'] === 'Success' ? undefined : 'it is a Status, and not of success';
  const { items } = body;
  if (body['kind'] !== `${kind}List` || !Array.isArray(items)) return `it is a ${String(body['kind'])}`;
  const uids = new Set(items.map((item) => valueAt(item, ['metadata', 'uid'])));
  const missing = chosen.filter(({ uid }) => !uids.has(uid));
  if (missing.length > 0) return `${missing.map(({ name }) => name).join(', ')} is deleted, and not listed`;
  const more = made.filter((stored) => !chosen.includes(stored) && uids.has(stored.uid));
  return more.length > 0 ? `${more.map(({ name }) => name).join(', ')} is listed, and not deleted` : undefined;
}

function said({ status, body }: Answer): string {
  return status < 400 ? String(status) : `${status}: ${explain(body)}`;
}

function shown(body: unknown): string {
  const items = valueAt(body, ['items']);
  const kind = isObject(body) ? String(body['kind']) : 'no object';
  return Array.isArray(items) ? `a ${kind} of ${items.length}` : `a ${kind}`;
}

/** Nothing of what was made is deleted or changed. */
export function judgeUntouched(what: string, seen: Pick<SeenCollection, 'made' | 'left'>): Outcome {
  const lost = lostOf(seen, () => true);
  if (lost.length === 0) return pass;
  const expected = `${what} leaves all ${seen.made.length} objects as they are`;
  return violation({ reason: `${what} deletes, or changes, objects`, expected, actual: lost.join('; ') });
}

/** What a refused deletion of a collection is called, and how it has to be refused. */
export interface OwedRefusal {
  readonly what: string;
  readonly isPromised: boolean;
  readonly statuses?: readonly number[];
}

/** A deletion that must be refused deletes nothing; only then is looked at how it is refused. */
export function judgeRefusedCollection({ what, isPromised, statuses }: OwedRefusal, seen: SeenCollection): Outcome {
  const { answer } = seen;
  const untouched = judgeUntouched(what, seen);
  if (untouched.kind === 'violation') return { ...untouched, actual: `answer ${said(answer)}; ${untouched.actual}` };
  if ((answer.status === 405 || answer.status === 404) && !isPromised)
    return unsupported(`a collection of this kind cannot be deleted: answer ${answer.status}`);
  const expected = `${what} is refused${statuses ? ` with ${statuses.join(' or ')}` : ''}, and nothing is deleted`;
  const actual = `answer ${said(answer)}; nothing is deleted`;
  // Real servers fail so where a version is not there yet.
  if (answer.status === 500)
    return advisory({ reason: `${what} is answered as a failure of the server`, expected, actual });
  if (answer.status >= 500) return statuses?.includes(answer.status) ? pass : inconclusive(`${what}: ${actual}`);
  const wrong = wrongInRefusal(answer, statuses ? { statuses } : {});
  return wrong === undefined ? pass : violation({ reason: `${what}: ${wrong}`, expected, actual });
}
