import { type Finding, Findings } from '../history/finding.ts';
import type { Read } from '../history/reading.ts';
import { described, owed } from './owed.ts';

/**
 * Every change after the start of a watch is shown, up to the last version that it shows (API concepts, "Efficient detection of
 * changes"). A server may end any watch at any time: of what came after its end nothing is said, unless another goes on from it.
 */
export function judgeReliable(read: Read): Finding[] {
  const findings = new Findings('reliable');
  for (const reading of read.readings) {
    const { name } = reading.watching;
    const { misses, looked, rest } = owed(read, reading);
    findings.checked(looked);
    for (const miss of misses) {
      const { key, version } = miss.change;
      findings.broken({ in: name, at: miss.place, how: 'missing' }, described(miss), { key, version });
    }
    if (rest !== undefined) findings.undecided(name, rest);
  }
  return findings.all();
}
