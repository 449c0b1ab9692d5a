import type { History } from './history.ts';
import { type Change, type Known, knownOf } from './known.ts';
import { hasSelector, type Selects, selects } from './selects.ts';
import { isNewer } from './versions.ts';
import type { Frame, ObjectFrame, Watching } from './watching.ts';
import { Witness } from './witness.ts';

/** One watch as it is to be read: where it began, how far it came, and what it showed at which version. */
export interface Reading {
  readonly watching: Watching;
  /**
   * `exact`: with the changes after a version. `state`: with the objects there are, at a version that is not told. `now`: with the
   * changes from some moment on.
   */
  readonly begins: 'exact' | 'state' | 'now';
  /** The version of an exact beginning. */
  readonly start: string | undefined;
  /** So many frames at the beginning may be the objects that there were: each another one, and added. */
  readonly initial: number;
  /**
   * The state that it began with was older than this frame's version: what is no more the state before it, or what came first
   * after the objects that there were. Undefined where the stream shows no end of them.
   */
  readonly bound: { readonly version: string; readonly included: boolean } | undefined;
  /** All changes up to here have been shown, if any was left out it never comes. */
  readonly position: string | undefined;
  /** The places of the frames that show an object, by version. */
  readonly places: ReadonlyMap<string, number | readonly number[]>;
  readonly isFiltered: boolean;
  readonly selects: Selects;
}

/** A history made ready for its judges: everything that several of them need is found out once. */
export interface Read {
  readonly history: History;
  readonly known: Known;
  /** Of the watches that were answered with a stream. */
  readonly readings: readonly Reading[];
  /** Over which versions nothing happened unseen. */
  readonly witness: Witness;
  /** The names of the watches that another one goes on from. */
  readonly resumed: ReadonlySet<string>;
}

/** Reads a history: linear in what it holds, but for sorting its versions. */
export function read(history: History): Read {
  const streams = history.watchings.filter(({ answer }) => answer?.status === 200);
  const readings = streams.map(readingOf);
  return {
    history,
    known: knownOf(history),
    readings,
    witness: new Witness(readings),
    resumed: new Set(history.watchings.flatMap(({ resumes }) => resumes ?? [])),
  };
}

/**
 * Whether an object was at a version still what a change made of it. Where only its being there matters, it is enough that nobody is
 * known to have interfered: others do not delete what the run made.
 */
export function isSure(
  { known, witness }: Read,
  { key, version }: Change,
  until: string,
  { byState }: { readonly byState: boolean },
): boolean {
  return (!byState && !known.isUncertain(key)) || witness.saw(key, version, until);
}

export function isObjectFrame(frame: Frame | undefined): frame is ObjectFrame {
  return frame !== undefined && (frame.type === 'ADDED' || frame.type === 'MODIFIED' || frame.type === 'DELETED');
}

/** The place of the frame that shows an object at a version; undefined where none does. */
export function placeOf(reading: Reading, version: string, key: string): number | undefined {
  const found = reading.places.get(version);
  // Nearly always there is one: no list is made for it.
  if (typeof found === 'number') return keyAt(reading, found) === key ? found : undefined;
  return found?.find((place) => keyAt(reading, place) === key);
}

function keyAt({ watching }: Reading, place: number): string | undefined {
  const frame = watching.frames[place];
  return isObjectFrame(frame) ? frame.key : undefined;
}

function readingOf(watching: Watching): Reading {
  const { request, frames } = watching;
  const { start, sendInitialEvents } = request;
  const begins =
    sendInitialEvents === true || (start.kind !== 'exact' && sendInitialEvents === undefined)
      ? 'state'
      : start.kind === 'exact'
        ? 'exact'
        : 'now';
  const initial = begins === 'state' ? initialOf(frames) : 0;
  const places = new Map<string, number | number[]>();
  let position = begins === 'exact' && start.kind === 'exact' ? start.version : undefined;
  let bound: Reading['bound'];
  for (let place = 0; place < frames.length; place++) {
    const frame = frames[place];
    if (frame === undefined || frame.type === 'ERROR' || frame.type === 'STRANGE') continue;
    const { version } = frame;
    // Within the initial state versions are in no order, and what it leaves out was before it.
    if (position === undefined || isNewer(version, position)) position = version;
    if (place >= initial && bound === undefined) bound = { version, included: frame.type === 'BOOKMARK' };
    if (frame.type === 'BOOKMARK') continue;
    const before = places.get(version);
    if (before === undefined) places.set(version, place);
    else if (typeof before === 'number') places.set(version, [before, place]);
    else before.push(place);
  }
  return {
    watching,
    begins,
    start: start.kind === 'exact' ? start.version : undefined,
    initial,
    bound: begins === 'state' || begins === 'now' ? bound : undefined,
    position,
    places,
    isFiltered: hasSelector(request),
    selects: selects(request),
  };
}

function initialOf(frames: readonly Frame[]): number {
  const keys = new Set<string>();
  let count = 0;
  for (const frame of frames) {
    if (frame.type !== 'ADDED' || keys.has(frame.key)) break;
    keys.add(frame.key);
    count++;
  }
  return count;
}
