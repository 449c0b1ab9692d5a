import { type Finding, Findings } from '../history/finding.ts';
import { isObjectFrame, type Read } from '../history/reading.ts';
import { isNewer } from '../history/versions.ts';
import type { ObjectFrame } from '../history/watching.ts';
import type { Unchanging } from '../history/write.ts';

/**
 * Nothing is shown of a write that changes nothing: a dry run, a refused write, one that would store what is stored (API
 * concepts, "Dry run"; kubernetes/kubernetes#88031). Others may write the same object: an event counts only where it shows what the
 * write would have made, or the very state that was there.
 */
export function judgeQuiet({ history, known, readings }: Read): Finding[] {
  const findings = new Findings('quiet');
  const attempts = new Map<string, Unchanging[]>();
  for (const write of history.writes)
    if (write.kind === 'unchanged') attempts.set(write.key, [...(attempts.get(write.key) ?? []), write]);
  if (attempts.size === 0) return [];
  const written = new Set(
    history.writes.flatMap((write) => (write.kind === 'created' || write.kind === 'unknown' ? [write.key] : [])),
  );
  for (const { watching, initial } of readings) {
    const { name, frames, request } = watching;
    const isWhole = (request.representation ?? 'object') === 'object';
    for (let at = initial; at < frames.length; at++) {
      const frame = frames[at];
      if (!isObjectFrame(frame)) continue;
      const tried = attempts.get(frame.key);
      if (!tried) continue;
      findings.checked();
      const change = known.at(frame.version, frame.key);
      // What the run wrote is owed, whatever else it tried.
      if (frame.type === 'DELETED' || (change && change.shownIn === undefined)) continue;
      const why = tried.find((attempt) => {
        if (attempt.version === undefined) return !written.has(frame.key) || shows(frame, attempt.wouldBe);
        if (!known.isOrdered || !isNewer(frame.version, attempt.version) || frame.at < attempt.sentAt) return false;
        if (isWhole && shows(frame, attempt.wouldBe)) return true;
        const before = change?.before;
        const isNext = before?.version === attempt.version;
        return isNext && shows(frame, isWhole ? before?.state?.digest : before?.state?.metadataDigest);
      })?.why;
      if (why === undefined) continue;
      const { key, version, type } = frame;
      findings.broken({ in: name, at, how: 'wrong' }, `${type} of ${key} at version ${version} is shown for a ${why}`, {
        key,
        version,
      });
    }
  }
  return findings.all();
}

function shows({ digest }: ObjectFrame, other: string | undefined): boolean {
  return digest !== undefined && digest === other;
}
