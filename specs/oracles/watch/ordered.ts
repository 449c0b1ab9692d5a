import { type Finding, Findings } from '../history/finding.ts';
import { isObjectFrame, type Read, type Reading } from '../history/reading.ts';
import { compareVersions } from '../history/versions.ts';

/**
 * Changes are shown in the order in which they were made, the same in every watch: by version, where versions are numbers
 * (KEP-5504). The objects that a watch begins with come in any order, and before every change.
 */
export function judgeOrdered(read: Read): Finding[] {
  const findings = new Findings('ordered');
  for (const reading of read.readings) {
    if (read.known.isOrdered) byVersion(findings, reading);
  }
  if (!read.known.isOrdered) alike(findings, read.readings);
  return findings.all();
}

function byVersion(findings: Findings, { watching: { name, frames }, initial }: Reading): void {
  let highest: string | undefined;
  let highestKey = '';
  for (let at = 0; at < frames.length; at++) {
    const frame = frames[at];
    if (!isObjectFrame(frame)) continue;
    const { key, version, type } = frame;
    const order = highest === undefined ? 1 : compareVersions(version, highest);
    if (at >= initial) {
      findings.checked();
      // The same version again is a repetition, of another object a server's wrong number: others speak of these.
      if (order < 0)
        findings.broken(
          { in: name, at, how: 'disordered' },
          `${type} of ${key} at version ${version} is shown after version ${highest} of ${highestKey}`,
          { key, version },
        );
    }
    if (order > 0) {
      highest = version;
      highestKey = key;
    }
  }
}

/** Whether any two changes are shown in the same order by whoever shows both, whatever their versions look like. */
function alike(findings: Findings, readings: readonly Reading[]): void {
  const ranks = new Map<string, { readonly rank: number; readonly by: string }>();
  for (const { watching, initial } of readings) {
    const { name, frames } = watching;
    let last: { readonly rank: number; readonly by: string; readonly version: string } | undefined;
    for (let at = initial; at < frames.length; at++) {
      const frame = frames[at];
      if (!isObjectFrame(frame)) continue;
      const { key, version } = frame;
      const change = `${version} ${key}`;
      const ranked = ranks.get(change);
      if (!ranked) ranks.set(change, { rank: at, by: name });
      else if (ranked.by !== name) {
        // Places are compared only within the watch that they are of.
        if (last?.by === ranked.by) {
          findings.checked();
          if (ranked.rank < last.rank)
            findings.broken(
              { in: name, at, how: 'disordered' },
              `the change of ${key} to version ${version} is shown after version ${last.version}, in ${ranked.by} before it`,
              { key, version },
            );
        }
        if (last?.by !== ranked.by || ranked.rank > last.rank) last = { ...ranked, version };
      }
    }
  }
}
