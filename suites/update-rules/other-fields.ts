import { changeField, fillSamples } from '../../fixtures/generators/change-field.ts';
import { afterTransition, objectFor } from '../../fixtures/transitions.ts';
import { type FieldPath, isWithin } from '../../specs/field-path.ts';
import type { JsonObject } from '../../specs/json.ts';
import type { Resource } from '../../src/contract/contract.ts';
import { kindKey } from '../../src/contract/kind-key.ts';
import { aKind, type Case, defineRequirement, type Requirement } from '../../src/requirement.ts';
import { leafFields } from '../../src/schema/fields.ts';
import type { SchemaSet } from '../../src/schema/schema.ts';
import type { FaultId } from '../../src/seeded-faults.ts';
import { canSay, type Way, ways } from '../../src/ways/index.ts';
import { controlledWriteCase } from './controlled-write.ts';
import { everyField } from './sampling.ts';

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
      const others = leafFields(schemas).filter(({ path }) => !listed.some(({ field }) => isWithin(path, field)));
      const object = objectFor(resource);
      // To change what tells an item apart is to take the item away.
      for (const { field, way } of everyField(plan, others, ways))
        if (canSay(way, object, (before) => changeField(before, field, schemas, resource.samples ?? {}), schemas))
          yield fieldWrite(resource, field, way, schemas);
      for (const { field, ...transition } of resource.otherFields?.transitions ?? []) {
        const before = objectFor(resource, transition);
        const change = (stored: JsonObject) => afterTransition(stored, field, transition);
        for (const way of ways.filter((one) => canSay(one, before, change, schemas)))
          yield controlledWriteCase({
            ...{ resource, schemas, field, way, name: transition.name, object: before },
            change,
          });
      }
    },
  });
}

function fieldWrite(resource: Resource, field: FieldPath, way: Way, schemas: SchemaSet): Case {
  return controlledWriteCase({
    ...{ resource, schemas, field, way, object: objectFor(resource) },
    change: (stored, namespace) => changeField(stored, field, schemas, fillSamples(resource.samples ?? {}, namespace)),
  });
}
