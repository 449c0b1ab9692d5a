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

/** First those with few cases: so the traffics of all kinds begin at once, and not each when all who wait for another are done. */
const makers: readonly ((library: Library) => Requirement[])[] = [
  watchesGoOn,
  changesAreTold,
  watchesBegin,
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
