import { type Finding, Findings } from '../history/finding.ts';
import type { Change } from '../history/known.ts';
import { isObjectFrame, isSure, type Read, type Reading } from '../history/reading.ts';
import type { ObjectState } from '../history/state.ts';
import { compareVersions } from '../history/versions.ts';
import type { Frame, ObjectFrame, Representation } from '../history/watching.ts';
import { View } from './view.ts';

/** What a frame of each kind of stream holds. */
const forms: Readonly<Record<Exclude<Representation, 'object'>, string>> = {
  metadata: 'meta.k8s.io/v1/PartialObjectMetadata',
  table: 'meta.k8s.io/v1/Table',
};

/**
 * Each event has the type that is right for what happened, and the state that it owes: ADDED the object as it came to be there or to
 * be chosen, MODIFIED as it is after a change, DELETED as it last was, with a newer version (meta/v1 WatchEvent; recordings, `watch`).
 * Where an object ceases to be chosen, both its last chosen state and its new one are taken for right.
 */
export function judgeTyped(read: Read): Finding[] {
  const findings = new Findings('typed');
  for (const reading of read.readings) {
    const view = new View(read, reading);
    const { frames, name, request } = reading.watching;
    for (let at = 0; at < frames.length; at++) {
      const frame = frames[at] as Frame;
      findings.checked();
      const wrong =
        wrongKind(frame, read.history.kind, request.representation ?? 'object') ??
        (isObjectFrame(frame) ? wrongFrame(frame, { at, view, reading, read }) : undefined);
      if (wrong !== undefined) {
        const mark = { in: name, at, how: 'wrong' } as const;
        if (isObjectFrame(frame)) {
          const { type, key, version } = frame;
          findings.broken(mark, `${type} of ${key} at version ${version} ${wrong}`, { key, version });
        } else findings.broken(mark, `${frame.type} ${wrong}`);
      }
      if (isObjectFrame(frame)) view.show(frame);
    }
  }
  return findings.all();
}

function wrongKind(frame: Frame, kind: string, representation: Representation): string | undefined {
  if (frame.type === 'STRANGE') return `is shown: ${frame.what}`;
  const form = frame.type === 'ERROR' ? 'v1/Status' : representation === 'object' ? kind : forms[representation];
  return frame.kind === form ? undefined : `holds ${frame.kind}, not ${form}`;
}

interface Seen {
  readonly at: number;
  readonly view: View;
  readonly reading: Reading;
  readonly read: Read;
}

function wrongFrame(frame: ObjectFrame, seen: Seen): string | undefined {
  const { type, key, version } = frame;
  const { view } = seen;
  const { known } = seen.read;
  const isThere = view.has(key);
  if (type === 'ADDED' && isThere) return 'is shown, but the object was there already';
  if (type !== 'ADDED' && isThere === false) return 'is shown, but the object was not there';
  const change = known.at(version, key);
  if (!change || change.shownIn !== undefined) {
    const first = known.first(version);
    const isOthers = first && first.key !== key && first.shownIn === undefined && first.after === undefined;
    if (isOthers) return `is shown, but that is the version of ${first.key}`;
  }
  return type === 'DELETED' ? wrongDeletion(frame, change, seen) : wrongChange(frame, change, seen, isThere);
}

function wrongChange(
  frame: ObjectFrame,
  change: Change | undefined,
  { at, reading }: Seen,
  isThere: boolean | undefined,
): string | undefined {
  if (!change || change.what === 'hidden' || change.shownIn === reading.watching.name) return undefined;
  const { type, uid } = frame;
  if (change.what === 'deleted') return 'is shown, but the object was deleted then';
  if (change.uid !== uid) return `is shown with the uid ${uid}; it is ${change.uid}`;
  if (!hasState(frame, change.state, reading)) return 'is shown with another state than it had then';
  // The objects that a watch begins with are added, whatever was done to them.
  if (at < reading.initial || isThere !== undefined) return undefined;
  if (change.what === 'created' && type !== 'ADDED') return 'is shown, but the object was created then';
  if (change.what === 'updated' && type === 'ADDED' && !reading.isFiltered)
    return 'is shown, but the object was changed then';
  return undefined;
}

function wrongDeletion(
  frame: ObjectFrame,
  change: Change | undefined,
  { view, reading, read }: Seen,
): string | undefined {
  const { key, version, uid } = frame;
  const isLeave = change !== undefined && change.what !== 'deleted' && change.what !== 'hidden';
  if (isLeave && !reading.isFiltered) return 'is shown, but the object was not deleted then';
  if (isLeave && reading.selects(key, change.state) === true) return 'is shown, but the object was still chosen then';
  const last = view.last(key);
  if (last && last.uid !== uid) return `is shown with the uid ${uid}; it is ${last.uid}`;
  if (last && read.known.isOrdered && compareVersions(version, last.version) <= 0)
    return `is shown, which is no newer than the last, ${last.version}`;
  const before = change?.before;
  const isKnown = before?.uid === uid && isSure(read, before, version, { byState: true });
  // What it last was is known from this watch, or else from all that was done to it.
  if (!last && !isKnown) return undefined;
  const states = [
    ...(isKnown ? [before.state] : []),
    ...(change && (isLeave || change.shownIn !== reading.watching.name) ? [change.state] : []),
  ];
  const right = [last?.digest, ...states.map((state) => digestIn(state, reading))].filter((one) => one !== undefined);
  if (frame.digest === undefined || right.length === 0 || right.includes(frame.digest)) return undefined;
  return "is shown with another state than the object's last";
}

function hasState(frame: ObjectFrame, state: ObjectState | undefined, reading: Reading): boolean {
  const digest = digestIn(state, reading);
  return digest === undefined || frame.digest === undefined || digest === frame.digest;
}

function digestIn(state: ObjectState | undefined, { watching: { request } }: Reading): string | undefined {
  return (request.representation ?? 'object') === 'object' ? state?.digest : state?.metadataDigest;
}
