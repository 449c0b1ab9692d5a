import { defineChapter } from '../../src/requirement.ts';
import { badSelectorDeletesNothing } from './collection/bad-selectors.ts';
import { dryRunDeletesNothing } from './collection/dry-run.ts';
import { takesTheOptionsOfAList } from './collection/list-options.ts';
import { deletesWhatMatches } from './collection/matches.ts';
import { goesInParts } from './collection/parts.ts';
import { finalizersHoldIt } from './finalizers.ts';
import { gracePeriodIsKept, gracePeriodIsNotNegative } from './grace.ts';
import { objectIsGone } from './object-is-gone.ts';
import { optionsComeInTheBody } from './options-in-body.ts';
import {
  oneWayToSayWhatBecomesOfDependents,
  orphanDependentsSetsTheFinalizer,
  propagationPolicyIsFollowed,
} from './propagation.ts';
import { deletionIsShownOnce } from './shown-once.ts';
import { unfinishedIsAccepted } from './unfinished.ts';

/** Deletion of one object and of many. */
export const deletion = defineChapter({
  name: 'deletion',
  title: 'Deletion',
  requirements: (library) => [
    ...objectIsGone(library),
    ...unfinishedIsAccepted(library),
    ...finalizersHoldIt(library),
    ...optionsComeInTheBody(library),
    ...gracePeriodIsKept(library),
    ...gracePeriodIsNotNegative(library),
    ...propagationPolicyIsFollowed(library),
    ...orphanDependentsSetsTheFinalizer(library),
    ...oneWayToSayWhatBecomesOfDependents(library),
    ...deletionIsShownOnce(library),
    ...deletesWhatMatches(library),
    ...badSelectorDeletesNothing(library),
    ...dryRunDeletesNothing(library),
    ...goesInParts(library),
    ...takesTheOptionsOfAList(library),
  ],
});
