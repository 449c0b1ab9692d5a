import type { Library } from '../../src/contract/library.ts';
import { defineChapter, type Requirement } from '../../src/requirement.ts';
import { watchesBegin } from './beginnings.ts';
import { bookmarksAreTrue } from './bookmarks.ts';
import { changesAreTold } from './changes.ts';
import { watchesAreWhole } from './parts.ts';
import { otherStreams } from './paths-and-forms.ts';
import { badWatchesAreRefused } from './refused.ts';
import { watchesGoOn } from './resuming.ts';
import { watchesChoose } from './selectors.ts';
import { watchesKeepTime } from './times.ts';

const makers: readonly ((library: Library) => Requirement[])[] = [
  changesAreTold,
  watchesBegin,
  watchesGoOn,
  watchesChoose,
  otherStreams,
  bookmarksAreTrue,
  watchesKeepTime,
  watchesAreWhole,
  badWatchesAreRefused,
];

/** Watches: what many of them show while many write, judged from one history. */
export const watches = defineChapter({
  name: 'watch',
  title: 'Watches',
  requirements: (library) => makers.flatMap((make) => make(library)),
});
