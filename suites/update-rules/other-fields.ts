import { changeField, fillSamples } from '../../fixtures/generators/change-field.ts';
import { afterTransition, objectFor } from '../../fixtures/transitions.ts';
import { type FieldPath, isWithin } from '../../specs/field-path.ts';
import { isObject, type JsonObject } from '../../specs/json.ts';
import { judgeKept, type ObservedWrite } from '../../specs/oracles/update-rules.ts';
import type { Resource } from '../../src/contract/contract.ts';
import { kindKey } from '../../src/contract/kind-key.ts';
import type { Transition } from '../../src/contract/types.ts';
import { inconclusive } from '../../src/outcome.ts';
import {
  aKind,
  type Case,
  defineCase,
  defineRequirement,
  type Plan,
  type Requirement,
  type World,
} from '../../src/requirement.ts';
import type { Namespace } from '../../src/sandbox/sandbox.ts';
import { leafFields } from '../../src/schema/fields.ts';
import type { SchemaSet } from '../../src/schema/schema.ts';
import type { FaultId } from '../../src/seeded-faults.ts';
import { completeWays, type Way, ways } from '../../src/ways/index.ts';
import { controlWrite, observeWrite, outcomeOf } from './observe-write.ts';

/** Faults by which a field that a kind's document does not list can be changed. */
const killed: Readonly<Record<string, readonly FaultId[]>> = {
  pod: [
    'main-endpoint-accepts-ephemeral-containers',
    'main-endpoint-writes-status',
    'pod-container-count-change-accepted',
    'pod-spec-change-accepted',
  ],
};

/** Every field that the document does not list stays as it is, whatever is written to it, in each way. */
export function otherFieldsAreImmutable(resource: Resource): Requirement {
  return defineRequirement({
    id: `update.${resource.name}.other-fields-are-immutable`,
    title: `No field of ${aKind(resource.kind)} but those that the document lists changes, in any way of writing`,
    level: 'MUST',
    basis: 'stated',
    cites: [{ document: resource.contract, resource: resource.name, otherFields: true }],
    method:
      'For every other leaf field of the schema that the target publishes: writes another valid value, expects a refusal that names the field or no effect, and reads the object back to see that it is the same. A label written in the same way must succeed.',
    needs: ['namespaces'],
    resource,
    kills: killed[resource.name] ?? [],
    *cases(plan) {
      const schemas = plan.target.schemas[kindKey(resource)];
      if (!schemas) return;
      const listed = resource.updatableFields ?? [];
      for (const { path } of leafFields(schemas)) {
        if (listed.some(({ field }) => isWithin(path, field) || path === field)) continue;
        for (const way of sampledWays(plan, path))
          if (canSay(way, resource, path, schemas)) yield fieldCase(resource, path, way, schemas);
      }
      for (const { field, ...transition } of resource.otherFields?.transitions ?? []) {
        const before = objectFor(resource, transition);
        const after = afterTransition(before, field, transition);
        for (const way of ways.filter((one) => one.body(before, after, schemas) !== undefined))
          yield transitionCase(resource, field, transition, way, schemas);
      }
    },
  });
}

/** Whether the way can say another value of the field: to change what tells an item apart is to take the item away. */
function canSay(way: Way, resource: Resource, field: FieldPath, schemas: SchemaSet): boolean {
  if (completeWays.includes(way)) return true;
  const object = objectFor(resource);
  return way.body(object, changeField(object, field, schemas, resource.samples ?? {}), schemas) !== undefined;
}

/** With quick effort each field is written in one way, another for each field; else in every way. */
function sampledWays(plan: Plan, path: FieldPath): readonly Way[] {
  if (plan.effort !== 'quick') return ways;
  let hash = plan.seed;
  for (const character of path) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) >>> 0;
  const chosen = ways[hash % ways.length];
  return chosen ? [chosen] : ways;
}

/** A write with its paired control. */
interface ControlledWrite {
  readonly observed: ObservedWrite;
  /** The status of the control's answer; undefined where the write broke the promise, and none is needed. */
  readonly control?: number;
}

function fieldCase(resource: Resource, field: FieldPath, way: Way, schemas: SchemaSet): Case {
  return defineCase<ControlledWrite>({
    name: `${field}/${way.name}`,
    cell: { field, way: way.name },
    gather: (world) =>
      gather(world, resource, objectFor(resource), way, schemas, field, (stored, namespace) =>
        changeField(stored, field, schemas, fillSamples(resource.samples ?? {}, namespace)),
      ),
    judge,
  });
}

function transitionCase(
  resource: Resource,
  field: FieldPath,
  transition: Transition,
  way: Way,
  schemas: SchemaSet,
): Case {
  return defineCase<ControlledWrite>({
    name: `${field}/${transition.name}/${way.name}`,
    cell: { field, way: way.name },
    gather: (world) =>
      gather(world, resource, objectFor(resource, transition), way, schemas, field, (stored) =>
        afterTransition(stored, field, transition),
      ),
    judge,
  });
}

async function gather(
  { client, sandbox }: World,
  resource: Resource,
  object: JsonObject,
  way: Way,
  schemas: SchemaSet,
  field: FieldPath,
  change: (stored: JsonObject, namespace: Namespace) => JsonObject,
): Promise<ControlledWrite> {
  const loan = await sandbox.borrow(client, resource, object);
  const namespace = await sandbox.namespace();
  const observed = await observeWrite(client, way, loan, field, (stored) => change(stored, namespace), schemas);
  if (judgeKept(observed).kept !== true) {
    await loan.drop();
    return { observed };
  }
  const control = await controlWrite(client, way, loan, observed.after, schemas);
  if (control.status === 200 && isObject(control.body)) loan.giveBack(control.body);
  else await loan.drop();
  return { observed, control: control.status };
}

function judge({ observed, control }: ControlledWrite) {
  if (control !== undefined && control !== 200) {
    return inconclusive(`even a label cannot be written in this way: answer ${control}`);
  }
  return outcomeOf(judgeKept, observed);
}
