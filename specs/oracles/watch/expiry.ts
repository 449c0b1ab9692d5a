import { type Finding, Findings } from '../history/finding.ts';
import { isObjectFrame, type Read, type Reading } from '../history/reading.ts';
import type { Watching } from '../history/watching.ts';
import { described, owed } from './owed.ts';

const reasons = ['Expired', 'Gone'];

/**
 * A watch from a version whose changes are gone is told so: by status 410, or by an ERROR of code 410 that nothing precedes and
 * nothing follows (API concepts, "410 Gone responses"; kubernetes/kubernetes#91417). A server that still has the changes may
 * show them, but then all. An error is the last frame of any watch.
 */
export function judgeExpiry(read: Read): Finding[] {
  const findings = new Findings('expiry');
  for (const watching of read.history.watchings) judgeStatus(findings, watching);
  for (const reading of read.readings) {
    judgeError(findings, reading);
    const { start } = reading.watching.request;
    if (start.kind !== 'exact' || start.from !== 'expired') continue;
    const { misses, looked, rest } = owed(read, reading);
    findings.checked(looked);
    const { name, frames } = reading.watching;
    for (const miss of misses) {
      const { key, version } = miss.change;
      const what = `${described(miss)}, nor that the changes since version ${start.version} are gone`;
      findings.broken({ in: name, at: miss.place, how: 'missing' }, what, { key, version });
    }
    if (rest !== undefined && !frames.some(({ type }) => type === 'ERROR')) findings.undecided(name, rest);
  }
  return findings.all();
}

function judgeStatus(findings: Findings, { name, answer }: Watching): void {
  if (answer?.status !== 410) return;
  findings.checked();
  if (!reasons.includes(answer.reason ?? ''))
    findings.broken(
      { in: name, at: 0, how: 'wrong' },
      `the 410 has the reason ${answer.reason ?? 'none'}, not Expired`,
    );
}

function judgeError(findings: Findings, { watching: { name, frames, request } }: Reading): void {
  const at = frames.findIndex(({ type }) => type === 'ERROR');
  const error = frames[at];
  if (error?.type !== 'ERROR') return;
  findings.checked();
  if (at < frames.length - 1)
    findings.broken({ in: name, at: at + 1, how: 'wrong' }, `the watch goes on after the error ${error.code}`);
  if (error.code !== 410) return;
  if (!reasons.includes(error.reason))
    findings.broken(
      { in: name, at, how: 'wrong' },
      `the error 410 has the reason ${error.reason || 'none'}, not Expired`,
    );
  const first = frames.findIndex(isObjectFrame);
  // A stream that loses its place later on is lawful: whoever reads it begins anew. One that begins too early says so at once.
  if (request.start.kind === 'exact' && request.start.from === 'expired' && first >= 0 && first < at)
    findings.broken(
      { in: name, at: first, how: 'wrong' },
      'changes are shown before the watch says that its version is too old',
      { level: 'should' },
    );
}
