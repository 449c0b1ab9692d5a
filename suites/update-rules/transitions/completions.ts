import { type CompletionsChange, completionsChange } from '../../../fixtures/generators/job-sizes.ts';
import { objectFor } from '../../../fixtures/transitions.ts';
import { jobSizeAnswer } from '../../../specs/oracles/transitions/job-size.ts';
import { job } from './kinds.ts';
import { withMembers } from './members.ts';
import { defineRule } from './rule.ts';

/** How many Pods of a Job must succeed. */
export const completions = defineRule<CompletionsChange>({
  id: 'transition.job.completions-follow-parallelism',
  title:
    'The completions of an Indexed Job can change to the value of its parallelism, in every way of writing; no other change of completions is made',
  method:
    'Writes completions and parallelism, known cases and generated numbers, to suspended Jobs of both completion modes; reads the Job back and compares the whole of it, or expects a refusal that names the field, after which a label can be written.',
  of: job,
  field: 'spec.completions',
  refuses: ['spec.completions'],
  kills: ['job-completions-change-accepted', 'indexed-job-completions-refused'],
  examples: {
    'raise-indexed-with-parallelism': { indexed: true, before: [3, 3], after: [4, 4] },
    'lower-indexed-with-parallelism': { indexed: true, before: [3, 3], after: [2, 2] },
    'lower-indexed-to-parallelism': { indexed: true, before: [2, 5], after: [2, 2] },
    'write-indexed-again': { indexed: true, before: [2, 5], after: [2, 5] },
    'raise-indexed-alone': { indexed: true, before: [3, 3], after: [3, 4] },
    'lower-indexed-alone': { indexed: true, before: [3, 3], after: [3, 2] },
    'raise-indexed-beyond-parallelism': { indexed: true, before: [3, 3], after: [4, 5] },
    raise: { before: [3, 3], after: [3, 4] },
    lower: { before: [3, 3], after: [3, 2] },
    'raise-with-parallelism': { before: [3, 3], after: [4, 4] },
    set: { before: [3, undefined], after: [3, 3] },
    'take-away': { before: [3, 4], after: [3, undefined] },
  },
  changes: completionsChange(),
  given: ({ indexed, before: [parallelism, completions] }, resource) =>
    withMembers(objectFor(resource), {
      suspend: true,
      parallelism,
      completions,
      completionMode: indexed ? 'Indexed' : undefined,
    }),
  wanted: (stored, { after: [parallelism, completions] }) => withMembers(stored, { parallelism, completions }),
  answer: jobSizeAnswer,
});
