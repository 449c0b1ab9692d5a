import { type Finding, Findings } from '../history/finding.ts';
import { isObjectFrame, type Read, type Reading } from '../history/reading.ts';
import { compareVersions } from '../history/versions.ts';
import { described, owed } from './owed.ts';

/** Milliseconds after which a bookmark that is owed counts as never sent, in a stream that is otherwise alive. */
const patienceMs = 10_000;

/**
 * A watch without a version, or from "0", or that asks for initial events, begins with every object that there is, added; one
 * from a version with none. Where initial events and bookmarks are asked for, a bookmark marks their end, once (API concepts, "Semantics for
 * watch" and "Streaming lists"). The state may be an old one: what is missing of it must then come as a change.
 */
export function judgeInitialState(read: Read): Finding[] {
  const findings = new Findings('initial state');
  for (const reading of read.readings) {
    if (reading.begins === 'exact' && read.known.isOrdered) judgeNone(findings, reading);
    if (reading.begins === 'state') {
      const { misses, rest } = owed(read, reading);
      const { name } = reading.watching;
      findings.checked(reading.initial);
      if (reading.bound === undefined && rest !== undefined) findings.undecided(name, rest);
      for (const miss of misses) {
        const { key, version } = miss.change;
        const mark = { in: name, at: miss.place, how: 'missing' } as const;
        if (miss.isInitial) findings.broken(mark, described(miss), { key, version });
      }
    }
    judgeEnd(findings, reading);
  }
  return findings.all();
}

function judgeNone(findings: Findings, { watching: { name, frames }, start = '0' }: Reading): void {
  for (let at = 0; at < frames.length; at++) {
    const frame = frames[at];
    if (!isObjectFrame(frame)) continue;
    findings.checked();
    const { type, key, version } = frame;
    if (type !== 'ADDED' || compareVersions(version, start) > 0) continue;
    findings.broken(
      { in: name, at, how: 'wrong' },
      `${key}, which was there at version ${start}, is shown as ADDED though the watch begins after that version`,
      { key, version },
    );
  }
}

function judgeEnd(findings: Findings, { watching, start, begins }: Reading): void {
  const { name, frames, request, end } = watching;
  const ends = frames.flatMap((frame, at) => (frame.type === 'BOOKMARK' && frame.endsInitial ? [{ frame, at }] : []));
  const isOwed = request.sendInitialEvents === true && request.bookmarks === true;
  const [first, second] = ends;
  if (first) {
    findings.checked();
    const { version } = first.frame;
    const mark = { in: name, at: first.at, how: 'wrong' } as const;
    // A watch without a version begins with initial events as well: kube-apiserver 1.34 marks their end there too.
    if (begins !== 'state')
      findings.broken(mark, 'a bookmark marks the end of initial events in a watch that has none', { version });
    else if (start !== undefined && compareVersions(version, start) < 0)
      findings.broken(mark, `the initial events end at version ${version}, before the ${start} asked for`, { version });
    if (second)
      findings.broken(
        { in: name, at: second.at, how: 'repeated' },
        'a second bookmark marks the end of the initial events',
      );
    return;
  }
  if (!isOwed) return;
  const alive = frames.find((frame) => isObjectFrame(frame) && frame.type !== 'ADDED');
  const asked = (request.timeoutSeconds ?? 0) * 1000;
  const lasted = end.at - watching.sentAt;
  const isOver = end.how === 'complete' && asked >= patienceMs && lasted >= asked;
  if ((alive && end.at - alive.at >= patienceMs) || isOver)
    findings.broken(
      { in: name, at: frames.length, how: 'missing' },
      `no bookmark marks the end of the initial events within ${Math.round(lasted)} ms`,
    );
  else findings.undecided(name, `it ended after ${Math.round(lasted)} ms, before the initial events were said to end`);
}
