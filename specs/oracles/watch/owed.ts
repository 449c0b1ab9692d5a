import type { Change } from '../history/known.ts';
import { isObjectFrame, isSure, placeOf, type Read, type Reading } from '../history/reading.ts';
import { compareVersions, firstAfter, isNewer } from '../history/versions.ts';
import type { BookmarkFrame, ObjectFrame } from '../history/watching.ts';

/** A change that a watch owed and did not show. */
export interface Miss {
  readonly change: Change;
  /** The place of the frame before which it should have come. */
  readonly place: number;
  /** `shown`: the object as it is then. `gone`: that it is deleted, or no longer chosen. */
  readonly as: 'shown' | 'gone';
  /** It belongs to the objects that there were when the watch began. */
  readonly isInitial: boolean;
  /** It came to be chosen, or ceased to be, without being created or deleted. */
  readonly crosses: boolean;
}

export interface Owed {
  readonly misses: readonly Miss[];
  /** Changes that were looked for. */
  readonly looked: number;
  /** Why the rest was not, if there is a rest. */
  readonly rest?: string;
}

/** What is missing, in words for people. */
export function described({ change: { key, version, what, shownIn, after }, as, crosses }: Miss): string {
  const who = shownIn === undefined ? '' : `, which ${shownIn} shows`;
  if (as === 'gone') {
    const when = after === undefined ? `at version ${version}` : `after version ${after}`;
    return crosses
      ? `that ${key} is no longer chosen ${when} is not shown${who}`
      : `the deletion of ${key} ${when} is not shown${who}`;
  }
  const name = what === 'created' ? 'the creation' : 'the change';
  return `${name} of ${key} to version ${version} is not shown${who}`;
}

const answers = new WeakMap<Reading, Owed>();

/**
 * What a watch owed up to the last version that it showed, and did not show: every change after its start of what it chooses,
 * at its very version (API concepts, "Efficient detection of changes"; kube-apiserver joins no two changes into one), and before
 * that every object that there was where it began with a state. Other clients' changes are owed as well, once any watch showed them.
 */
export function owed(read: Read, reading: Reading): Owed {
  const known = answers.get(reading);
  if (known) return known;
  const found = read.known.isOrdered ? search(read, reading) : unordered;
  answers.set(reading, found);
  return found;
}

const unordered: Owed = { misses: [], looked: 0, rest: 'its versions are no decimal numbers' };

function search(read: Read, reading: Reading): Owed {
  const { known, resumed } = read;
  const { watching, begins, start, bound, position, isFiltered } = reading;
  const { frames, name } = watching;
  if (begins !== 'exact' && bound === undefined)
    return { misses: [], looked: 0, rest: 'it ended before it showed where its first objects end' };
  const misses: Miss[] = [];
  const order = placesByVersion(reading);
  const view = new Map<string, boolean>();
  let next = 0;
  let looked = 0;
  let index = begins === 'exact' ? firstAfter(known.changes, start ?? '0') : 0;
  for (; index < known.changes.length; index++) {
    const change = known.changes[index] as Change;
    if (position === undefined || isNewer(change.version, position)) break;
    for (; next < order.length; next++) {
      const frame = frames[order[next] as number] as ObjectFrame | BookmarkFrame;
      const isMark = frame.type === 'BOOKMARK';
      // What another object of the same key shows at the later limit of a deletion is not what was deleted.
      const isBefore = isMark || change.after !== undefined;
      if (isNewer(frame.version, change.version) || (isBefore && frame.version === change.version)) break;
      if (!isMark) view.set(frame.key, frame.type !== 'DELETED');
    }
    const { key, version } = change;
    const chosen = choice(reading, change);
    if (chosen === undefined || !isDue(read, reading, change)) continue;
    looked++;
    if (change.after === undefined && placeOf(reading, version, key) !== undefined) continue;
    const before = { change, place: order[next] ?? frames.length, isInitial: !isBeyond(reading, version) };
    const isGone = change.what === 'deleted';
    if (chosen)
      misses.push({ ...before, as: isGone ? 'gone' : 'shown', crosses: isFiltered && enters(reading, change) });
    else if (view.get(key) ?? wasThere(read, reading, change)) misses.push({ ...before, as: 'gone', crosses: !isGone });
  }
  if (resumed.has(name)) return { misses, looked };
  const later = known.changes.slice(index, index + restLooked);
  const isLeft = later.some((change) => change.shownIn === undefined && choice(reading, change) === true);
  return { misses, looked, ...(isLeft && { rest: `it ended at version ${position}, and changes came after that` }) };
}

