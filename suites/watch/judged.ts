import type { Broken, Finding } from '../../specs/oracles/history/finding.ts';
import type { History } from '../../specs/oracles/history/history.ts';
import { isObjectFrame, type Read } from '../../specs/oracles/history/reading.ts';
import { compareVersions } from '../../specs/oracles/history/versions.ts';
import type { Frame, Watching } from '../../specs/oracles/history/watching.ts';
import { type WatchGuarantee, watchJudges } from '../../specs/oracles/watch.ts';
import { advisory, inconclusive, type Outcome, pass, unsupported, violation } from '../../src/outcome.ts';
import { timeLineOf } from './time-line.ts';

/** What is asked of a history: some guarantees, of some of its watches. */
export interface Question {
  readonly guarantees: readonly WatchGuarantee[];
  /** By the name of the watcher, which its connections share. */
  readonly isAbout: (watcher: string) => boolean;
  /** What was promised, for the report. */
  readonly expected: string;
  /** What findings count; all without. */
  readonly counts?: (finding: Broken) => boolean;
  /** Statuses that say that the target does not have what is asked for. */
  readonly lacking?: readonly number[];
  /** Statuses that are as right as a stream. */
  readonly refusedWith?: readonly number[];
}

/** The watcher that a connection is of. */
export function watcherIn(connection: string): string {
  return connection.replace(/#\d+$/, '');
}

/** What the judges say of the watches in question: broken, not decided, or kept. */
export function outcomeOf(
  read: Read,
  { guarantees, isAbout, expected, counts, lacking = [], refusedWith = [] }: Question,
): Outcome {
  const ignored = ignoredWatches(read.history);
  const asked = read.history.watchings.filter(({ name }) => isAbout(watcherIn(name)));
  const watchings = asked.filter(({ name }) => !ignored.has(watcherIn(name)));
  if (asked.length > 0 && watchings.length === 0) return unsupported('the target ignores sendInitialEvents');
  const findings = guarantees
    .flatMap((guarantee) => findingsOf(read, guarantee))
    .filter((finding) => finding.outcome === 'kept' || isAbout(watcherIn(placeOf(finding))))
    .filter((finding) => !ignored.has(watcherIn(placeOf(finding))));
  const broken = findings.filter((finding) => finding.outcome === 'broken').filter((one) => counts?.(one) ?? true);
  const must = broken.filter(({ level }) => level === 'must');
  if (broken.length > 0) return brokenOutcome(read, must.length > 0 ? must : broken, expected, must.length > 0);
  const refused = watchings.find(
    (watching) => watching.answer !== undefined && watching.answer.status !== 200 && !hasBegunAnew(watching, watchings),
  );
  if (refused?.answer && refusedWith.includes(refused.answer.status)) return pass;
  if (refused) return refusedOutcome(refused, expected, lacking);
  const undecided = findings.find((finding) => finding.outcome === 'undecided');
  if (undecided) return inconclusive(`${undecided.in}: ${undecided.why}`);
  const answered = watchings.filter(({ answer }) => answer?.status === 200);
  return answered.length > 0 ? pass : inconclusive('no watch was answered');
}

/**
 * The watchers that asked for initial events of a target that does not know them: one that began at a version was shown nothing
 * from before it, and no end of what it was not shown. Who cannot do that is not judged by it.
 */
function ignoredWatches({ watchings }: History): ReadonlySet<string> {
  const asking = watchings.filter(({ request, answer }) => request.sendInitialEvents && answer?.status === 200);
  const isIgnored = asking.some(({ request: { start }, frames }) => {
    if (start.kind !== 'exact') return false;
    const isState = (frame: Frame) => isObjectFrame(frame) && compareVersions(frame.version, start.version) <= 0;
    const isEnd = (frame: Frame) => frame.type === 'BOOKMARK' && frame.endsInitial;
    return frames.length > 0 && !frames.some((frame) => isState(frame) || isEnd(frame));
  });
  return new Set(isIgnored ? asking.map(({ name }) => watcherIn(name)) : []);
}

/** Whether a watch was told that its version is too old, after which its watcher began with the objects there are. */
function hasBegunAnew({ name, answer, sentAt }: Watching, watchings: readonly Watching[]): boolean {
  if (answer?.status !== 410) return false;
  return watchings.some(
    (later) => later.sentAt > sentAt && watcherIn(later.name) === watcherIn(name) && later.answer?.status === 200,
  );
}

function placeOf(finding: Finding): string {
  return finding.outcome === 'broken' ? finding.mark.in : finding.outcome === 'undecided' ? finding.in : '';
}

const found = new WeakMap<Read, Map<WatchGuarantee, readonly Finding[]>>();

/** Each judge is asked once, however many cases want to know. */
export function findingsOf(read: Read, guarantee: WatchGuarantee): readonly Finding[] {
  const known = found.get(read) ?? new Map<WatchGuarantee, readonly Finding[]>();
  found.set(read, known);
  const findings = known.get(guarantee) ?? watchJudges[guarantee](read);
  known.set(guarantee, findings);
  return findings;
}

function brokenOutcome({ history }: Read, broken: readonly Broken[], expected: string, isMust: boolean): Outcome {
  const [first] = broken as readonly [Broken, ...Broken[]];
  const count = broken.reduce((sum, { more = 0 }) => sum + 1 + more, 0);
  const watches = new Set(broken.map(({ mark }) => mark.in)).size;
  const also = count > 1 ? `; ${count - 1} more like it in ${watches === 1 ? 'this watch' : `${watches} watches`}` : '';
  const finding = {
    reason: `the watch ${first.mark.in}: ${first.what}`,
    expected,
    actual: `${first.what}${also}`,
    timeLine: timeLineOf(history, broken),
  };
  return isMust ? violation(finding) : advisory(finding);
}

function refusedOutcome({ name, answer }: Watching, expected: string, lacking: readonly number[]): Outcome {
  const { status = 0, reason = 'no reason' } = answer ?? {};
  const what = `the watch ${watcherIn(name)} is answered ${status} (${reason})`;
  if (lacking.includes(status)) return unsupported(what);
  // How long a server remembers is its own choice.
  if (status >= 500 || status === 410) return inconclusive(what);
  return violation({ reason: what, expected, actual: what });
}
