import type { Library } from '../../src/contract/library.ts';
import type { Requirement } from '../../src/requirement.ts';
import { covers } from './covers.ts';
import { laneRequirements } from './lane-cases.ts';

const changes = ['reliable', 'unique', 'ordered', 'typed', 'filtered'] as const;

/** Other paths and other forms, that all stream the same changes. */
export function otherStreams(library: Library): Requirement[] {
  return laneRequirements(library, [
    {
      id: 'watch.*.old-paths-stream-too',
      title: 'The paths that are for watching alone stream the changes of {kind} as the parameter does',
      method:
        'Watches a namespace, all of them, and one object by the old paths while others write, beside those who watch by parameter.',
      covers: covers.oldPaths,
      isStatedOnly: true,
      kills: ['deprecated-watch-path-silent'],
      guarantees: [...changes, 'gapless', 'prompt'],
      lanes: ({ isOld }) => isOld === true,
      expected: 'every change, once, in order, as a watch by parameter shows it',
      lacking: [403],
    },
    {
      id: 'watch.*.tables-and-metadata-stream-too',
      title: 'A watch of {kind} for tables, or for metadata alone, shows the same changes in that form',
      method: 'Asks for Tables and for PartialObjectMetadata while others write, beside those who ask for objects.',
      covers: [],
      kills: ['partial-metadata-ignored'],
      guarantees: changes,
      lanes: ({ representation }) => representation !== undefined,
      expected: 'every change, once, in order, in the form that was asked for',
      lacking: [406],
    },
  ]);
}
