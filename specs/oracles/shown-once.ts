import { type JsonObject, valueAt } from '../json.ts';

/** A write that was answered with success, as a watch beside it owes it to be shown. */
export interface AnsweredWrite {
  /** `updated` covers every write to an object that is there, whatever the way. */
  readonly kind: 'created' | 'updated' | 'deleted';
  /** The resourceVersion that the answer shows; undefined where it shows none, as a Status does. */
  readonly version: string | undefined;
}

/** An event about one object, as the watch showed it. */
export interface ShownEvent {
  readonly type: string;
  readonly object: JsonObject;
}

/**
 * What is wrong with what a watch showed of one object from before its creation until after its deletion, in a line for people;
 * undefined where nothing is. Each creation and each change is shown once, with the version that its answer had, the deletion
 * once and last (API concepts, "Efficient detection of changes"). What others wrote in between may be shown as well.
 */
export function wrongInShown(writes: readonly AnsweredWrite[], events: readonly ShownEvent[]): string | undefined {
  const first = versionOf(events.find(({ type }) => type === 'ADDED')?.object);
  for (const type of ['ADDED', 'DELETED'] as const) {
    const times = events.filter((event) => event.type === type).length;
    if (times > 1) return `the watch shows ${times} events of type ${type} for one object`;
  }
  const seen = new Set<string>();
  for (const { type, object } of events) {
    const key = `${type} at version ${versionOf(object)}`;
    if (seen.has(key)) return `the watch shows ${key} twice`;
    seen.add(key);
  }
  if (writes.some(({ kind }) => kind === 'created') && first === undefined)
    return 'the watch does not show the creation';
  if (events.length > 0 && first !== undefined && events[0]?.type !== 'ADDED')
    return `the watch shows ${events[0]?.type} before the creation`;
  const deletion = events.findIndex(({ type }) => type === 'DELETED');
  if (deletion >= 0 && deletion < events.length - 1)
    return `the watch shows ${events[deletion + 1]?.type} after the deletion`;
  return missedWrite(writes, events, deletion >= 0);
}

function missedWrite(
  writes: readonly AnsweredWrite[],
  events: readonly ShownEvent[],
  isGone: boolean,
): string | undefined {
  const versions = new Map(events.map(({ type, object }) => [versionOf(object), type]));
  for (const { kind, version } of writes) {
    if (kind === 'deleted' && !isGone) return 'the watch does not show the deletion';
    // The answer to a deletion shows the object as it last was, or a Status.
    if (kind === 'deleted' || version === undefined) continue;
    const type = versions.get(version);
    if (type === undefined)
      return `the watch does not show the ${kind === 'created' ? 'creation' : 'change'} to version ${version}`;
    if (kind === 'created' && type !== 'ADDED') return `the watch shows the creation as ${type}`;
  }
  return undefined;
}

function versionOf(object: JsonObject | undefined): string | undefined {
  const version = valueAt(object, ['metadata', 'resourceVersion']);
  return typeof version === 'string' ? version : undefined;
}
