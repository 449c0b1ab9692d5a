import type { Library } from '../../src/contract/library.ts';
import type { Requirement } from '../../src/requirement.ts';
import { covers } from './covers.ts';
import { laneRequirements } from './lane-cases.ts';

const traffic =
  'Several write in every way, delete, hold and release, move objects into and out of selectors, and try what must change nothing, while many watch in all the ways that there are, are cut off and go on;';

/** What every watch owes of the changes that are made: each, once, in order, told for what it is, and nothing else. */
export function changesAreTold(library: Library): Requirement[] {
  return laneRequirements(library, [
    {
      id: 'watch.*.streams-every-change',
      title: 'A watch tells every creation, update and deletion of {kind}, none left out',
      method: `${traffic} each change that was answered, and each that any watch shows, is looked for in every watch that chooses it, up to the last version that it shows.`,
      covers: covers.stream,
      kills: [
        'watch-drops-deletes',
        'watch-drops-every-fifth-event',
        'finalizer-held-delete-sends-no-event',
        'released-object-sends-no-event',
      ],
      guarantees: ['reliable'],
      lanes: ({ isOld }) => !isOld,
      expected: 'every change after the start of the watch is shown, up to the last version that it shows',
      lacking: [422],
    },
    {
      id: 'watch.*.shows-no-change-twice',
      title: 'No watch shows a change of {kind} twice, or one from before its start',
      method: `${traffic} no version of an object comes twice, and none at or before the version that a watch begins at.`,
      covers: [],
      kills: ['watch-repeats-an-event'],
      guarantees: ['unique'],
      lanes: ({ isOld }) => !isOld,
      expected: 'each change is shown once, and none from before the start of the watch',
      lacking: [422],
    },
    {
      id: 'watch.*.keeps-the-order',
      title: 'All watches show the changes of {kind} in the order in which they were made',
      method: `${traffic} after the objects that there were, versions only rise.`,
      covers: [],
      kills: ['watch-history-out-of-order'],
      guarantees: ['ordered'],
      lanes: ({ isOld }) => !isOld,
      expected: 'changes come in the order of their versions',
      lacking: [422],
    },
    {
      id: 'watch.*.events-have-their-type',
      title: 'Each event of a watch of {kind} has the type and holds the state that are right for what happened',
      method: `${traffic} each event is of the kind that was asked for, ADDED where the object came to be there, MODIFIED where it was, DELETED with the last state and a newer version; its state is that of the answer to the write.`,
      covers: [],
      kills: ['watch-events-all-added', 'watch-objects-without-kind'],
      guarantees: ['typed'],
      lanes: ({ isOld }) => !isOld,
      expected: 'an event of the type that is owed, with the object as it was at that version',
      lacking: [422],
    },
    {
      id: 'watch.*.is-silent-where-nothing-changes',
      title:
        'A watch shows nothing of a write of {kind} that changes nothing: a dry run, a refusal, what is there already',
      method: `${traffic} no event shows what a dry run or a refused write would have made, or once more what was there.`,
      covers: [],
      kills: ['no-op-write-raises-version', 'dry-run-patch-stored', 'dry-run-create-stored'],
      guarantees: ['quiet'],
      lanes: ({ name }) => name === 'plain' || name === 'label' || name === 'table' || name === 'every namespace',
      expected: 'no event',
    },
  ]);
}
