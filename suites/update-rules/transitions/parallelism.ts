import { type ParallelismChange, parallelismChange } from '../../../fixtures/generators/job-sizes.ts';
import { objectFor } from '../../../fixtures/transitions.ts';
import { jobSizeAnswer } from '../../../specs/oracles/transitions/job-size.ts';
import { job } from './kinds.ts';
import { withMembers } from './members.ts';
import { defineRule } from './rule.ts';

/** How many Pods of a Job run at once. */
export const parallelism = defineRule<ParallelismChange>({
  id: 'transition.job.parallelism-may-change',
  title: 'The parallelism of a Job can be raised and lowered to any number from 0, in every way of writing',
  method:
    'Writes parallelism, known borders and generated numbers, to suspended Jobs of both completion modes; reads the Job back and compares the whole of it, or expects a refusal that names the field, after which a label can be written.',
  of: job,
  field: 'spec.parallelism',
  refuses: [],
  kills: ['job-parallelism-change-refused'],
  examples: {
    raise: { before: 1, after: 2 },
    'raise-beyond-completions': { before: 1, after: 7, completions: 3 },
    lower: { before: 5, after: 2, completions: 5 },
    'lower-to-zero': { before: 3, after: 0, completions: 3 },
    'raise-from-zero': { before: 0, after: 1, completions: 3 },
    'raise-to-the-most': { before: 1, after: 2 ** 31 - 1 },
    'raise-of-an-indexed-job': { before: 2, after: 3, completions: 5, indexed: true },
    'lower-of-an-indexed-job': { before: 3, after: 1, completions: 3, indexed: true },
    'write-again': { before: 3, after: 3 },
    'lower-below-zero': { before: 1, after: -1 },
    'raise-of-an-indexed-job-beyond-the-most': { before: 2, after: 100_001, completions: 5, indexed: true },
  },
  changes: parallelismChange(),
  given: ({ before, completions, indexed }, resource) =>
    withMembers(objectFor(resource), {
      suspend: true,
      parallelism: before,
      completions,
      completionMode: indexed ? 'Indexed' : undefined,
    }),
  wanted: (stored, { after }) => withMembers(stored, { parallelism: after }),
  answer: jobSizeAnswer,
});
