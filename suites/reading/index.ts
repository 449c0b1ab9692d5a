import { defineChapter } from '../../src/requirement.ts';
import { readAnswersWhatIsStored } from './answers-what-is-stored.ts';

/** Reading one object. */
export const reading = defineChapter({
  name: 'reading',
  title: 'Reading an object',
  requirements: (library) => readAnswersWhatIsStored(library),
});
