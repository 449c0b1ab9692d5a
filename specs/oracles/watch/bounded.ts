import { type Finding, Findings } from '../history/finding.ts';
import type { Read } from '../history/reading.ts';

/** Milliseconds that the end of a watch may come late. */
const lateMs = 10_000;

/** Milliseconds from the time of a watch within which a connection that breaks is one that was broken off for it. */
const nearMs = 1000;

/**
 * A watch ends, in order, once the seconds are over that it was asked to last, counted from its start (API reference, common
 * parameters, `timeoutSeconds`). A server may end it earlier. That it did not end is a breach only where something else was
 * answered meanwhile: then neither the server nor who watches was merely slow.
 */
export function judgeBounded({ readings, history }: Read): Finding[] {
  const findings = new Findings('bounded');
  const latest = [...history.writes, ...history.listings.flatMap(({ pages }) => pages)].map(({ sentAt, at }) => ({
    sentAt,
    at,
  }));
  let isDecided = false;
  let ours: string | undefined;
  for (const { watching } of readings) {
    const { name, request, sentAt, end, frames } = watching;
    if (!request.timeoutSeconds) continue;
    const asked = request.timeoutSeconds * 1000;
    const lasted = end.at - sentAt;
    if (end.how === 'closed' && lasted <= asked + lateMs) {
      ours ??= name;
      continue;
    }
    findings.checked();
    isDecided = true;
    const mark = { in: name, at: frames.length, how: 'wrong' } as const;
    if (end.how === 'broken' && Math.abs(lasted - asked) <= nearMs)
      findings.broken(mark, `the connection breaks after ${Math.round(lasted)} ms, when the watch was to end in order`);
    else if (lasted > asked + lateMs) {
      const due = sentAt + asked;
      const isAlive = latest.some((one) => one.sentAt > due && one.at < end.at);
      const what = `it lasts ${Math.round(lasted)} ms, and was asked to last ${asked} ms`;
      if (isAlive) findings.broken(mark, what);
      else findings.undecided(name, `${what}; nothing else was answered meanwhile`);
    }
  }
  if (!isDecided && ours !== undefined) findings.undecided(ours, 'it was closed before its time was over');
  return findings.all();
}
