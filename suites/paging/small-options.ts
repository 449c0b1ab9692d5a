import type { Library } from '../../src/contract/library.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { query } from '../promises/selection.ts';
import { ofLists, served } from './covers.ts';
import { judgeHistory } from './judge-history.ts';
import type { SentQuery } from './recorder.ts';
import { refusalCase } from './refused-list.ts';
import { sceneOf } from './scene.ts';
import { firstAndAnother } from './some.ts';
import { walk } from './walk.ts';

/** A list takes a time limit. */
export function timeoutIsTaken(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'list.*.timeout-is-taken',
    title: 'A list of the objects of {kind} takes a time limit',
    method: 'Lists with several limits, whole and in parts: all is shown; a limit that is no whole number is refused.',
    covers: ofLists(...query('timeoutSeconds', 'bounds-the-call')),
    derivedFrom: served,
    kills: () => ['bad-query-number-answers-500'],
    *cases(subject, plan) {
      const name = subject.resource.name;
      for (const timeoutSeconds of firstAndAnother(plan, name, ['30', '3600', '0'])) {
        yield unchangedCase(subject, `${timeoutSeconds} seconds`, [{ timeoutSeconds }, { timeoutSeconds, limit: '2' }]);
      }
      for (const [what, timeoutSeconds] of firstAndAnother(plan, name, refused)) {
        yield refusalCase(subject, {
          name: `refused/${what}`,
          query: { timeoutSeconds },
          statuses: [400],
          control: { timeoutSeconds: '30' },
        });
      }
    },
  });
}

const refused = [
  ['a word', 'abc'],
  ['a fraction', '1.5'],
  ['too large', '9223372036854775808'],
] as const;

/** Bookmarks are for watches. */
export function bookmarksMeanNothing(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'list.*.bookmarks-mean-nothing-without-watch',
    title: 'Asking for bookmarks changes nothing of a list of the objects of {kind}',
    method: 'Lists with the parameter, whole and in parts, and compares with what is stored.',
    covers: ofLists('parameter/query/allowWatchBookmarks/rule/ignored-without-watch'),
    derivedFrom: served,
    *cases(subject) {
      for (const allowWatchBookmarks of ['true', 'false'])
        yield unchangedCase(subject, allowWatchBookmarks, [
          { allowWatchBookmarks },
          { allowWatchBookmarks, limit: '2' },
        ]);
    },
  });
}

/** Lists with an option that says nothing of what they show. */
function unchangedCase({ resource }: Subject, name: string, queries: readonly SentQuery[]): Case {
  return defineCase({
    name,
    async gather(world) {
      const { recorder } = await sceneOf(world, resource);
      const listings = [];
      for (const sent of queries) {
        const given = Object.entries(sent).map(([option, value]) => `${option}=${value}`);
        listings.push(...(await walk(recorder, { name: `list with ${given.join(' ')}`, query: sent })));
      }
      return recorder.history(listings);
    },
    judge: (history) =>
      judgeHistory(
        history,
        ['honoured', 'snapshot', 'constantVersion', 'once', 'selected', 'complete'],
        'the list is what it is without the option',
      ),
  });
}
