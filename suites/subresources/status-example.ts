import { replayable } from '../../fixtures/document-examples.ts';
import { differences, isObject, type JsonObject, valueAt } from '../../specs/json.ts';
import { isServerKept, judgeUpdated, type ObservedWrite } from '../../specs/oracles/update-rules.ts';
import { findExample } from '../../src/contract/citation.ts';
import type { Contract, Resource } from '../../src/contract/contract.ts';
import type { Library } from '../../src/contract/library.ts';
import type { ContractExample } from '../../src/contract/types.ts';
import { violation } from '../../src/outcome.ts';
import { aKind, type Case, defineCase, defineRequirement, type Requirement } from '../../src/requirement.ts';
import { put } from '../../src/ways/put.ts';
import { outcomeOf, read, write } from '../update-rules/observe-write.ts';

type Bodies = { content?: Record<string, { examples?: Record<string, ContractExample> }> };

/** A document that shows a status being written and the object that comes of it: done again. */
export function statusExamples(library: Library): Requirement[] {
  return [...library.contracts.values()].flatMap((contract) =>
    contract.resources.flatMap((resource) => {
      const operation = contract.openapi.paths?.[`${resource.path}/status`]?.put;
      const request = nameOfExample(operation?.requestBody as Bodies | undefined);
      const response = nameOfExample(operation?.responses?.['200'] as Bodies | undefined);
      if (!operation?.operationId || request === undefined || response === undefined) return [];
      return [statusExample(contract, resource, operation.operationId, request, response)];
    }),
  );
}

function nameOfExample(bodies: Bodies | undefined): string | undefined {
  return Object.keys(bodies?.content?.['application/json']?.examples ?? {})[0];
}

function statusExample(
  contract: Contract,
  resource: Resource,
  operation: string,
  request: string,
  response: string,
): Requirement {
  const sent = findExample(contract, operation, request);
  const { content } = (contract.operations.get(operation)?.operation.responses?.['200'] ?? {}) as Bodies;
  const shown = content?.['application/json']?.examples?.[response];
  const { operations } = contract;
  const document = contract.id;
  return defineRequirement({
    id: `example.${resource.name}.status-replace-is-as-shown`,
    title: `The document's own example of replacing the status of ${aKind(resource.kind)} works as it shows`,
    level: 'MUST',
    basis: 'stated',
    cites: operations.has(operation)
      ? [
          { document, promise: `${operation}/body/example/${request}` },
          { document, promise: `${operation}/status/200/example/${response}` },
        ]
      : [],
    method:
      "Creates the example's object, sends the example's request, and expects 200, the status that is shown, and nothing else changed.",
    needs: ['namespaces'],
    resource,
    kills: [],
    *cases() {
      if (sent && shown) yield exampleCase(resource, request, sent, shown);
    },
  });
}

/** Times that the example is sent anew because another client wrote to the object in between. */
const attempts = 4;

function exampleCase(resource: Resource, name: string, sent: ContractExample, shown: ContractExample): Case {
  return defineCase<ObservedWrite>({
    name,
    async gather({ client, sandbox }) {
      const stored = await sandbox.create(
        client,
        resource,
        replayable(shown.value as JsonObject, shown['x-replay'] ?? {}),
      );
      const body = replayable(sent.value as JsonObject, sent['x-replay'] ?? {});
      const metadata = isObject(body['metadata']) ? body['metadata'] : {};
      for (let attempt = 1; ; attempt++) {
        const before = await read(client, stored.path);
        // The example's name and version are those of its own object; ours has others.
        const resourceVersion = valueAt(before, ['metadata', 'resourceVersion']);
        const request = { ...body, metadata: { ...metadata, name: stored.name, resourceVersion } };
        const answer = await write(client, put, `${stored.path}/status`, request);
        const after = await read(client, stored.path);
        // Another client's write to the status in between says nothing about ours.
        if (answer.status === 409 && attempt < attempts) continue;
        await sandbox.remove(client, stored);
        const status = (shown.value as JsonObject)['status'];
        const wanted = { ...before, status };
        return { field: 'status', before, wanted, status: answer.status, answer: answer.body, after };
      }
    },
    judge: judgeShown,
  });
}

/** The status is as shown; the server may add to it what newer versions have. The example sends no spec, and none goes. */
function judgeShown(observed: ObservedWrite) {
  const { wanted, after, status } = observed;
  if (status >= 400) return outcomeOf(judgeUpdated, observed);
  const isAddition = (path: string, before: unknown) => path.startsWith('status.') && before === undefined;
  const wrong = differences(wanted, after).filter(
    ({ path, before }) => !isServerKept(path) && !isAddition(path, before),
  );
  if (wrong.length === 0) return outcomeOf(judgeUpdated, { ...observed, wanted: after });
  return violation({
    reason: 'the object is not as the example shows it',
    expected: `answer 200, the status as shown, nothing else changed`,
    actual: `answer ${status}; ${wrong.map(({ path, before, after: found }) => `${path} is ${JSON.stringify(found) ?? 'absent'}, not ${JSON.stringify(before) ?? 'absent'}`).join('; ')}`,
    observed: { effect: 'other', status },
  });
}
