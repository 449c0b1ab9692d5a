import { type FieldPath, isWithin, tokensOf, touches } from '../field-path.ts';
import { type Difference, differences, isObject, type JsonObject, sameJson, valueAt } from '../json.ts';

/** One write to one field, with the object before and after, as read from the server. */
export interface ObservedWrite {
  readonly field: FieldPath;
  readonly before: JsonObject;
  /** What the object would be if the write did what it says. */
  readonly wanted: JsonObject;
  readonly status: number;
  /** The answer's body, parsed. */
  readonly answer: unknown;
  readonly after: JsonObject;
}

/** What a write came to, held against what was promised of it. */
export type Judgement =
  | { readonly kept: true }
  | { readonly kept: 'unknown'; readonly why: string }
  | {
      readonly kept: false;
      readonly reason: string;
      readonly expected: string;
      readonly actual: string;
      readonly effect: 'updated' | 'ignored' | 'refused' | 'other';
    };

/** Metadata that the server writes by itself at every write (api-conventions, "Metadata"): never compared. */
const serverKept: readonly FieldPath[] = ['metadata.resourceVersion', 'metadata.generation', 'metadata.managedFields'];

/** The address of the object: a body that disagrees with the URL is refused before its fields are looked at (400). */
export const identity: readonly FieldPath[] = ['apiVersion', 'kind', 'metadata.name', 'metadata.namespace'];

/** Not values to write but conditions to meet: refused with 409 where they do not hold (api-conventions, "Concurrency"). */
export const preconditions: readonly FieldPath[] = ['metadata.resourceVersion', 'metadata.uid'];

/**
 * Updatable: the write is answered 200, the field has its new value, and nothing else changed.
 * @see cce-pod-update, "Function"; recordings `pod-update-metadata-fields`, `pod-active-deadline-transitions`
 */
export function judgeUpdated(write: ObservedWrite): Judgement {
  const { field, status, before, wanted, after } = write;
  const expected = `${field} becomes ${show(valueAt(wanted, tokensOf(field)))}, nothing else changes, answer 200`;
  const broken = (effect: 'updated' | 'ignored' | 'refused' | 'other', reason: string, actual: string): Judgement => ({
    kept: false,
    effect,
    reason,
    expected,
    actual,
  });
  const changed = meaningful(differences(before, after), field);
  if (status >= 400) {
    if (changed.length > 0)
      return broken('other', `the write was refused, and yet changed ${namesOf(changed)}`, list(changed));
    return broken('refused', `${field} cannot be updated`, `answer ${status}: ${explain(write.answer)}`);
  }
  const wrong = meaningful(differences(wanted, after), field);
  if (wrong.length === 0) return judgeAnswer(write, expected);
  if (changed.length === 0)
    return broken('ignored', `${field} keeps its old value`, `answer ${status}, the object is unchanged`);
  const missed = wrong.map(
    ({ path, before: promised, after: found }) => `${path} is ${show(found)}, not ${show(promised)}`,
  );
  return broken('other', `the write to ${field} did something else as well`, `answer ${status}; ${cut(missed)}`);
}

/**
 * Not updatable: the write is refused, naming the field, or ignored; either way the object stays as it was.
 * @see cce-pod-update, "Function", other parts; recordings `pod-update-spec-fields-*`
 */
export function judgeKept(write: ObservedWrite): Judgement {
  const { field, status, before, wanted, after } = write;
  const expected = `${field} stays ${show(valueAt(before, tokensOf(field)))}: refused with 422 naming it, or ignored`;
  const changed = meaningful(differences(before, after));
  if (changed.length > 0) {
    const effect = meaningful(differences(wanted, after)).length === 0 ? 'updated' : 'other';
    const reason = status < 400 ? `${field} can be updated` : 'the write was refused, and yet the object changed';
    return { kept: false, effect, reason, expected, actual: `answer ${status}; ${list(changed)}` };
  }
  if (status < 400) return { kept: true };
  if (isRefusalOf(field, write)) return { kept: true };
  return { kept: 'unknown', why: `refused for another reason: ${status} ${explain(write.answer)}` };
}

/**
 * Written or not, as the server likes: the write takes effect as a whole or not at all, and nothing but the part of the object
 * that it is about changes. What the server makes of a value within that part, such as a default, is its own affair.
 * @param part the part of the object that may change with the field
 */
