import { defineChapter } from '../../src/requirement.ts';
import { refusalHidesExistence } from './hides-existence.ts';
import { forbiddenCallerIsRefused, unknownCallerIsRefused } from './refused-callers.ts';
import { tokenHeaderIsTaken } from './token-header.ts';
import { forbiddenCallerFindsNoWayAround, unknownCallerFindsNoWayAround } from './ways-around.ts';

/** Who may do what. */
export const access = defineChapter({
  name: 'access',
  title: 'Who may do what',
  requirements: (library) => [
    ...unknownCallerIsRefused(library),
    ...forbiddenCallerIsRefused(library),
    ...tokenHeaderIsTaken(library),
    ...refusalHidesExistence(library),
    ...unknownCallerFindsNoWayAround(library),
    ...forbiddenCallerFindsNoWayAround(library),
  ],
});
