import { objectFor } from '../../../fixtures/transitions.ts';
import { completionModeAnswer } from '../../../specs/oracles/transitions/job-identity.ts';
import { job } from './kinds.ts';
import { withMembers } from './members.ts';
import { defineRule } from './rule.ts';

type Mode = 'Indexed' | 'NonIndexed' | undefined;

/** Whether the Pods of a Job are numbered. */
export const completionMode = defineRule<{ readonly before: Mode; readonly after: Mode }>({
  id: 'transition.job.completion-mode-never-changes',
  title: 'The completion mode of a Job never changes, in any way of writing',
  method:
    'Writes the other completion mode to suspended Jobs, expects a refusal that names the field, reads the Job back to see that it is the same, and writes a label in the same way.',
  of: job,
  field: 'spec.completionMode',
  refuses: ['spec.completionMode'],
  kills: ['job-completion-mode-change-accepted'],
  examples: {
    'number-the-pods': { before: undefined, after: 'Indexed' },
    'number-the-pods-of-a-job-that-says-not-to': { before: 'NonIndexed', after: 'Indexed' },
    'no-longer-number-the-pods': { before: 'Indexed', after: 'NonIndexed' },
    'take-away': { before: 'Indexed', after: undefined },
    'write-again': { before: 'Indexed', after: 'Indexed' },
  },
  given: ({ before }, resource) =>
    withMembers(objectFor(resource), { suspend: true, parallelism: 2, completions: 2, completionMode: before }),
  wanted: (stored, { after }) => withMembers(stored, { completionMode: after }),
  answer: completionModeAnswer,
});
