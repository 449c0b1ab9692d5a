import { defineChapter } from '../../src/requirement.ts';
import { absentObjectIs404 } from './absent-object.ts';
import { discoveryTellsWhatIsServed, openApiTellsWhatIsServed } from './discovery.ts';
import { pathNamesTheObject } from './names-the-object.ts';
import { encodedPathIsTheSame, oddRequestBreaksNothing } from './odd-requests.ts';
import { unknownPathIs404 } from './unknown-path.ts';
import { refusedMethodNamesOthers, unservedMethodIs405 } from './unserved-method.ts';

/** What is served where, and what is answered elsewhere. */
export const paths = defineChapter({
  name: 'paths',
  title: 'Paths and methods',
  requirements: (library) => [
    ...absentObjectIs404(library),
    ...unservedMethodIs405(library),
    ...refusedMethodNamesOthers(library),
    ...unknownPathIs404(library),
    ...oddRequestBreaksNothing(library),
    ...encodedPathIsTheSame(library),
    ...pathNamesTheObject(library),
    ...discoveryTellsWhatIsServed(library),
    ...openApiTellsWhatIsServed(library),
  ],
});
