import { type DeadlineChange, deadlineChange } from '../../../fixtures/generators/active-deadlines.ts';
import { objectFor, withValue } from '../../../fixtures/transitions.ts';
import { deadlineAnswer, longestDeadline } from '../../../specs/oracles/transitions/active-deadline.ts';
import { pod } from './kinds.ts';
import { defineRule } from './rule.ts';

const tokens = ['spec', 'activeDeadlineSeconds'];

/** How long a Pod may be active. */
export const activeDeadline = defineRule<DeadlineChange>({
  id: 'transition.pod.active-deadline-only-goes-down',
  title:
    'The deadline of a Pod can be set and lowered, in every way of writing; it is never raised and never taken away',
  method:
    'Writes deadlines, known borders and generated ones, over others and over none; reads the Pod back and compares the whole of it, or expects a refusal that names the field, after which a label can be written.',
  of: pod,
  field: 'spec.activeDeadlineSeconds',
  refuses: ['spec.activeDeadlineSeconds'],
  kills: ['pod-deadline-raise-accepted', 'pod-update-drops-lawful-change'],
  examples: {
    set: { after: 100 },
    'set-to-the-longest': { after: longestDeadline },
    lower: { before: 100, after: 50 },
    'lower-to-the-shortest': { before: 100, after: 1 },
    'write-again': { before: 100, after: 100 },
    raise: { before: 100, after: 200 },
    'raise-by-one': { before: 100, after: 101 },
    'take-away': { before: 100 },
    'set-to-zero': { after: 0 },
    'lower-to-zero': { before: 100, after: 0 },
    'lower-below-zero': { before: 100, after: -1 },
    'set-beyond-the-longest': { after: longestDeadline + 1 },
  },
  changes: deadlineChange(),
  given: ({ before }, resource) => withValue(objectFor(resource), tokens, before),
  wanted: (stored, { after }) => withValue(stored, tokens, after),
  answer: deadlineAnswer,
});
