import { type FieldPath, type FieldToken, pathOf, tokensOf } from '../field-path.ts';
import { type Difference, isObject, type JsonObject, memberOf, sameJson, valueAt } from '../json.ts';
import { differencesOfAnswer } from './update-rules.ts';

/** A creation that was answered with success, and the object as a GET showed it then. */
export interface CreatedObject {
  /** As it was sent, without what only the server sets. */
  readonly sent: JsonObject;
  /** Its name; undefined where the server gives one. */
  readonly name: string | undefined;
  readonly namespace: string;
  readonly answer: unknown;
  readonly found: JsonObject;
}

/** The name that managers of our own begin with. */
interface Writer {
  readonly manager: string;
}

/**
 * What is wrong with an object that was just created, in a line for people; undefined where nothing is. All that was sent is
 * there (others may have added to it, as admission does), the server has given it an identity and a beginning, and the answer
 * shows what is stored (api-conventions, "Metadata"; ObjectMeta).
 */
export function wrongInCreated(created: CreatedObject, { manager }: Writer): string | undefined {
  const { sent, answer, found } = created;
  if (!isObject(answer)) return 'the answer is no object';
  return (
    wrongIdentity(created, answer) ??
    wrongBeginning(answer) ??
    describe('lost of what was sent', lostOf(sent, answer)) ??
    describe('another in the answer than stored', differencesOfAnswer(answer, found)) ??
    wrongManagers(answer, manager)
  );
}

function wrongIdentity({ sent, name, namespace }: CreatedObject, answer: JsonObject): string | undefined {
  const owed: readonly (readonly [FieldPath, unknown])[] = [
    ['apiVersion', sent['apiVersion']],
    ['kind', sent['kind']],
    ['metadata.namespace', namespace],
    ...(name === undefined ? [] : ([['metadata.name', name]] as const)),
  ];
  for (const [path, value] of owed) {
    const is = valueAt(answer, tokensOf(path));
    if (is !== value) return `${path} is ${show(is)}, not ${show(value)}`;
  }
  return undefined;
}

/** Whole seconds or fractions of them (RFC 3339). */
const timestamp = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

function wrongBeginning(answer: JsonObject): string | undefined {
  const metadata = isObject(answer['metadata']) ? answer['metadata'] : {};
  for (const member of ['uid', 'resourceVersion', 'creationTimestamp']) {
    const value = metadata[member];
    if (typeof value !== 'string' || value === '') return `metadata.${member} is ${show(value)}`;
  }
  if (!timestamp.test(String(metadata['creationTimestamp'])))
    return `metadata.creationTimestamp is ${show(metadata['creationTimestamp'])}, which is no time`;
  for (const member of ['deletionTimestamp', 'deletionGracePeriodSeconds']) {
    if (metadata[member] !== undefined) return `metadata.${member} of a new object is ${show(metadata[member])}`;
  }
  const { generation } = metadata;
  return generation === undefined || generation === 1 ? undefined : `metadata.generation is ${show(generation)}, not 1`;
}

/** Who created the object owns what it sent; a server that lists no owners at all is none of this rule's business. */
function wrongManagers(answer: JsonObject, manager: string): string | undefined {
  const entries = valueAt(answer, ['metadata', 'managedFields']);
  if (!Array.isArray(entries) || entries.length === 0) return undefined;
  const isOurs = (entry: unknown) => String(valueAt(entry, ['manager'])).startsWith(manager);
  return entries.some(isOurs) ? undefined : `metadata.managedFields do not list ${manager}, which created it`;
}

/**
 * What of a sent value is not in the stored one. A list may have got more items, in between as well; what is empty may be left
 * out, as servers leave out an empty text, a zero, a false.
 */
export function lostOf(sent: unknown, stored: unknown, tokens: readonly FieldToken[] = []): Difference[] {
  if (sent === null || sameJson(sent, stored) || (stored === undefined && isEmpty(sent))) return [];
  if (isObject(sent) && isObject(stored))
    return Object.entries(sent).flatMap(([name, value]) => lostOf(value, memberOf(stored, name), [...tokens, name]));
  if (!Array.isArray(sent) || !Array.isArray(stored)) return [{ path: pathOf(tokens), before: sent, after: stored }];
  if (sent.length === stored.length) return sent.flatMap((item, i) => lostOf(item, stored[i], [...tokens, i]));
  let next = 0;
  return sent.flatMap((item, i) => {
    const place = stored.findIndex((other, j) => j >= next && lostOf(item, other).length === 0);
    if (place >= 0) next = place + 1;
    return place >= 0 ? [] : [{ path: pathOf([...tokens, i]), before: item, after: undefined }];
  });
}

function isEmpty(value: unknown): boolean {
  if (isObject(value)) return Object.values(value).every(isEmpty);
  if (Array.isArray(value)) return value.length === 0;
  return value === null || value === '' || value === 0 || value === false;
}

function describe(what: string, found: readonly Difference[]): string | undefined {
  const [first] = found;
  if (!first) return undefined;
  const more = found.length === 1 ? '' : `, and ${found.length - 1} more`;
  return `${what}: ${first.path} was ${show(first.before)}, is ${show(first.after)}${more}`;
}

function show(value: unknown): string {
  const text = value === undefined ? 'absent' : JSON.stringify(value);
  return text.length <= 120 ? text : `${text.slice(0, 120)}…`;
}
