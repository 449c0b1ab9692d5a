import { type Suspensions, suspensions } from '../../../fixtures/generators/suspensions.ts';
import { objectFor } from '../../../fixtures/transitions.ts';
import { type JsonObject, valueAt } from '../../../specs/json.ts';
import { judgeUpdated } from '../../../specs/oracles/update-rules.ts';
import type { Resource } from '../../../src/contract/contract.ts';
import { kindKey } from '../../../src/contract/kind-key.ts';
import type { Library } from '../../../src/contract/library.ts';
import { type Outcome, pass } from '../../../src/outcome.ts';
import { checkProperty, type PropertyResult, propertyOutcome, wrongIn } from '../../../src/property.ts';
import { type Case, defineCase, defineRequirement, type Requirement, type World } from '../../../src/requirement.ts';
import type { SchemaSet } from '../../../src/schema/schema.ts';
import { completeWays, type Way, ways } from '../../../src/ways/index.ts';
import { observeWrite, outcomeOf } from '../observe-write.ts';
import { sampledWays } from '../sampling.ts';
import { groundsOf } from './cites.ts';
import { job } from './kinds.ts';
import { withMembers } from './members.ts';
import { resourcesOfKind } from './requirement.ts';

const field = 'spec.suspend';

/** Known turns; each ends suspended, so that nothing of a Job is left to do when it is deleted. */
const examples: Readonly<Record<string, Suspensions>> = {
  'resume-and-suspend': { first: true, turns: [false, true] },
  suspend: { first: false, turns: [true] },
  'suspend-twice': { first: false, turns: [true, false, true] },
  'write-again': { first: true, turns: [true] },
};

/** A Job can be suspended and resumed, as often as one likes. */
export function suspendMayChange(library: Library): Requirement[] {
  return resourcesOfKind(library, job).flatMap((resource) => {
    const grounds = groundsOf(library, resource, []);
    if (!grounds) return [];
    return [
      defineRequirement({
        id: 'transition.job.suspend-may-change',
        title: 'A Job can be suspended and resumed, in every way of writing',
        ...grounds,
        basis: 'derived',
        method:
          'Suspends and resumes a Job that asks for no Pods, several times in turn, known turns and generated ones; reads it back after each write and compares the whole of it.',
        needs: ['namespaces'],
        resource,
        kills: [],
        *cases(plan) {
          const schemas = plan.target.schemas[kindKey(resource)] ?? { root: '', schemas: {} };
          for (const [name, turns] of Object.entries(examples))
            for (const way of ways) yield exampleCase(name, resource, turns, way, schemas);
          for (const way of sampledWays(plan, 'suspend', ways)) yield propertyCase(resource, way, schemas);
        },
      }),
    ];
  });
}

function exampleCase(name: string, resource: Resource, suspended: Suspensions, way: Way, schemas: SchemaSet): Case {
  return defineCase<Outcome>({
    name: `${name}/${way.name}`,
    cell: { kind: resource.kind, field, way: way.name },
    gather: (world) => takeTurns(world, resource, suspended, way, schemas),
    judge: (outcome) => outcome,
  });
}

function propertyCase(resource: Resource, way: Way, schemas: SchemaSet): Case {
  return defineCase<PropertyResult>({
    name: `any/${way.name}`,
    cell: { kind: resource.kind, field, way: way.name },
    gather: (world) =>
      checkProperty(world, suspensions(), async (turns) => {
        const outcome = await takeTurns(world, resource, turns, way, schemas);
        return wrongIn(outcome);
      }),
    judge: (result) => propertyOutcome(result, `${field} becomes what is written, nothing else changes, answer 200`),
  });
}

/** Writes one value after the other, up to the first that goes wrong. */
async function takeTurns(
  { client, sandbox }: World,
  resource: Resource,
  { first, turns }: Suspensions,
  way: Way,
  schemas: SchemaSet,
): Promise<Outcome> {
  // Without parallelism nothing runs; with a completion to wait for, the Job is not done either.
  const given = withMembers(objectFor(resource), { suspend: first, parallelism: 0, completions: 1 });
  const stored = await sandbox.create(client, resource, given);
  let now = stored.object;
  let outcome: Outcome = pass;
  for (const suspend of turns) {
    // An application that says nothing new is none at all: it gives up what was applied before.
    if (!completeWays.includes(way) && valueAt(now, ['spec', 'suspend']) === suspend) continue;
    const change = (object: JsonObject) => withMembers(object, { suspend });
    const observed = await observeWrite(client, way, { ...stored, object: now }, field, change, schemas);
    outcome = outcomeOf(judgeUpdated, observed);
    if (outcome.kind !== 'pass') break;
    now = observed.after;
  }
  await sandbox.remove(client, stored);
  return outcome;
}
