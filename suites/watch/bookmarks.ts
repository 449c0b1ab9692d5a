import type { Broken } from '../../specs/oracles/history/finding.ts';
import type { Read } from '../../specs/oracles/history/reading.ts';
import type { Library } from '../../src/contract/library.ts';
import { unsupported } from '../../src/outcome.ts';
import { defineCase, type Requirement } from '../../src/requirement.ts';
import { forEachKind } from '../promises/for-each-kind.ts';
import { written } from '../update-rules/places.ts';
import { covers } from './covers.ts';
import { outcomeOf, watcherIn } from './judged.ts';
import { lanesOf } from './traffic/lanes.ts';
import { trafficOf } from './traffic/shared.ts';
import type { Traffic } from './traffic/traffic.ts';

/** Bookmarks: only for who asks, and true. */
export function bookmarksAreTrue(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'watch.*.bookmarks-are-true',
    title: 'A bookmark comes only when asked for, and no change of {kind} from before it comes after it',
    method:
      'Watches with and without bookmarks, some until the server ends them, when servers like to send one; a server may send none.',
    covers: covers.bookmarks,
    derivedFrom: written,
    kills: () => ['bookmark-is-a-status', 'bookmark-ahead-of-events'],
    *cases(subject, plan) {
      const lanes = lanesOf(subject.resource, plan.effort);
      const asking = new Set(lanes.filter(({ bookmarks }) => bookmarks).map(({ name }) => name));
      yield defineCase<Traffic>({
        name: 'asked-for',
        gather: (world) => trafficOf(world, subject, plan),
        judge: ({ read }) => {
          const isAbout = (watcher: string) => asking.has(watcher);
          const outcome = outcomeOf(read, {
            guarantees: ['bookmarkable', 'typed'],
            isAbout,
            counts: isOfBookmark(read),
            expected: 'a bookmark of the kind that is watched, at a version up to which all is shown',
            lacking: [400, 422],
          });
          if (outcome.kind === 'violation' || marksOf(read, isAbout) > 0)
            return outcome.kind === 'unsupported' ? { kind: 'pass' } : outcome;
          return unsupported('the target sent no bookmark while it was watched');
        },
      });
      yield defineCase<Traffic>({
        name: 'not-asked-for',
        gather: (world) => trafficOf(world, subject, plan),
        judge: ({ read }) =>
          outcomeOf(read, {
            guarantees: ['bookmarkable'],
            isAbout: (watcher) =>
              lanes.some(({ name, also }) => name === watcher && also === undefined && !asking.has(name)),
            expected: 'no bookmark',
            lacking: [403, 404, 406],
          }),
      });
    },
  });
}

/** Whether a breach is one of a bookmark, and not of any other event that its judge speaks of as well. */
function isOfBookmark({ history }: Read): (finding: Broken) => boolean {
  const frames = new Map(history.watchings.map(({ name, frames }) => [name, frames]));
  return ({ guarantee, mark }) => guarantee === 'bookmarkable' || frames.get(mark.in)?.[mark.at]?.type === 'BOOKMARK';
}

function marksOf({ history }: Read, isAbout: (watcher: string) => boolean): number {
  return history.watchings
    .filter(({ name }) => isAbout(watcherIn(name)))
    .reduce((sum, { frames }) => sum + frames.filter(({ type }) => type === 'BOOKMARK').length, 0);
}
