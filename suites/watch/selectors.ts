import type { Library } from '../../src/contract/library.ts';
import type { Requirement } from '../../src/requirement.ts';
import { covers } from './covers.ts';
import { laneRequirements } from './lane-cases.ts';

/** What a watch chooses: by selectors, and by its namespace. */
export function watchesChoose(library: Library): Requirement[] {
  return laneRequirements(library, [
    {
      id: 'watch.*.selectors-filter',
      title: 'A watch with selectors tells of {kind} as it enters, changes within and leaves what they choose',
      method:
        'Moves objects into and out of selectors by label, by name and by field while all are watched: what enters is added, what leaves deleted, of all else nothing is told, not even its deletion.',
      covers: covers.selectors,
      kills: [
        'watch-ignores-label-selector',
        'watch-ignores-field-selector',
        'deleted-events-bypass-selector',
        'object-leaving-selector-not-deleted',
      ],
      guarantees: ['filtered', 'reliable', 'typed'],
      lanes: ({ labelSelector, fieldSelector }) => labelSelector !== undefined || fieldSelector !== undefined,
      expected: 'the watch tells of what its selectors choose and of nothing else, of what enters and of what leaves',
      lacking: [403, 404, 422],
    },
    {
      id: 'watch.*.keeps-to-its-namespace',
      title: 'A watch of one namespace tells nothing of {kind} in another',
      method: 'Creates, updates and deletes in a second namespace while the first is watched.',
      covers: [],
      kills: ['watch-crosses-namespaces'],
      guarantees: ['filtered'],
      lanes: ({ isEverywhere, labelSelector, fieldSelector, isOld, begins }) =>
        !isEverywhere &&
        !isOld &&
        labelSelector === undefined &&
        fieldSelector === undefined &&
        !begins.startsWith('initial'),
      expected: 'only objects of the namespace in the path are shown',
    },
  ]);
}
