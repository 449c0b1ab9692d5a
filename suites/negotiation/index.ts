import { defineChapter } from '../../src/requirement.ts';
import { metadataAloneIsAnswered } from './metadata-alone.ts';
import { prettyAnswerIsIndented } from './pretty.ts';
import { tablesShowTheObjects } from './tables.ts';
import { unacceptableMediaTypeIs406 } from './unacceptable.ts';
import { acceptIsWeighed } from './weights.ts';
import { yamlSaysTheSame } from './yaml.ts';

/** The forms in which answers come, as the caller asks for them. */
export const negotiation = defineChapter({
  name: 'negotiation',
  title: 'Forms of answers',
  requirements: (library) => [
    ...unacceptableMediaTypeIs406(library),
    ...acceptIsWeighed(library),
    ...metadataAloneIsAnswered(library),
    ...tablesShowTheObjects(library),
    ...yamlSaysTheSame(library),
    ...prettyAnswerIsIndented(library),
  ],
});
