import { type Toleration, type TolerationChange, tolerationChange } from '../../../fixtures/generators/tolerations.ts';
import { objectFor, withValue } from '../../../fixtures/transitions.ts';
import { type JsonObject, sameJson, valueAt } from '../../../specs/json.ts';
import { tolerationsAnswer } from '../../../specs/oracles/transitions/tolerations.ts';
import { pod } from './kinds.ts';
import { defineRule } from './rule.ts';

const tokens = ['spec', 'tolerations'];

const held: Toleration = { key: 'held.covenant.example/key', operator: 'Exists', effect: 'NoExecute' };
const timed: Toleration = { ...held, tolerationSeconds: 100 };
const valued = {
  key: 'valued.covenant.example/key',
  operator: 'Equal',
  value: 'before',
  effect: 'NoSchedule',
} satisfies Toleration;
const added: Toleration = { key: 'added.covenant.example/key', operator: 'Exists', effect: 'NoSchedule' };

/** Which taints a Pod puts up with. */
export const tolerations = defineRule<TolerationChange>({
  id: 'transition.pod.tolerations-are-only-added',
  title:
    'Tolerations can be added to a Pod, and their seconds changed, in every way of writing; nothing else of them changes',
  method:
    'Adds, reorders, changes and takes away tolerations, known cases and generated ones; reads the Pod back and compares the whole of it, or expects a refusal that names the field, after which a label can be written.',
  of: pod,
  field: 'spec.tolerations',
  refuses: ['spec.tolerations'],
  kills: ['pod-toleration-change-accepted', 'pod-update-drops-lawful-change'],
  examples: {
    add: { before: [], after: [added] },
    'add-to-others': { before: [timed, valued], after: [timed, valued, added] },
    'add-before-others': { before: [timed, valued], after: [added, timed, valued] },
    reorder: { before: [timed, valued], after: [valued, timed] },
    'change-seconds': { before: [timed], after: [{ ...timed, tolerationSeconds: 50 }] },
    'raise-seconds': { before: [timed], after: [{ ...timed, tolerationSeconds: 200 }] },
    'set-seconds': { before: [held], after: [timed] },
    'take-away-seconds': { before: [timed], after: [held] },
    'take-away': { before: [timed, valued], after: [timed] },
    'take-away-the-only-one': { before: [valued], after: [] },
    replace: { before: [valued], after: [added] },
    'change-key': { before: [valued], after: [{ ...valued, key: 'other.covenant.example/key' }] },
    'change-value': { before: [valued], after: [{ ...valued, value: 'after' }] },
    'change-effect': { before: [valued], after: [{ ...valued, effect: 'PreferNoSchedule' }] },
    'change-operator': { before: [valued], after: [{ key: valued.key, operator: 'Exists', effect: 'NoSchedule' }] },
    'set-seconds-of-another-effect': { before: [valued], after: [{ ...valued, tolerationSeconds: 50 }] },
  },
  changes: tolerationChange(),
  given: ({ before }, resource) => withTolerations(objectFor(resource), before),
  wanted: (stored, { before, after }) => withTolerations(stored, [...after, ...others(stored, before)]),
  answer: tolerationsAnswer,
});

/** The tolerations that the server has put there by itself: they stay, whatever happens to ours. */
function others(stored: JsonObject, before: readonly Toleration[]): unknown[] {
  const list = valueAt(stored, tokens);
  if (!Array.isArray(list)) return [];
  return list.filter((one) => !before.some((own) => sameJson(own, one)));
}

/** An empty list is none: it is not stored. */
function withTolerations(object: JsonObject, list: readonly unknown[]): JsonObject {
  return withValue(object, tokens, list.length === 0 ? undefined : list);
}
