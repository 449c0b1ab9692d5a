import { defineChapter } from '../../src/requirement.ts';
import { expiredTokenIs410 } from './expired-token.ts';
import { holdsEveryObject } from './holds-every-object.ts';
import { partsHoldAtMostLimit } from './limit.ts';
import { resourceVersionIsHonoured } from './resource-version.ts';
import { selectorsChoose } from './selectors.ts';
import { bookmarksMeanNothing, timeoutIsTaken } from './small-options.ts';
import { partsAreOneSnapshot } from './snapshot.ts';
import { tokenIsForItsQuery } from './token-query.ts';
import { tokenGoesOn, tokenMeansMore } from './tokens.ts';

/** Lists, whole and in parts. */
export const paging = defineChapter({
  name: 'paging',
  title: 'Lists and their parts',
  requirements: (library) => [
    ...holdsEveryObject(library),
    ...selectorsChoose(library),
    ...resourceVersionIsHonoured(library),
    ...timeoutIsTaken(library),
    ...bookmarksMeanNothing(library),
    ...partsHoldAtMostLimit(library),
    ...tokenMeansMore(library),
    ...partsAreOneSnapshot(library),
    ...tokenGoesOn(library),
    ...tokenIsForItsQuery(library),
    ...expiredTokenIs410(library),
  ],
});
