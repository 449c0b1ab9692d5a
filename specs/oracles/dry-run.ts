import { type FieldPath, isWithin } from '../field-path.ts';
import { type Difference, differences, isObject, memberOf, valueAt } from '../json.ts';
import { type AnsweredWrite, type ShownEvent, wrongInShown } from './shown-once.ts';
import { causesOf, list, otherWriters } from './update-rules.ts';

/** An answer, as far as a dry run is held against the real one. */
export interface RunAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** What may differ between a dry run and the real one beside times and uids. */
export interface Latitude {
  /** Fields that were written in between. */
  readonly beside?: readonly FieldPath[];
  /** Names that stand for one another: those of two objects, say, that are made for the comparison. */
  readonly names?: readonly [dry: string, real: string];
}

/**
 * Set when an object is stored, or counted on from what is stored (API concepts, "Generated values"): in the answer to a dry run
 * they are other ones, or missing. Servers have answered dry runs with a uid and without (kubernetes/kubernetes#107088).
 */
const storedLate: readonly FieldPath[] = ['metadata.uid', 'metadata.resourceVersion', 'metadata.generation'];

/** What is wrong with the answer to a dry run, held against the answer to the same request without it; undefined: nothing. */
export function wrongInDryAnswer(dry: RunAnswer, real: RunAnswer, latitude: Latitude = {}): string | undefined {
  if (dry.status !== real.status)
    return `a dry run is answered ${dry.status}, the same request for real ${real.status}`;
  if (!isObject(dry.body)) return 'the answer to a dry run is no object';
  // Of a deletion an answer shows the object or a Status, as the server likes.
  const isStatus = (body: unknown) => valueAt(body, ['kind']) === 'Status';
  if (isStatus(dry.body) !== isStatus(real.body)) return undefined;
  const found = differencesOfDryRun(dry.body, real.body, latitude);
  return found.length === 0 ? undefined : `the answer to a dry run is another than the real one: ${list(found)}`;
}

/** Where the answers to a dry run and to the real one differ and may not; `before` is the real one. */
export function differencesOfDryRun(dry: unknown, real: unknown, { beside = [], names }: Latitude = {}): Difference[] {
  const found = differences(comparable(real, names?.[1]), comparable(dry, names?.[0]));
  return found.filter(
    ({ path, before, after }) =>
      !beside.some((part) => isWithin(path, part)) &&
      !(
        storedLate.some((part) => isWithin(path, part)) &&
        (isVersion(path) || before === undefined || after === undefined)
      ),
  );
}

function isVersion(path: FieldPath): boolean {
  return path === 'metadata.resourceVersion';
}

const uid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** A copy in which every uid is the same, wherever it stands (a Job has its own in its labels), and every time and name too. */
function comparable(value: unknown, name: string | undefined): unknown {
  if (typeof value === 'string') {
    if (time.test(value)) return 'a time';
    const text = value.replaceAll(uid, 'a uid');
    return name === undefined || name === '' ? text : text.replaceAll(name, 'a name');
  }
  if (Array.isArray(value)) return value.map((item) => comparable(item, name));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, comparable(member, name)]));
}

/**
 * A dry run of what must be refused is refused as the real request is: with the same status and reason, for the same fields
 * (API concepts, "Dry-run": it goes through all stages but the last). What is wrong; undefined: nothing.
 */
export function wrongInDryRefusal(dry: RunAnswer, real: RunAnswer): string | undefined {
  if (dry.status !== real.status)
    return `a dry run is answered ${dry.status}, the same request for real ${real.status}`;
  const reason = (answer: RunAnswer) => String(valueAt(answer.body, ['reason']));
  if (reason(dry) !== reason(real))
    return `a dry run is refused for the reason ${reason(dry)}, the same request for real for ${reason(real)}`;
  const [said, owed] = [dry, real].map(({ body }) => [...new Set(causesOf(body))].sort().join(', '));
  if (said !== owed)
    return `a dry run is refused for ${said || 'no field'}, the same request for real for ${owed || 'no field'}`;
  return undefined;
}

/**
 * What is wrong with what a watch showed beside dry runs of writes and real ones; undefined: nothing. It shows the real ones,
 * each once, and nothing that our dry runs made; what other clients wrote in between may be shown as well.
 */
export function wrongInEventsBeside(
  writes: readonly AnsweredWrite[],
  events: readonly ShownEvent[],
  own: string,
): string | undefined {
  const uids = new Set(events.map(({ object }) => valueAt(object, ['metadata', 'uid'])));
  if (uids.size > 1) return 'the watch shows an object that a dry run made';
  const known = new Set(writes.map(({ version }) => version));
  let last: ShownEvent | undefined;
  const seen = new Set<unknown>();
  for (const event of events) {
    const version = memberOf(isObject(event.object['metadata']) ? event.object['metadata'] : {}, 'resourceVersion');
    const isOthers = last !== undefined && otherWriters(last.object, event.object, own).length > 0;
    last = event;
    if (event.type === 'DELETED' || isGoing(event, known, seen)) continue;
    if (!isOthers && !known.has(version as string))
      return `the watch shows a dry run: ${event.type} at version ${String(version)}`;
    if (seen.has(version)) return `the watch shows a dry run: version ${String(version)} twice`;
    seen.add(version);
  }
  return wrongInShown(writes, events);
}

/** Before an object is gone it may be seen to be going (a Pod is); that is shown after all that was written to it. */
function isGoing({ object }: ShownEvent, known: ReadonlySet<string | undefined>, seen: ReadonlySet<unknown>): boolean {
  const deletion = valueAt(object, ['metadata', 'deletionTimestamp']);
  return deletion !== undefined && [...known].every((version) => version === undefined || seen.has(version));
}
