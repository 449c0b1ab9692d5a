import { type Finding, Findings } from '../history/finding.ts';
import { isObjectFrame, type Read, type Reading } from '../history/reading.ts';
import { compareVersions } from '../history/versions.ts';
import type { WatchStart } from '../history/watching.ts';
import { described, owed } from './owed.ts';

type From = Extract<WatchStart, { kind: 'exact' }>['from'];

/** From every version that a watch showed, in an event or a bookmark, another goes on: nothing left out, nothing again. */
export function judgeResumable(read: Read): Finding[] {
  return judgeSeam(read, 'resumable', ['event', 'bookmark']);
}

/** A watch from the version of a list, or of a write's answer, leaves nothing out that came after it (API concepts). */
export function judgeGapless(read: Read): Finding[] {
  return judgeSeam(read, 'gapless', ['list', 'write']);
}

/** What is wrong where a watch joins on to its start: before the first change that it shows after that. */
function judgeSeam(read: Read, guarantee: string, from: readonly From[]): Finding[] {
  const findings = new Findings(guarantee);
  for (const reading of read.readings) {
    const { watching, begins } = reading;
    const { start } = watching.request;
    if (begins !== 'exact' || start.kind !== 'exact' || !from.includes(start.from)) continue;
    const { name } = watching;
    const { misses, rest } = owed(read, reading);
    const seam = firstAfterStart(reading, start.version);
    findings.checked();
    for (const miss of misses) {
      const { key, version } = miss.change;
      if (miss.place > seam) break;
      const what = `${described(miss)}, right after version ${start.version} of the ${start.from} that the watch goes on from`;
      findings.broken({ in: name, at: miss.place, how: 'missing' }, what, { key, version });
    }
    for (let at = 0; at < seam; at++) {
      const frame = watching.frames[at];
      if (!isObjectFrame(frame)) continue;
      const { key, version } = frame;
      const what = `version ${version} of ${key} is shown though the watch goes on from version ${start.version} of the ${start.from}`;
      findings.broken({ in: name, at, how: 'repeated' }, what, { key, version });
    }
    if (rest !== undefined && !watching.frames.some(isObjectFrame)) findings.undecided(name, rest);
  }
  return findings.all();
}

function firstAfterStart({ watching: { frames } }: Reading, start: string): number {
  const found = frames.findIndex((frame) => isObjectFrame(frame) && compareVersions(frame.version, start) > 0);
  return found < 0 ? frames.length : found;
}
