import type { TimeLine, TimeLineEvent } from '../../src/outcome.ts';
import { html, join, type Markup } from './markup.ts';
import type { Words } from './words.ts';

const laneHeight = 34;
const left = 130;
const width = 1000;

const shapes = { missing: '✗', repeated: '↻', disordered: '⇄', wrong: '!' } as const;

/**
 * What each watcher saw, a lane each, in the order in which it came; what is wrong is marked by a sign, and once more as a table
 * for those who do not see the picture.
 */
export function timeLineOf({ lanes }: TimeLine, words: Words): Markup {
  const events = lanes.flatMap((lane) => lane.events);
  const first = Math.min(...events.map(({ at }) => at));
  const span = Math.max(1, Math.max(...events.map(({ at }) => at)) - first);
  const x = ({ at }: TimeLineEvent) => Math.round(left + ((at - first) / span) * (width - left - 20));
  const height = lanes.length * laneHeight + 10;
  const wrong = lanes.flatMap((lane) => lane.events.flatMap((event) => (event.mark ? [{ lane, event }] : [])));
  return html`<figure class="time-line"><figcaption>${words.broken.timeLine}</figcaption>
<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${words.broken.timeLine}">${lanes.map(
    ({ name, events: of }, index) => {
      const y = index * laneHeight + 24;
      return html`<text x="0" y="${y + 4}">${name}</text><line x1="${left}" x2="${width}" y1="${y}" y2="${y}"/>${join(
        of.map((event) =>
          event.mark
            ? html`<text class="m" x="${x(event)}" y="${y - 5}" text-anchor="middle">${shapes[event.mark]}<title>${described(event, words)}</title></text>`
            : html`<circle cx="${x(event)}" cy="${y}" r="4"><title>${described(event, words)}</title></circle>`,
        ),
      )}`;
    },
  )}</svg>
<table><thead><tr><th scope="col">${words.tables.watcher}</th><th scope="col">${words.tables.event}</th><th scope="col">${words.tables.mark}</th></tr></thead>
<tbody>${wrong.slice(0, 20).map(({ lane, event }) => html`<tr><td>${lane.name}</td><td>${event.label}${event.version !== undefined && ` @${event.version}`}</td><td>${event.mark && `${shapes[event.mark]} ${words.marks[event.mark]}`}</td></tr>`)}</tbody></table></figure>`;
}

function described({ label, version, mark }: TimeLineEvent, words: Words): string {
  return `${label}${version === undefined ? '' : ` @${version}`}${mark ? ` (${words.marks[mark]})` : ''}`;
}