/** Changes after the end of a watch among which one is looked for that it could have shown. */
const restLooked = 1000;

/** Whether the object is chosen after the change. A change that an unfiltered watch must show counts as chosen, whatever it was. */
function choice(reading: Reading, { version, what, key, state, after }: Change): boolean | undefined {
  const { selects, isFiltered } = reading;
  if (what === 'hidden') return isFiltered ? undefined : selects(key, state) === false ? undefined : true;
  if (what !== 'deleted') return leaves(selects(key, state), isFiltered);
  const isInScope = selects(key, undefined) !== false;
  if (!isInScope) return undefined;
  // A deletion before the first objects is owed only where the object was shown.
  return !isFiltered && after === undefined && isBeyond(reading, version);
}

/** Without a selector what is not chosen is not in scope either. */
function leaves(chosen: boolean | undefined, isFiltered: boolean): boolean | undefined {
  return chosen === false && !isFiltered ? undefined : chosen;
}

function isBeyond({ begins, bound }: Reading, version: string): boolean {
  if (begins === 'exact' || bound === undefined) return true;
  const order = compareVersions(version, bound.version);
  return bound.included ? order > 0 : order >= 0;
}

/** Whether the watch must have shown the change: of the state that it began with, only what each object was then. */
function isDue(read: Read, reading: Reading, change: Change): boolean {
  const { version, key, next } = change;
  if (isBeyond(reading, version)) return true;
  if (reading.begins === 'now') return false;
  const first = firstShown(reading).get(key);
  if (first !== undefined) return isNewer(version, first);
  if (next !== undefined && !isBeyond(reading, next.after ?? next.version)) return false;
  return isSure(read, change, reading.bound?.version ?? version, { byState: reading.isFiltered });
}

const firsts = new WeakMap<Reading, ReadonlyMap<string, string>>();

/** The versions of the objects that a watch began with. */
function firstShown(reading: Reading): ReadonlyMap<string, string> {
  const known = firsts.get(reading);
  if (known) return known;
  const initial = reading.watching.frames.slice(0, reading.initial);
  const found = new Map(
    initial.flatMap((frame) => (isObjectFrame(frame) ? [[frame.key, frame.version] as const] : [])),
  );
  firsts.set(reading, found);
  return found;
}

/** Whether an object of which the watch has shown nothing yet was chosen when it began, so that its end is owed. */
function wasThere(read: Read, reading: Reading, change: Change): boolean {
  const { before } = change;
  if (reading.begins !== 'exact' || reading.start === undefined || before === undefined) return false;
  if (change.after !== undefined && isNewer(reading.start, change.after)) return false;
  if (isNewer(before.version, reading.start) || !isChosenAfter(reading, before)) return false;
  return isSure(read, before, reading.start, { byState: reading.isFiltered });
}

function enters(reading: Reading, { what, before }: Change): boolean {
  return what !== 'created' && before !== undefined && !isChosenAfter(reading, before);
}

function isChosenAfter({ selects }: Reading, { what, key, state }: Change): boolean {
  return what !== 'deleted' && what !== 'hidden' && selects(key, state) === true;
}

/** The places of the frames that have a version, oldest version first. */
function placesByVersion({ watching: { frames } }: Reading): number[] {
  const places: number[] = [];
  let last: string | undefined;
  let isSorted = true;
  for (let place = 0; place < frames.length; place++) {
    const frame = frames[place];
    if (!isObjectFrame(frame) && frame?.type !== 'BOOKMARK') continue;
    if (last !== undefined && isNewer(last, frame.version)) isSorted = false;
    last = frame.version;
    places.push(place);
  }
  const versionAt = (place: number) => (frames[place] as { version: string }).version;
  return isSorted ? places : places.sort((a, b) => compareVersions(versionAt(a), versionAt(b)));
}
