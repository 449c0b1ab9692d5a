import { type Finding, Findings } from '../history/finding.ts';
import { isObjectFrame, placeOf, type Read } from '../history/reading.ts';
import { compareVersions } from '../history/versions.ts';

/**
 * No change is shown twice: neither twice in one watch nor, in one that begins at a version, one of that version or before it
 * (API concepts: a watch is of the changes after the version that it is given; kubernetes/kubernetes#24004).
 */
export function judgeUnique({ readings, known }: Read): Finding[] {
  const findings = new Findings('unique');
  for (const reading of readings) {
    const { watching, begins, start } = reading;
    const { name, frames } = watching;
    const from = begins === 'exact' && known.isOrdered ? start : undefined;
    for (let at = 0; at < frames.length; at++) {
      const frame = frames[at];
      if (!isObjectFrame(frame)) continue;
      findings.checked();
      const { key, version, type } = frame;
      const first = placeOf(reading, version, key);
      if (first !== at && first !== undefined)
        findings.broken(
          { in: name, at, how: 'repeated' },
          `${type} of ${key} at version ${version} is shown again: it is frame ${first} already`,
          { key, version },
        );
      else if (from !== undefined && compareVersions(version, from) <= 0)
        findings.broken(
          { in: name, at, how: 'repeated' },
          `${type} of ${key} at version ${version} is shown, though the watch is of the changes after version ${from}`,
          { key, version },
        );
    }
  }
  return findings.all();
}
