import type { History } from '../../specs/oracles/history/history.ts';
import type { Watching } from '../../specs/oracles/history/watching.ts';
import type { Library } from '../../src/contract/library.ts';
import { inconclusive, type Outcome, pass, unsupported, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Plan, type Requirement } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { written } from '../update-rules/places.ts';
import { outcomeOf, type Question, watcherIn } from './judged.ts';
import { slug } from './lane-cases.ts';
import { trafficOf } from './traffic/shared.ts';
import type { Traffic } from './traffic/traffic.ts';

const wanted = 'all changes after the version that the watch goes on from, each once';

/** A watch goes on from wherever another one ended, or says that it cannot. */
export function watchesGoOn(library: Library): Requirement[] {
  return [
    ...forEachKind(library, {
      id: 'watch.*.resumes-from-every-version',
      title:
        'From every version that a watch or a write of {kind} showed another watch can go on: nothing left out, nothing again',
      method:
        'Cuts watches off again and again and goes on from the last version; when all is written, begins from versions of events and of answers, old and new ones.',
      covers: [],
      derivedFrom: written,
      kills: () => ['watch-too-old-though-kept', 'watch-misses-events-since-list'],
      *cases(subject, plan) {
        const guarantees = ['resumable', 'gapless', 'reliable', 'unique'] as const;
        yield goingOnCase(subject, plan, 'from event', { guarantees, isAbout: begins('from event'), expected: wanted });
        yield goingOnCase(subject, plan, 'from write', { guarantees, isAbout: begins('from write'), expected: wanted });
        yield goingOnCase(subject, plan, 'where it was cut', {
          guarantees,
          isAbout: (watcher) => watcher.startsWith('cut'),
          expected: wanted,
        });
      },
    }),
    ...forEachKind(library, {
      id: 'watch.*.resumes-from-every-bookmark',
      title: 'From every bookmark that a watch of {kind} showed another watch can go on',
      method: 'When all is written, begins from the version of each bookmark that came; a server may send none.',
      covers: [],
      derivedFrom: written,
      kills: () => ['bookmark-ahead-of-events'],
      *cases(subject, plan) {
        const guarantees = ['resumable', 'reliable', 'unique', 'bookmarkable'] as const;
        yield goingOnCase(subject, plan, 'from bookmark', {
          guarantees,
          isAbout: (watcher) => watcher.startsWith('from bookmark') || watcher === 'bookmarks',
          expected: wanted,
        });
      },
    }),
    ...forEachKind(library, {
      id: 'watch.*.expired-version-is-gone',
      title: 'A watch of {kind} from a version whose changes are forgotten is told 410, and never shown a part of them',
      method:
        'Watches from version 1, and in a long run from old versions: 410 as status or as ERROR event, with the reason Expired, or else every change.',
      covers: [],
      derivedFrom: written,
      kills: () => ['compacted-watch-goes-on'],
      *cases(subject, plan) {
        yield expiryCase(subject, plan, 'version 1');
        yield expiryCase(subject, plan, 'from old version');
      },
    }),
  ];
}

function begins(name: string): (watcher: string) => boolean {
  return (watcher) => watcher.startsWith(name);
}

function goingOnCase(subject: Subject, plan: Pick<Plan, 'seed'>, name: string, question: Question): Case {
  return defineCase<Traffic>({
    name: slug(name),
    gather: (world) => trafficOf(world, subject, plan),
    judge: ({ read }) => {
      const { history } = read;
      const asked = history.watchings.filter((watching) => question.isAbout(watcherIn(watching.name)));
      if (asked.length === 0) return unsupported('no version was shown to go on from');
      return neverGoesOn(history, question) ?? outcomeOf(read, question);
    },
  });
}

/** Watches that went on with something to show, all of which must have failed before it is said that none can. */
const enough = 3;

/**
 * One watch may be told that its version is too old at any time: how much a server remembers is its own choice. But where every one is,
 * seconds after the version was shown, no watch can ever go on.
 */
export function neverGoesOn(history: History, { isAbout, expected }: Question): Outcome | undefined {
  const begun = history.watchings.filter(
    ({ name, request: { start } }) =>
      isAbout(watcherIn(name)) && start.kind === 'exact' && start.from !== 'expired' && start.from !== 'list',
  );
  const old = begun.filter(isTooOld);
  if (old.length === 0) return undefined;
  const what = `${old.length} of ${begun.length} watches from versions that were shown moments before are told that these are too old`;
  const shown = begun.filter(({ frames }) => frames.some(({ type }) => type !== 'ERROR'));
  if (old.length < enough || shown.length > 0) return inconclusive(what);
  return violation({ reason: 'no watch can go on from a version that was shown', expected, actual: what });
}

function isTooOld({ answer, frames }: Watching): boolean {
  return answer?.status === 410 || frames.some((frame) => frame.type === 'ERROR' && frame.code === 410);
}

function expiryCase(subject: Subject, plan: Pick<Plan, 'seed'>, name: string): Case {
  return defineCase<Traffic>({
    name: slug(name),
    gather: (world) => trafficOf(world, subject, plan),
    judge: ({ read }) => {
      const isAbout = begins(name);
      const asked = read.history.watchings.filter((watching) => isAbout(watching.name));
      if (asked.length === 0) return unsupported('no version is so old that its changes could be forgotten');
      const expected = 'a status 410 or an ERROR of code 410 with the reason Expired and nothing else, or every change';
      const told = asked.some(isTooOld);
      const outcome = outcomeOf(read, { guarantees: ['expiry'], isAbout, expected, lacking: [410] });
      const isKept = outcome.kind === 'pass' || outcome.kind === 'unsupported';
      // Of version 1 nobody here knows what came after it: that something was shown says little.
      if (isKept && !told && name === 'version 1') return unsupported('the target remembers version 1');
      return isKept ? pass : outcome;
    },
  });
}
