import { defineChapter } from '../../src/requirement.ts';
import { badRequestIs400 } from './bad-request.ts';
import { unknownContentTypeIs415 } from './content-types.ts';
import { oneWrongByteDoesNoHarm } from './mutated.ts';
import { neverBreakTheServer } from './never-break.ts';
import { lawfulSpellingsAreRead } from './spellings.ts';
import { tooLargeIs413 } from './too-large.ts';

/** What the body of a request may be: broken, odd, too large, or spelt in another way. */
export const bodies = defineChapter({
  name: 'bodies',
  title: 'Bodies of requests',
  requirements: (library) => [
    ...neverBreakTheServer(library),
    ...badRequestIs400(library),
    ...unknownContentTypeIs415(library),
    ...tooLargeIs413(library),
    ...lawfulSpellingsAreRead(library),
    ...oneWrongByteDoesNoHarm(library),
  ],
});
