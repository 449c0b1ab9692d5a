import { replayable } from '../fixtures/document-examples.ts';
import { type FieldPath, tokensOf } from '../specs/field-path.ts';
import { differences, type JsonObject, valueAt } from '../specs/json.ts';
import { applyJsonPatch, type JsonPatchOperation } from '../specs/oracles/json-patch.ts';
import { judgeUpdated, type ObservedWrite } from '../specs/oracles/update-rules.ts';
import { findExample } from '../src/contract/citation.ts';
import type { Contract, Resource } from '../src/contract/contract.ts';
import type { ContractExample } from '../src/contract/types.ts';
import { ContractError } from '../src/errors.ts';
import { type Case, defineCase, defineChapter, defineRequirement, type Requirement } from '../src/requirement.ts';
import type { SchemaSet } from '../src/schema/schema.ts';
import { kindKey } from '../src/target/target.ts';
import { type Way, ways } from '../src/ways/index.ts';
import { observeWrite, outcomeOf } from './update-rules/observe-write.ts';

/** What the documents show, done again. */
export const documentExamples = defineChapter({
  name: 'document-examples',
  title: "The documents' own examples",
  requirements: (library) => [...library.contracts.values()].flatMap(examplesOf),
});

/** A patch operation that shows both a JSON Patch and the object that comes of it can be replayed. */
function examplesOf(contract: Contract): Requirement[] {
  return contract.resources.flatMap((resource) => {
    const operation = contract.openapi.paths?.[resource.path]?.patch;
    const patches =
      (operation?.requestBody as Bodies | undefined)?.content?.['application/json-patch+json']?.examples ?? {};
    const [requestName] = Object.keys(patches);
    const responses =
      (operation?.responses?.['200'] as Bodies | undefined)?.content?.['application/json']?.examples ?? {};
    const [responseName] = Object.entries(responses).find(([, example]) => example['x-replay']) ?? [];
    if (!operation?.operationId || requestName === undefined || responseName === undefined) return [];
    return [exampleReplayed(contract, resource, operation.operationId, requestName, responseName)];
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
  const patch = findExample(contract, operation, request)?.value as JsonPatchOperation[];
  const shown = findExample(contract, operation, response);
  const object = replayable(shown?.value as JsonObject, shown?.['x-replay'] ?? {});
  return defineRequirement({
    id: `example.${resource.name}.update-is-as-shown`,
    title: `The document's own example of updating a ${resource.kind} works as it shows`,
    level: 'MUST',
    basis: 'stated',
    cites: [request, response].map((example) => ({ document: contract.id, operation, example })),
    method:
      "Creates the example's object, sends the example's request as it stands, and the same change in the other ways; expects 200 and the shown value.",
    needs: ['namespaces'],
    kills: resource.name === 'pod' ? ['strategic-merge-treated-as-merge-patch'] : [],
    *cases(plan) {
      const schemas = plan.target.schemas[kindKey(resource)] ?? { root: '', schemas: {} };
      for (const way of ways) yield exampleCase(resource, object, patch, way, schemas);
    },
  });
}

function exampleCase(
  resource: Resource,
  object: JsonObject,
  patch: readonly JsonPatchOperation[],
  way: Way,
  schemas: SchemaSet,
): Case {
  // The document's own request, byte for byte what it shows; the other ways say the same.
  const asShown: Way = way.name === 'json-patch' ? { ...way, body: () => patch } : way;
  return defineCase<ObservedWrite>({
    name: `${request(patch)}/${way.name}`,
    async gather({ client, sandbox }) {
      const stored = await sandbox.create(client, resource, object);
      const result = applyJsonPatch(stored.object, patch);
      if (!result.applied) throw new ContractError(`the example cannot be applied to its own object: ${result.reason}`);
      const wanted = result.document as JsonObject;
      const observed = await observeWrite(client, asShown, stored, changed(stored.object, wanted), wanted, schemas);
      await sandbox.remove(client, stored);
      return observed;
    },
    judge: (observed) => outcomeOf(judgeUpdated(observed), observed),
  });
}

function changed(before: JsonObject, wanted: JsonObject): FieldPath {
  const [first] = differences(before, wanted);
  const path = first?.path ?? '';
  return valueAt(wanted, tokensOf(path)) === undefined ? 'metadata' : path;
}

function request(patch: readonly JsonPatchOperation[]): string {
  return patch.map(({ op, path }) => `${op} ${path}`).join(', ');
}
