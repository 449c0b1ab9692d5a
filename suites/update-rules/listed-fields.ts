import { afterTransition, objectFor } from '../../fixtures/transitions.ts';
import type { FieldPath } from '../../specs/field-path.ts';
import type { JsonObject } from '../../specs/json.ts';
import { judgeUpdated, type ObservedWrite } from '../../specs/oracles/update-rules.ts';
import type { Resource } from '../../src/contract/contract.ts';
import { kindKey } from '../../src/contract/kind-key.ts';
import type { Library } from '../../src/contract/library.ts';
import type { Transition, UpdatableField } from '../../src/contract/types.ts';
import { aKind, type Case, defineCase, defineRequirement, type Plan, type Requirement } from '../../src/requirement.ts';
import type { FaultId } from '../../src/seeded-faults.ts';
import { canSay, completeWays, type Way, ways } from '../../src/ways/index.ts';
import { observeWrite, outcomeOf } from './observe-write.ts';
import { writtenWays } from './written-ways.ts';

/** Faults that show in the maps of metadata, whatever the kind. */
const killedOfEveryKind: readonly FaultId[] = [
  'every-patch-treated-as-json-patch',
  'merge-patch-null-ignored',
  'merge-patch-replaces-maps',
];

/** Faults that show in the fields that a kind's document lists. */
const killed: Readonly<Record<string, readonly FaultId[]>> = {
  pod: [
    'strategic-merge-treated-as-merge-patch',
    'merge-patch-appends-to-arrays',
    'pod-image-change-refused',
    'pod-init-container-image-change-refused',
    'pod-update-drops-lawful-change',
    'pod-update-changes-another-field',
    'stale-version-accepted',
  ],
  job: [
    'indexed-job-completions-refused',
    'job-parallelism-change-refused',
    'job-selector-change-dropped',
    'stale-version-accepted',
  ],
  endpoints: ['endpoints-patch-merges-subsets', 'merge-patch-appends-to-arrays'],
};

/** Each field that a document lists as updatable is updated, by each of its transitions, in each way. */
export function listedFieldsAreUpdated(resource: Resource, library: Library): Requirement {
  const listed = resource.updatableFields ?? [];
  return defineRequirement({
    id: `update.${resource.name}.listed-fields-are-updated`,
    title: `Every field of ${aKind(resource.kind)} that the document lists can be updated, in every way of writing`,
    level: 'MUST',
    basis: listed.every((field) => field['x-basis'] === 'derived') ? 'derived' : 'stated',
    cites: [
      ...listed.map(({ field }) => ({ document: resource.contract, resource: resource.name, field })),
      ...writtenWays(library, resource),
    ],
    method:
      'Creates an object, changes one listed field by one lawful transition, reads the object back and compares the whole of it with what the write should have made.',
    needs: ['namespaces'],
    resource,
    kills: [...killedOfEveryKind, ...(killed[resource.name] ?? [])],
    *cases(plan) {
      for (const field of listed) {
        for (const transition of field.transitions) {
          for (const way of waysOf(plan, resource, field, transition))
            yield updateCase(plan, resource, field, transition, way);
        }
      }
    },
  });
}

/**
 * What an application never comes to own: which object it is, and what the server keeps. To apply them is to say nothing of
 * them, whatever an update may do (apimachinery `managedfields/internal/stripmeta.go`).
 */
const neverApplied: readonly FieldPath[] = [
  'name',
  'namespace',
  'creationTimestamp',
  'selfLink',
  'resourceVersion',
].map((name) => `metadata.${name}`);

/** The ways that can say the transition. */
function waysOf(plan: Plan, resource: Resource, { field }: UpdatableField, transition: Transition): readonly Way[] {
  const schemas = plan.target.schemas[kindKey(resource)] ?? { root: '', schemas: {} };
  const before = objectFor(resource, transition);
  const change = (object: JsonObject) => afterTransition(object, field, transition);
  const applicable = neverApplied.includes(field) ? completeWays : ways;
  return applicable.filter((way) => canSay(way, before, change, schemas));
}

function updateCase(plan: Plan, resource: Resource, { field }: UpdatableField, transition: Transition, way: Way): Case {
  const schemas = plan.target.schemas[kindKey(resource)] ?? { root: '', schemas: {} };
  return defineCase<ObservedWrite>({
    name: `${field}/${transition.name}/${way.name}`,
    cell: { kind: resource.kind, field, way: way.name },
    async gather({ client, sandbox }) {
      const stored = await sandbox.create(client, resource, objectFor(resource, transition));
      const change = (object: JsonObject) => afterTransition(object, field, transition);
      const observed = await observeWrite(client, way, stored, field, change, schemas);
      await sandbox.remove(client, stored);
      return observed;
    },
    judge: (observed) => outcomeOf(judgeUpdated, observed),
  });
}
