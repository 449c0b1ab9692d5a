import { type Finding, Findings } from '../history/finding.ts';
import { isObjectFrame, isSure, type Read, type Reading } from '../history/reading.ts';
import type { ObjectFrame } from '../history/watching.ts';
import { described, owed } from './owed.ts';
import { View } from './view.ts';

/**
 * A watch shows what it chooses and nothing else, deletions too; an object that comes to be chosen is added, one that ceases to be
 * is deleted (Field Selectors, Labels and Selectors; recordings, `watch`; kubernetes/kubernetes#16699).
 */
export function judgeFiltered(read: Read): Finding[] {
  const findings = new Findings('filtered');
  for (const reading of read.readings) {
    const { frames, name } = reading.watching;
    const view = new View(read, reading);
    for (let at = 0; at < frames.length; at++) {
      const frame = frames[at];
      if (!isObjectFrame(frame)) continue;
      findings.checked();
      const { key, version } = frame;
      const wrong = wrongChoice(frame, view, reading, read);
      if (wrong !== undefined) findings.broken({ in: name, at, how: 'wrong' }, wrong, { key, version });
      view.show(frame);
    }
    for (const miss of owed(read, reading).misses) {
      const { key, version } = miss.change;
      if (miss.crosses)
        findings.broken({ in: name, at: miss.place, how: 'missing' }, described(miss), { key, version });
    }
  }
  return findings.all();
}

function wrongChoice(frame: ObjectFrame, view: View, reading: Reading, read: Read): string | undefined {
  const { type, key, version } = frame;
  const whose = `${type} of ${key} at version ${version} is shown`;
  if (reading.selects(key, undefined) === false) return `${whose}, which is not what the watch is of`;
  if (reading.selects(key, frame) !== false) return undefined;
  const labels = JSON.stringify(frame.labels);
  if (type !== 'DELETED') return `${whose}, which the selector does not choose (labels ${labels})`;
  // Of an object that ceases to be chosen a server may show the new state.
  const isThere = view.has(key);
  const before = read.known.at(version, key)?.before;
  const wasChosen =
    isThere ??
    (before && isSure(read, before, version, { byState: true }) ? reading.selects(key, before.state) : undefined);
  return wasChosen === false ? `${whose}, which the selector never chose (labels ${labels})` : undefined;
}
