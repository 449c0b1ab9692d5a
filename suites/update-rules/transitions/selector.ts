import type { StringMap } from '../../../fixtures/generators/label-maps.ts';
import { type SelectorChange, selectorChange } from '../../../fixtures/generators/selector-changes.ts';
import { objectFor, withValue } from '../../../fixtures/transitions.ts';
import { selectorAnswer } from '../../../specs/oracles/transitions/job-identity.ts';
import { job } from './kinds.ts';
import { withMembers } from './members.ts';
import { defineRule } from './rule.ts';

const labels: StringMap = { 'one.covenant.example/label': '1', 'two.covenant.example/label': '2' };
const one: StringMap = { 'one.covenant.example/label': '1' };
const two: StringMap = { 'two.covenant.example/label': '2' };

/** By which labels a Job knows its Pods. */
export const selector = defineRule<SelectorChange>({
  id: 'transition.job.selector-never-changes',
  title: 'The selector of a Job never changes, in any way of writing',
  method:
    'Writes other selectors, known cases and generated ones, to suspended Jobs with selectors of their own and of the server, expects a refusal that names the field, reads the Job back to see that it is the same, and writes a label in the same way.',
  of: job,
  field: 'spec.selector',
  refuses: ['spec.selector'],
  kills: ['job-selector-change-accepted', 'job-selector-change-dropped'],
  examples: {
    'change-own': { labels, before: one, after: two },
    'narrow-own': { labels, before: one, after: labels },
    'widen-own': { labels, before: labels, after: two },
    'write-own-again': { labels, before: one, after: one },
    'change-to-what-the-template-does-not-have': { labels, before: one, after: { ...one, other: 'label' } },
    'change-what-the-server-made': { labels, after: one },
  },
  changes: selectorChange(),
  given: ({ labels: given, before }, resource) => {
    const object = withValue(objectFor(resource), ['spec', 'template', 'metadata', 'labels'], given);
    const own = before && { manualSelector: true, selector: { matchLabels: before } };
    return withMembers(object, { suspend: true, ...own });
  },
  wanted: (stored, { after }) => withMembers(stored, { selector: { matchLabels: after } }),
  answer: selectorAnswer,
});
