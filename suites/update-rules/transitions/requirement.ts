import type { Resource } from '../../../src/contract/contract.ts';
import { kindKey } from '../../../src/contract/kind-key.ts';
import type { Library } from '../../../src/contract/library.ts';
import { UnsupportedError } from '../../../src/errors.ts';
import type { Finding } from '../../../src/outcome.ts';
import { checkProperty, type PropertyResult, propertyOutcome, wrongIn } from '../../../src/property.ts';
import { type Case, defineCase, defineRequirement, type Requirement } from '../../../src/requirement.ts';
import type { SchemaSet } from '../../../src/schema/schema.ts';
import { canSay, type Way, ways } from '../../../src/ways/index.ts';
import { kindsOf } from '../../promises/for-each-kind.ts';
import { sampledWays } from '../sampling.ts';
import { type Grounds, groundsOf } from './cites.ts';
import { type Attempt, atLevel, type ObservedTransition, observeTransition, outcomeOfTransition } from './observe.ts';
import type { KindOf, TransitionRule } from './rule.ts';

/** The requirement of a rule, for each resource of its kind that some contract lets be written. */
export function transitionRequirement<Change>(library: Library, rule: TransitionRule<Change>): Requirement[] {
  return resourcesOfKind(library, rule.of).flatMap((resource) => {
    const grounds = groundsOf(library, resource, rule.refuses);
    return grounds ? [declare(rule, resource, grounds)] : [];
  });
}

/** The resources of a kind. */
export function resourcesOfKind(library: Library, { apiVersion, kind }: KindOf): Resource[] {
  return kindsOf(library).filter((resource) => resource.apiVersion === apiVersion && resource.kind === kind);
}

function declare<Change>(rule: TransitionRule<Change>, resource: Resource, { cites, level }: Grounds): Requirement {
  const attempt = (change: Change): Attempt => ({
    resource,
    field: rule.field,
    given: rule.given(change, resource),
    wanted: (stored) => rule.wanted(stored, change),
    answer: rule.answer,
  });
  return defineRequirement({
    id: rule.id,
    title: rule.title,
    level,
    basis: 'derived',
    cites,
    method: rule.method,
    needs: ['namespaces'],
    resource,
    kills: rule.kills,
    *cases(plan) {
      const schemas = plan.target.schemas[kindKey(resource)] ?? { root: '', schemas: {} };
      for (const [name, change] of Object.entries(rule.examples)) {
        const tried = attempt(change);
        for (const way of waysOf(tried, schemas)) yield exampleCase(name, tried, way, schemas, level);
      }
      if (rule.changes)
        for (const way of sampledWays(plan, rule.id, ways))
          yield propertyCase(rule, resource, attempt, way, schemas, level);
    },
  });
}

/** The ways that can say a change. */
function waysOf({ given, wanted }: Attempt, schemas: SchemaSet): readonly Way[] {
  return ways.filter((way) => canSay(way, given, wanted, schemas));
}

function exampleCase(name: string, attempt: Attempt, way: Way, schemas: SchemaSet, level: Requirement['level']): Case {
  return defineCase<ObservedTransition>({
    name: `${name}/${way.name}`,
    cell: { kind: attempt.resource.kind, field: attempt.field, way: way.name },
    gather: async (world) => {
      const observed = await observeTransition(world, attempt, way, schemas);
      if (!observed) throw new UnsupportedError(`${way.name} cannot take away what the target itself put there`);
      return observed;
    },
    judge: (observed) => atLevel(level, outcomeOfTransition(observed)),
  });
}

function propertyCase<Change>(
  { field, changes, id }: TransitionRule<Change>,
  resource: Resource,
  attempt: (change: Change) => Attempt,
  way: Way,
  schemas: SchemaSet,
  level: Requirement['level'],
): Case {
  return defineCase<PropertyResult>({
    name: `any/${way.name}`,
    cell: { kind: resource.kind, field, way: way.name },
    gather: (world) => {
      if (!changes) throw new Error(`${id} has no changes to try`);
      return checkProperty(world, changes, async (change) => {
        const observed = await observeTransition(world, attempt(change), way, schemas);
        const describe = ({ reason, actual, expected }: Finding) => `${reason}: ${actual}; promised: ${expected}`;
        return observed && wrongIn(outcomeOfTransition(observed), describe);
      });
    },
    judge: (result) =>
      atLevel(level, propertyOutcome(result, `${field} changes, or is refused, as the model of it has it`)),
  });
}
