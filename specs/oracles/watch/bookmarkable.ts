import { type Finding, Findings } from '../history/finding.ts';
import { isObjectFrame, type Read, type Reading } from '../history/reading.ts';
import { compareVersions, isNewer } from '../history/versions.ts';
import type { BookmarkFrame } from '../history/watching.ts';
import { described, type Miss, owed } from './owed.ts';

/**
 * A bookmark says that all changes up to its version have been shown: none of them comes after it, none never; it comes only to
 * who asks for bookmarks, and never goes back (API concepts, "Watch bookmarks"). A server need not send any.
 */
export function judgeBookmarkable(read: Read): Finding[] {
  const findings = new Findings('bookmarkable');
  if (!read.known.isOrdered) return [];
  let isShown = false;
  let asking: string | undefined;
  for (const reading of read.readings) {
    const { misses } = owed(read, reading);
    const marks = reading.watching.frames.filter((frame): frame is BookmarkFrame => frame.type === 'BOOKMARK');
    findings.checked(marks.length);
    if (marks.length > 0) judgeStream(findings, reading, misses);
    isShown ||= marks.length > 0;
    if (reading.watching.request.bookmarks) asking ??= reading.watching.name;
  }
  if (!isShown && asking !== undefined) findings.undecided(asking, 'no bookmark came');
  return findings.all();
}

function judgeStream(
  findings: Findings,
  { watching: { name, frames, request } }: Reading,
  misses: readonly Miss[],
): void {
  let shown: string | undefined;
  let marked: BookmarkFrame | undefined;
  for (let at = 0; at < frames.length; at++) {
    const frame = frames[at];
    if (frame?.type === 'BOOKMARK') {
      const { version } = frame;
      if (!request.bookmarks)
        findings.broken({ in: name, at, how: 'wrong' }, 'a bookmark is shown that nobody asked for', { version });
      const last = marked && (shown === undefined || isNewer(marked.version, shown)) ? marked.version : shown;
      if (last !== undefined && isNewer(last, version))
        findings.broken({ in: name, at, how: 'disordered' }, `the bookmark of version ${version} comes after ${last}`, {
          version,
        });
      if (!marked || isNewer(version, marked.version)) marked = frame;
    } else if (isObjectFrame(frame)) {
      const { key, version } = frame;
      if (shown === undefined || isNewer(version, shown)) shown = version;
      if (marked && compareVersions(version, marked.version) <= 0)
        findings.broken(
          { in: name, at, how: 'disordered' },
          `version ${version} of ${key} is shown after the bookmark of version ${marked.version}`,
          { key, version },
        );
    }
  }
  for (const miss of misses) {
    const { key, version } = miss.change;
    if (!marked || isNewer(version, marked.version)) break;
    const what = `${described(miss)}, though a bookmark says that all is shown up to version ${marked.version}`;
    findings.broken({ in: name, at: miss.place, how: 'missing' }, what, { key, version });
  }
}
