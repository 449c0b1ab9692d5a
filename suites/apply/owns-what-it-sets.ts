import { applications } from '../../fixtures/generators/applications.ts';
import { objectFor } from '../../fixtures/transitions.ts';
import type { Library } from '../../src/contract/library.ts';
import { checkProperty, type PropertyResult, propertyOutcome, wrongIn } from '../../src/property.ts';
import { type Case, defineCase, type Requirement, type World } from '../../src/requirement.ts';
import { listsAreFree } from '../patch-semantics/free-lists.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { type Scenario, scenariosOf } from './owns-scenarios.ts';
import { outcomeOfSteps, type SeenStep, type Step, takeSteps } from './scenario.ts';

/** What server-side apply is: whoever applies owns what it applies, and answers for it field by field. */
export const ownsWhatItSets = (library: Library): Requirement[] =>
  forEachKind(library, {
    id: 'apply.*.owns-what-it-sets',
    title: 'An apply patch of {kind} sets its fields and owns them, and gives up those that it leaves out',
    method:
      'Applies with several managers, writes in between as others, and after each step compares the object, its managedFields, the conflicts and the resourceVersion with a model. Scenarios that are written out, and generated ones.',
    covers: [{ actions: ['patch'], subresource: '*', parts: ['body/application/apply-patch+yaml'] }],
    derivedFrom: [{ actions: ['patch'], parts: [''] }],
    kills: ({ name }) => [
      'apply-refused',
      'apply-keeps-fields-left-out',
      'apply-conflict-lists-wrong-fields',
      'apply-takes-fields-without-force',
      'apply-force-ignored',
      'ownership-outlives-removed-fields',
      'managed-fields-not-recorded',
      'field-manager-ignored',
      'apply-null-timestamp-blanks-identity',
      'apply-owns-ignored-status',
      'no-op-write-raises-version',
      ...(name === 'pod' ? (['apply-conflicts-with-itself', 'apply-to-status-fails'] as const) : []),
    ],
    *cases(subject) {
      for (const scenario of scenariosOf(library, subject)) yield scenarioCase(subject, scenario);
      yield propertyCase(subject);
    },
  });

function scenarioCase(subject: Subject, { name, steps }: Scenario): Case {
  return defineCase<SeenStep[]>({
    name,
    gather: (world) => observeSteps(world, subject, steps),
    judge: (seen) => outcomeOfSteps(subject, seen),
  });
}

function propertyCase(subject: Subject): Case {
  const { resource, schemas } = subject;
  return defineCase<PropertyResult>({
    name: 'any-sequence-of-writes',
    gather: (world) =>
      checkProperty(world, applications(resource, schemas, listsAreFree(resource)), async (writes) => {
        const outcome = outcomeOfSteps(subject, await observeSteps(world, subject, writes));
        return wrongIn(outcome, ({ reason, actual, expected }) => `${reason}: ${actual}, not ${expected}`);
      }),
    judge: (result) =>
      propertyOutcome(result, 'after each write the object, its owners and conflicts are as the model has them'),
  });
}

async function observeSteps({ client, sandbox }: World, subject: Subject, steps: readonly Step[]): Promise<SeenStep[]> {
  const stored = await sandbox.create(client, subject.resource, objectFor(subject.resource));
  const seen = await takeSteps(client, subject, stored, steps);
  await sandbox.remove(client, stored);
  return seen;
}
