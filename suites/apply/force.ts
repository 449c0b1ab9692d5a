import { objectFor } from '../../fixtures/transitions.ts';
import type { ObservedPatch } from '../../specs/oracles/patch-judge.ts';
import type { Library } from '../../src/contract/library.ts';
import { inconclusive } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { observePatch, outcomeOfPatch, type Patch } from '../patch-semantics/observe-patch.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { judgeRefused } from './judge-refused.ts';
import { labelPatches } from './needs-a-field-manager.ts';
import { outcomeOfSteps, type SeenStep, type Step, takeSteps } from './scenario.ts';

const promised = {
  actions: ['patch'],
  parts: ['parameter/query/force', 'parameter/query/force/rule/only-for-apply'],
};

/** Force is for who applies and means it: it ends a conflict, and no other patch knows of conflicts. */
export const forceTakesOver = (library: Library): Requirement[] =>
  forEachKind(library, {
    id: 'apply.*.force-takes-over-conflicts',
    title: 'With force an apply patch of {kind} takes fields over, and no other patch may be forced',
    method:
      'Applies a field that another manager owns, without force (409) and with it, and looks at who owns it then. Forces each other patch type, which must be refused; the same without force must succeed.',
    covers: [{ ...promised, subresource: '*' }],
    derivedFrom: [{ actions: ['patch'], parts: [''] }],
    kills: () => [
      'apply-refused',
      'apply-takes-fields-without-force',
      'apply-force-ignored',
      'force-accepted-without-apply',
    ],
    *cases(subject) {
      for (const [name, steps] of Object.entries(scenarios)) yield stepsCase(subject, name, steps);
      for (const [type, body] of Object.entries(labelPatches))
        yield forcedCase(subject, { type: type as Patch['type'], body });
      for (const { name: subresource } of subject.resource.subresources ?? [])
        yield forcedCase(subject, { type: 'merge', body: labelPatches.merge, subresource });
    },
  });

const label = (as: string, value: string, force?: boolean): Step => ({
  as,
  by: 'apply',
  body: { metadata: { labels: { x: value } } },
  ...(force !== undefined && { force }),
});

const scenarios: Readonly<Record<string, readonly Step[]>> = {
  'takes-from-who-applied': [label('a', '1'), label('b', '2'), label('b', '2', true), label('a', '1')],
  'takes-from-who-updated': [{ ...label('a', '1'), by: 'update' }, label('b', '2'), label('b', '2', true)],
  'false-is-as-none': [label('a', '1', false), label('b', '2', false), label('b', '2', true), label('b', '1', false)],
  'without-a-conflict': [label('a', '1', true), label('b', '1', true), label('b', '1', true)],
};

function stepsCase(subject: Subject, name: string, steps: readonly Step[]): Case {
  return defineCase<SeenStep[]>({
    name,
    async gather({ client, sandbox }) {
      const stored = await sandbox.create(client, subject.resource, objectFor(subject.resource));
      const seen = await takeSteps(client, subject, stored, steps);
      await sandbox.remove(client, stored);
      return seen;
    },
    judge: (seen) => outcomeOfSteps(subject, seen),
  });
}

interface Forced {
  readonly observed: ObservedPatch;
  readonly control: ObservedPatch;
}

function forcedCase({ resource }: Subject, patch: Patch): Case {
  return defineCase<Forced>({
    name: `${patch.subresource === undefined ? '' : `${patch.subresource}/`}${patch.type}-cannot-be-forced`,
    async gather({ client, sandbox }) {
      const stored = await sandbox.create(client, resource, objectFor(resource));
      const observed = await observePatch(client, stored, stored.object, { ...patch, force: true });
      const control = await observePatch(client, stored, observed.after, patch);
      await sandbox.remove(client, stored);
      return { observed, control };
    },
    judge: ({ observed, control }) => {
      const why = 'it is forced and does not apply';
      const outcome = outcomeOfPatch((seen) => judgeRefused(seen, [422, 400], why), observed);
      if (outcome.kind !== 'pass' || control.status === 200) return outcome;
      return inconclusive(`even without force it is refused: answer ${control.status}`);
    },
  });
}
