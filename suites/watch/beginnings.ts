import type { Library } from '../../src/contract/library.ts';
import type { Requirement } from '../../src/requirement.ts';
import { covers } from './covers.ts';
import { laneRequirements } from './lane-cases.ts';

/** Where a watch begins: after its version, or with the objects that there are. */
export function watchesBegin(library: Library): Requirement[] {
  return laneRequirements(library, [
    {
      id: 'watch.*.begins-at-its-version',
      title:
        'A watch of {kind} begins after the resourceVersion that it is given: nothing is missing, nothing comes again',
      method:
        'Watches from the version of a list, at once and when much was written since, and sees that the first changes after it are there, and no object from before.',
      covers: covers.beginning,
      kills: ['watch-repeats-start-version', 'watch-misses-events-since-list', 'watch-from-version-sends-state'],
      guarantees: ['gapless', 'resumable', 'initialState', 'unique'],
      lanes: ({ begins, isOld }) => begins === 'list' && !isOld,
      expected: 'the changes after the version that the watch is given, from the first on, and nothing from before it',
    },
    {
      id: 'watch.*.begins-with-what-is-there',
      title: 'A watch without a version, or from version 0, begins with every object of {kind} that there is',
      method:
        'Watches without a version and from "0" while others write: each object that is there is added first, or its change comes later.',
      covers: [],
      kills: ['watch-without-version-sends-no-state'],
      guarantees: ['initialState'],
      lanes: ({ begins, isOld }) => (begins === 'unset' || begins === 'any') && !isOld,
      expected: 'every object that there is comes first, added',
    },
    {
      id: 'watch.*.initial-events-end-with-a-bookmark',
      title: 'A watch that asks for initial events shows every object of {kind} and then a bookmark that says so',
      method:
        'Asks with sendInitialEvents, with and without a version, while others write; a target that refuses or ignores it does not have it.',
      covers: [],
      kills: [
        'initial-events-end-missing',
        'initial-events-end-missing-without-version',
        'initial-events-end-without-annotation',
        'initial-events-missing-with-version',
      ],
      guarantees: ['initialState'],
      lanes: ({ begins }) => begins.startsWith('initial'),
      expected: 'every object that there is, added, then one bookmark with the annotation k8s.io/initial-events-end',
      lacking: [400, 422],
    },
  ]);
}
