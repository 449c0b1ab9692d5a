import type { Broken } from '../../specs/oracles/history/finding.ts';
import type { History } from '../../specs/oracles/history/history.ts';
import type { Page } from '../../specs/oracles/history/listing.ts';
import { nameOf } from '../../specs/oracles/history/state.ts';
import type { TimeLine, TimeLineEvent } from '../../src/outcome.ts';

/** Events that a lane shows at most: the last ones. */
const longest = 60;

/** What was written, and the lists in which something is wrong, with the places marked. */
export function timeLineOf({ writes, listings }: History, broken: readonly Broken[]): TimeLine {
  const wrong = new Map(broken.map((one) => [`${one.mark.in} ${one.mark.at}`, one.mark.how]));
  const shown = listings.filter(({ name }) => broken.some(({ mark }) => mark.in === name));
  const written = writes
    .toSorted((a, b) => a.at - b.at)
    .map((write): TimeLineEvent => {
      const version = 'version' in write ? write.version : undefined;
      const what = write.kind === 'unknown' ? `${write.does}?` : write.kind;
      return {
        at: Math.round(write.at),
        label: `${what} ${nameOf(write.key)}`,
        ...(version !== undefined && { version }),
      };
    });
  const lanes = shown.map(({ name, pages }) => ({
    name,
    events: pages.map((page, index): TimeLineEvent => {
      const mark = wrong.get(`${name} ${index}`);
      const { resourceVersion: version } = page;
      return {
        at: Math.round(page.at),
        label: labelOf(page, index),
        ...(version !== undefined && { version }),
        ...(mark && { mark }),
      };
    }),
  }));
  return { lanes: [{ name: 'writes', events: written.slice(-longest) }, ...lanes] };
}

function labelOf({ status, items, continue: token }: Page, index: number): string {
  if (status !== 200) return `page ${index + 1}: ${status}`;
  const names = items.map(({ key }) => nameOf(key));
  const some = names.length > 6 ? [...names.slice(0, 3), '…', ...names.slice(-2)] : names;
  return `page ${index + 1}: ${some.join(' ') || 'nothing'}${token === undefined ? '' : ' and a token'}`;
}
