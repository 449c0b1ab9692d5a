import { type Finding, Findings } from '../history/finding.ts';
import { isObjectFrame, placeOf, type Read, type Reading } from '../history/reading.ts';
import { compareVersions, firstAfter } from '../history/versions.ts';
import type { Stored } from '../history/write.ts';

/** Milliseconds within which a change must be on its way to whoever watches, once another watch was shown it. */
const promptMs = 10_000;

/** Milliseconds for which headers must have been waited for in vain before the write with which they come. */
const headersMs = 5000;

/**
 * A watch is answered at once, also while there is nothing to show, and shows each change as it happens, however small
 * (kubernetes/kubectl#628, apache/apisix#7426, Azure/AKS#1755). Time alone decides nothing: headers are held back where they come
 * only with a write that was sent long after them, a change is where another watch was shown it long before this one ended without it.
 */
export function judgePrompt(read: Read): Finding[] {
  const findings = new Findings('prompt');
  const writes = read.history.writes
    .filter((write): write is Stored => write.kind === 'created' || write.kind === 'updated')
    .sort((a, b) => (read.known.isOrdered ? compareVersions(a.version, b.version) : a.at - b.at));
  const firstSeen = new Map<string, { at: number; by: string }>();
  for (const { watching } of read.readings) {
    for (const frame of watching.frames) {
      if (!isObjectFrame(frame)) continue;
      const known = firstSeen.get(frame.version);
      if (!known || frame.at < known.at) firstSeen.set(frame.version, { at: frame.at, by: watching.name });
    }
  }
  judgeProgress(findings, read, writes);
  for (const reading of read.readings) {
    judgeHeaders(findings, reading, writes);
    judgeChanges(findings, reading, read, writes, firstSeen);
  }
  return findings.all();
}

/** Connections of one watcher that end in order, one after another, and show nothing, after which it counts as getting nowhere. */
const idleConnections = 5;

/** A server may end any watch at any time, but not each before it shows what has long been there (kubernetes/kubectl#973). */
function judgeProgress(findings: Findings, { known, readings }: Read, writes: readonly Stored[]): void {
  const idle = new Map<string, { readonly count: number; readonly since: number }>();
  for (const { watching, begins, start, selects } of readings) {
    const { name, resumes, end, frames, sentAt } = watching;
    if (begins !== 'exact' || start === undefined || !known.isOrdered) continue;
    if (end.how !== 'complete' || frames.length > 0) continue;
    const before = idle.get(resumes ?? '');
    const now = { count: (before?.count ?? 0) + 1, since: before?.since ?? sentAt };
    idle.set(name, now);
    if (now.count !== idleConnections) continue;
    findings.checked();
    const owed = writes[firstAfter(writes, start)];
    if (!owed || owed.at > now.since || selects(owed.key, owed.state) !== true) continue;
    const { key, version } = owed;
    const what = `${now.count} watches in a row end without the change of ${key} to version ${version}, answered before the first`;
    findings.broken({ in: name, at: 0, how: 'missing' }, what, { key, version });
  }
}

function judgeHeaders(findings: Findings, { watching }: Reading, writes: readonly Stored[]): void {
  const { name, answer, sentAt, frames } = watching;
  if (!answer) return;
  findings.checked();
  const waited = Math.round(answer.at - sentAt);
  if (waited < headersMs) return;
  const first = frames.find(isObjectFrame);
  const cause = first && writes.find(({ version, key }) => version === first.version && key === first.key);
  const what = `the headers come ${waited} ms after the request`;
  if (cause && cause.sentAt - sentAt >= headersMs && cause.sentAt <= answer.at)
    findings.broken({ in: name, at: 0, how: 'wrong' }, `${what}, with the first change and not before it`);
  else findings.undecided(name, what);
}

function judgeChanges(
  findings: Findings,
  reading: Reading,
  { known }: Read,
  writes: readonly Stored[],
  firstSeen: ReadonlyMap<string, { at: number; by: string }>,
): void {
  const { watching, selects, begins, start } = reading;
  const { name, end, answer, frames } = watching;
  if (!answer || watching.isReadSlowly) return;
  const error = frames.find(({ type }) => type === 'ERROR');
  const until = Math.min(end.at, error?.at ?? end.at);
  let silent: { version: string; key: string; by: string; ms: number } | undefined;
  const from = begins === 'exact' && known.isOrdered ? start : undefined;
  for (let index = from === undefined ? 0 : firstAfter(writes, from); index < writes.length; index++) {
    const { version, key, state, at } = writes[index] as Stored;
    // What is answered so near to the end of the watch cannot be late.
    if (at > until - promptMs) break;
    if (selects(key, state) !== true || (from === undefined && at < answer.at)) continue;
    const place = placeOf(reading, version, key);
    // A connection that broke may have lost what was sent, long before anybody noticed.
    if (place === undefined && end.how === 'broken') continue;
    findings.checked();
    const seen = firstSeen.get(version);
    const shownAt = place === undefined ? until : (frames[place]?.at ?? until);
    if (seen === undefined || seen.by === name) continue;
    const ms = Math.round(shownAt - Math.max(seen.at, answer.at));
    if (ms >= promptMs && (silent === undefined || ms > silent.ms)) silent = { version, key, by: seen.by, ms };
  }
  if (!silent) return;
  const { version, key, by, ms } = silent;
  const place = placeOf(reading, version, key);
  const what =
    place === undefined
      ? `the change of ${key} to version ${version} is not shown in the ${ms} ms after ${by} was shown it`
      : `the change of ${key} to version ${version} is shown ${ms} ms after ${by} was shown it`;
  findings.broken({ in: name, at: place ?? frames.length, how: place === undefined ? 'missing' : 'wrong' }, what, {
    key,
    version,
  });
}