export function judgeWhole(write: ObservedWrite, part: FieldPath): Judgement {
  const { field, status, before, wanted, after } = write;
  const expected = `${field} becomes ${show(valueAt(wanted, tokensOf(field)))}, or nothing changes`;
  const changed = meaningful(differences(before, after));
  const broken = (reason: string, found: readonly Difference[]): Judgement => ({
    kept: false,
    effect: 'other',
    reason,
    expected,
    actual: `answer ${status}; ${list(found)}`,
  });
  if (status >= 400 && changed.length > 0) return broken('the write was refused, and yet the object changed', changed);
  const elsewhere = changed.filter(({ path }) => !isWithin(path, part));
  if (elsewhere.length > 0) return broken(`the write to ${field} did something else as well`, elsewhere);
  return status < 400 ? judgeAnswer(write, expected) : { kept: true };
}

/** A client that wrote to an object, by the field manager and the subresource that the object lists. */
export interface OtherWriter {
  readonly name: string;
  readonly subresource?: string;
}

/**
 * The other clients that wrote to the object in between, by the field managers that it lists: what they changed says
 * nothing about the server. The names of our own managers begin with `own`; what was there before
 * anybody applied anything the server lists under a name of its own making.
 */
export function otherWriters(before: JsonObject, after: JsonObject, own: string): OtherWriter[] {
  const entries = (object: JsonObject) => {
    const list = valueAt(object, ['metadata', 'managedFields']);
    return Array.isArray(list) ? list.filter(isObject) : [];
  };
  const known = entries(before);
  const foreign = entries(after).filter(
    (entry) =>
      entry['manager'] !== 'before-first-apply' &&
      !String(entry['manager']).startsWith(own) &&
      !known.some((old) => sameJson(old, entry)),
  );
  return foreign.map(({ manager, subresource }) => ({
    name: String(manager),
    ...(typeof subresource === 'string' && { subresource }),
  }));
}

function isRefusalOf(field: FieldPath, { status, answer }: ObservedWrite): boolean {
  const about = (paths: readonly FieldPath[]) => paths.some((path) => isWithin(field, path));
  if (about(identity)) return status < 500;
  if (about(preconditions) && status === 409) return true;
  // An application may not speak of who owns what at all (recordings, `server-side-apply`).
  if (about(['metadata.managedFields']) && status === 400) return true;
  return status === 422 && causesOf(answer).some((cause) => touches(cause, field));
}

/** Whether two objects show the same resourceVersion. */
export function sameVersion(a: unknown, b: unknown): boolean {
  const version = (object: unknown) => valueAt(object, ['metadata', 'resourceVersion']);
  return version(a) === version(b);
}

/** Where the answer of a successful write is not the object as it now is; with another version it proves nothing. */
export function differencesOfAnswer(answer: unknown, after: JsonObject): Difference[] {
  return isObject(answer) && !sameVersion(answer, after) ? [] : differences(after, answer);
}

/** The answer of a successful write is the object as it now is (`Status Code`, 200). */
function judgeAnswer({ answer, after, field, status }: ObservedWrite, expected: string): Judgement {
  const wrong = differencesOfAnswer(answer, after);
  if (wrong.length === 0) return { kept: true };
  const reason = `the answer to the write of ${field} is not the object as it now is`;
  return { kept: false, effect: 'other', reason, expected, actual: `answer ${status}; ${list(wrong)}` };
}

function meaningful(found: readonly Difference[], written?: FieldPath): Difference[] {
  return found.filter(({ path }) => !isServerKept(path, written));
}

/** Whether a field is metadata that the server writes by itself at every write; one that was `written` never is. */
export function isServerKept(path: FieldPath, written?: FieldPath): boolean {
  return serverKept.some((outer) => outer !== written && isWithin(path, outer));
}

/** The fields that a Status names in `details.causes`. */
export function causesOf(body: unknown): string[] {
  const causes = valueAt(body, ['details', 'causes']);
  if (!Array.isArray(causes)) return [];
  return causes
    .map((cause) => valueAt(cause, ['field']))
    .filter((field) => typeof field === 'string' && field !== '') as string[];
}

/** What the server says of a refusal, its first line. */
export function explain(body: unknown): string {
  const message = valueAt(body, ['message']);
  return typeof message === 'string' ? show(message.split('\n')[0], 300) : 'no Status in the body';
}

function namesOf(found: readonly Difference[]): string {
  return cut(found.map(({ path }) => path));
}

/** Differences in a line for people. */
export function list(found: readonly Difference[]): string {
  return cut(found.map(({ path, before, after }) => `${path} was ${show(before)}, is ${show(after)}`));
}

function cut(parts: readonly string[]): string {
  return parts.length <= 5 ? parts.join('; ') : `${parts.slice(0, 5).join('; ')}; and ${parts.length - 5} more`;
}

function show(value: unknown, limit = 120): string {
  const text = value === undefined ? 'absent' : typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= limit ? text : `${text.slice(0, limit)}…`;
}
