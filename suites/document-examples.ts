import { replayable } from '../fixtures/document-examples.ts';
import { differences, type JsonObject } from '../specs/json.ts';
import { applyJsonPatch, type JsonPatchOperation } from '../specs/oracles/json-patch.ts';
import { applyMergePatch } from '../specs/oracles/merge-patch.ts';
import { judgeUpdated, type ObservedWrite } from '../specs/oracles/update-rules.ts';
import { findExample } from '../src/contract/citation.ts';
import type { Contract, Resource } from '../src/contract/contract.ts';
import { kindKey } from '../src/contract/kind-key.ts';
import type { ContractExample } from '../src/contract/types.ts';
import { ContractError } from '../src/errors.ts';
import {
  aKind,
  type Case,
  defineCase,
  defineChapter,
  defineRequirement,
  type Requirement,
} from '../src/requirement.ts';
import type { SchemaSet } from '../src/schema/schema.ts';
import type { FaultId } from '../src/seeded-faults.ts';
import { completeWays, type Way } from '../src/ways/index.ts';
import { observeWrite, outcomeOf } from './update-rules/observe-write.ts';

/** What the documents show, done again. */
export const documentExamples = defineChapter({
  name: 'document-examples',
  title: "The documents' own examples",
  requirements: (library) => [...library.contracts.values()].flatMap(examplesOf),
});

/** Faults that show in the change of a kind's example. */
const killed: Readonly<Record<string, readonly FaultId[]>> = {
  pod: [
    'strategic-merge-treated-as-merge-patch',
    'merge-patch-appends-to-arrays',
    'pod-image-change-refused',
    'pod-update-changes-another-field',
  ],
};

/** An operation that shows both a patch and the object that comes of it can be replayed. */
function examplesOf(contract: Contract): Requirement[] {
  return contract.resources.flatMap((resource) => {
    const operation = contract.openapi.paths?.[resource.path]?.patch;
    const requests = (operation?.requestBody as Bodies | undefined)?.content ?? {};
    const [mediaType, shown] = Object.entries(requests).find(([, { examples }]) => examples) ?? [];
    const [request] = Object.keys(shown?.examples ?? {});
    const responses =
      (operation?.responses?.['200'] as Bodies | undefined)?.content?.['application/json']?.examples ?? {};
    const [response] = Object.entries(responses).find(([, example]) => example['x-replay']) ?? [];
    if (!operation?.operationId || mediaType === undefined || request === undefined || response === undefined)
      return [];
    return [exampleReplayed(contract, resource, operation.operationId, request, response)];
  });
}

type Bodies = { content?: Record<string, { examples?: Record<string, ContractExample> }> };

function exampleReplayed(
  contract: Contract,
  resource: Resource,
  operation: string,
  request: string,
  response: string,
): Requirement {
  const patch = findExample(contract, operation, request);
  const shown = findExample(contract, operation, response);
  const object = replayable(shown?.value as JsonObject, shown?.['x-replay'] ?? {});
  return defineRequirement({
    id: `example.${resource.name}.update-is-as-shown`,
    title: `The document's own example of updating ${aKind(resource.kind)} works as it shows`,
    level: 'MUST',
    basis: 'stated',
    cites: [request, response].map((example) => ({ document: contract.id, operation, example })),
    method:
      "Creates the example's object, sends the example's request as it stands, and the same change in the other ways; expects 200, the change read back, and nothing else.",
    needs: ['namespaces'],
    resource,
    kills: ['every-patch-treated-as-json-patch', ...(killed[resource.name] ?? [])],
    *cases(plan) {
      const schemas = plan.target.schemas[kindKey(resource)] ?? { root: '', schemas: {} };
      if (patch) for (const way of completeWays) yield exampleCase(resource, object, request, patch, way, schemas);
    },
  });
}

function exampleCase(
  resource: Resource,
  object: JsonObject,
  name: string,
  patch: ContractExample & { mediaType: string },
  way: Way,
  schemas: SchemaSet,
): Case {
  // The document's own request, byte for byte what it shows; the other ways say the same.
  const asShown: Way = way.contentType === patch.mediaType ? { ...way, body: () => patch.value } : way;
  return defineCase<ObservedWrite>({
    name: `${name}/${way.name}`,
    async gather({ client, sandbox }) {
      const stored = await sandbox.create(client, resource, object);
      const change = (before: JsonObject) => patched(before, patch);
      const field = differences(stored.object, change(stored.object))[0]?.path ?? 'metadata';
      const observed = await observeWrite(client, asShown, stored, field, change, schemas);
      await sandbox.remove(client, stored);
      return observed;
    },
    judge: (observed) => outcomeOf(judgeUpdated, observed),
  });
}

/** What the example's patch makes of an object, by the meaning of its media type. */
function patched(before: JsonObject, { mediaType, value }: { mediaType: string; value?: unknown }): JsonObject {
  if (mediaType !== 'application/json-patch+json') return applyMergePatch(before, value) as JsonObject;
  const result = applyJsonPatch(before, value as readonly JsonPatchOperation[]);
  if (!result.applied) throw new ContractError(`the example cannot be applied to its own object: ${result.reason}`);
  return result.document as JsonObject;
}
