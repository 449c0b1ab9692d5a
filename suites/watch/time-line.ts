import type { Broken } from '../../specs/oracles/history/finding.ts';
import type { History } from '../../specs/oracles/history/history.ts';
import type { Frame, Watching } from '../../specs/oracles/history/watching.ts';
import type { Write } from '../../specs/oracles/history/write.ts';
import type { TimeLine, TimeLineEvent } from '../../src/outcome.ts';

/** Events that a lane shows at most, before and after the place in question together. */
const shown = 60;

/** Lanes of watches that are not in question but show how it was. */
const others = 2;

/**
 * What was written around the place where a guarantee is broken, and what the watch in question and some others showed there; what is
 * wrong is marked, and so are the other breaches in the same watch.
 */
export function timeLineOf(history: History, broken: readonly Broken[]): TimeLine {
  const [first] = broken;
  const watching = history.watchings.find(({ name }) => name === first?.mark.in);
  if (!first || !watching) return { lanes: [] };
  const marks = broken.filter(({ mark }) => mark.in === watching.name);
  const lane = laneOf(watching, marks, first.mark.at);
  const times = lane.events.map(({ at }) => at);
  const from = Math.min(...times, watching.end.at);
  const to = Math.max(...times, watching.sentAt);
  const isNear = ({ at }: { readonly at: number }) => at >= from - marginMs && at <= to + marginMs;
  const writes = history.writes.filter(isNear).toSorted((a, b) => a.at - b.at);
  const around = history.watchings.filter(
    ({ name, frames, request }) =>
      name !== watching.name && request.namespace === watching.request.namespace && frames.some(isNear),
  );
  const near = around.toSorted((a, b) => b.frames.filter(isNear).length - a.frames.filter(isNear).length);
  return {
    lanes: [
      { name: 'writes', events: middle(writes, middleOf(writes, first)).map(eventOfWrite) },
      lane,
      ...near.slice(0, others).map(({ name, frames }) => {
        const events = frames.filter(isNear);
        return { name, events: middle(events, middleOf(events, first)).map(eventOf) };
      }),
    ],
  };
}

/** Milliseconds before and after that are shown too. */
const marginMs = 200;

function laneOf({ name, frames, end }: Watching, broken: readonly Broken[], place: number) {
  const from = Math.max(0, Math.min(place - shown / 2, frames.length - shown));
  const events: TimeLineEvent[] = [];
  for (let at = from; at <= Math.min(frames.length, from + shown); at++) {
    for (const { mark, key, version } of broken) {
      if (mark.at !== at || (mark.how !== 'missing' && at < frames.length)) continue;
      const label = mark.how === 'missing' ? (key ?? 'an event') : 'the end';
      const time = frames[at]?.at ?? end.at;
      events.push({ at: time, label, ...(version !== undefined && { version }), mark: mark.how });
    }
    const frame = frames[at];
    const how = broken.find(({ mark }) => mark.at === at && mark.how !== 'missing')?.mark.how;
    if (frame) events.push({ ...eventOf(frame), ...(how && { mark: how }) });
  }
  return { name, events: events.slice(0, shown) };
}

/** As many as a lane shows, those around a place. */
function middle<T>(all: readonly T[], place: number): readonly T[] {
  const from = Math.max(0, Math.min(place - shown / 2, all.length - shown));
  return all.slice(from, from + shown);
}

function middleOf(all: readonly (Write | Frame)[], { version, key }: Broken): number {
  const place = all.findIndex(
    (one) => 'version' in one && one.version === version && (!('key' in one) || one.key === key),
  );
  return place < 0 ? Math.floor(all.length / 2) : place;
}

function eventOf(frame: Frame): TimeLineEvent {
  const { type, at } = frame;
  if (type === 'ERROR') return { at, label: `ERROR ${frame.code} ${frame.reason}`.trim() };
  if (type === 'STRANGE') return { at, label: frame.what };
  const label = type === 'BOOKMARK' ? type : `${type} ${nameIn(frame.key)}`;
  return { at, label, version: frame.version };
}

function eventOfWrite(write: Write): TimeLineEvent {
  const what =
    write.kind === 'unchanged' ? write.why : write.kind === 'unknown' ? `${write.does}, unanswered` : write.kind;
  const version = 'version' in write ? write.version : undefined;
  return { at: write.at, label: `${what} ${nameIn(write.key)}`, ...(version !== undefined && { version }) };
}

function nameIn(key: string): string {
  return key.slice(key.indexOf('/') + 1);
}
