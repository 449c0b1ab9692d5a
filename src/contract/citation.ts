import { ContractError } from '../errors.ts';
import type { CitationFacts } from '../record.ts';
import type { Contract } from './contract.ts';
import { promisesOf } from './promise.ts';
import type { Basis, ContractExample, Locator } from './types.ts';
import { whereOf } from './where.ts';

/** A structured locator: which promise of which document a requirement checks. */
export type Citation = ResourceCitation | OperationCitation | PromiseCitation;

/** Any promise, by its key without the document: `deletePod/parameter/query/gracePeriodSeconds`. */
interface PromiseCitation {
  readonly document: string;
  readonly promise: string;
}

type ResourceCitation = { readonly document: string; readonly resource: string } & (
  | { readonly field: string }
  | { readonly otherFields: true }
);

interface OperationCitation {
  readonly document: string;
  readonly operation: string;
  readonly status?: number;
  readonly example?: string;
}

/** Finds what a citation points at. @throws ContractError that says what does not exist, and what does. */
export function resolveCitation(contracts: ReadonlyMap<string, Contract>, citation: Citation): CitationFacts {
  const contract = contractOf(contracts, citation);
  return { document: contract.id, title: contract.document.title, where: placeOf(contract, citation) };
}

/** The key of the promise that a citation points at. @throws ContractError where there is none. */
export function promiseKey(contracts: ReadonlyMap<string, Contract>, citation: Citation): string {
  const contract = contractOf(contracts, citation);
  const promises = promisesOf(contract);
  const part = partOf(
    citation,
    [...promises.keys()].map((key) => key.slice(contract.id.length + 1)),
  );
  const key = `${contract.id}#${part}`;
  if (promises.has(key)) return key;
  throw nowhere(contract, `promise ${part}`, ['paths']);
}

function contractOf(contracts: ReadonlyMap<string, Contract>, citation: Citation): Contract {
  const contract = contracts.get(citation.document);
  if (contract) return contract;
  throw new ContractError(`no document ${citation.document}; there are ${[...contracts.keys()].join(', ')}`);
}

function placeOf(contract: Contract, citation: Citation): string {
  if ('promise' in citation) {
    const promise = promisesOf(contract).get(`${contract.id}#${citation.promise}`);
    if (!promise) throw nowhere(contract, `promise ${citation.promise}`, ['paths']);
    return promise.where;
  }
  return whereOf('resource' in citation ? resourceLocator(contract, citation) : operationLocator(contract, citation));
}

function partOf(citation: Citation, parts: readonly string[]): string {
  if ('promise' in citation) return citation.promise;
  if ('resource' in citation)
    return `${citation.resource}/${'field' in citation ? `updatable/${citation.field}` : 'other-fields'}`;
  const { operation, status, example } = citation;
  if (example !== undefined)
    return (
      parts.find((part) => part.startsWith(`${operation}/`) && part.endsWith(`/example/${example}`)) ??
      `${operation}/example/${example}`
    );
  return status === undefined ? operation : `${operation}/status/${status}`;
}

function resourceLocator(contract: Contract, citation: ResourceCitation): Locator {
  const resource = contract.resources.find((candidate) => candidate.name === citation.resource);
  if (!resource) throw nowhere(contract, `resource ${citation.resource}`, ['paths']);
  const place = ['paths', resource.path, 'x-resource'];
  if ('otherFields' in citation) {
    if (!resource.otherFields) throw nowhere(contract, `promise about the other fields of ${citation.resource}`, place);
    return resource.otherFields.locator;
  }
  const field = resource.updatableFields?.find((candidate) => candidate.field === citation.field);
  if (!field)
    throw nowhere(contract, `updatable field ${citation.field} of ${citation.resource}`, [...place, 'updatableFields']);
  return field.locator;
}

function operationLocator(contract: Contract, citation: OperationCitation): Locator {
  const found = contract.operations.get(citation.operation);
  if (!found) throw nowhere(contract, `operation ${citation.operation}`, ['paths']);
  const node = ['paths', found.path, found.method];
  const place = `${found.method.toUpperCase()} ${found.path}`;
  if (citation.example !== undefined) {
    const example = findExample(contract, citation.operation, citation.example);
    if (!example) throw nowhere(contract, `example ${citation.example} of ${citation.operation}`, node);
    return example['x-locator'] ?? { section: place };
  }
  if (citation.status !== undefined) {
    const response = found.operation.responses?.[String(citation.status)] as { 'x-locator'?: Locator } | undefined;
    if (!response)
      throw nowhere(contract, `status ${citation.status} of ${citation.operation}`, [...node, 'responses']);
    return response['x-locator'] ?? { section: place };
  }
  return found.operation['x-locator'] ?? { section: place };
}

/** `near` is the node in which it was looked for. */
function nowhere({ file }: Contract, what: string, near: readonly string[]): ContractError {
  return new ContractError(`${file.name}:${file.lineOf(near)}: there is no ${what}, though a requirement cites it`);
}

/** The named example of an operation, from its request or its responses, and the media type that it stands under. */
export function findExample(
  contract: Contract,
  operationId: string,
  name: string,
): (ContractExample & { mediaType: string }) | undefined {
  const operation = contract.operations.get(operationId)?.operation;
  type Body = { content?: Record<string, { examples?: Record<string, ContractExample> }> };
  const bodies = [
    operation?.requestBody as Body,
    ...Object.values((operation?.responses ?? {}) as Record<string, Body>),
  ];
  for (const body of bodies) {
    for (const [mediaType, media] of Object.entries(body?.content ?? {})) {
      const example = media.examples?.[name];
      if (example) return { ...example, mediaType };
    }
  }
  return undefined;
}

/** `derived` where the operation, or its path, is not the document's own words. */
export function basisOf(contract: Contract, operationId: string): Basis {
  const found = contract.operations.get(operationId);
  const item = found ? contract.openapi.paths?.[found.path] : undefined;
  return found?.operation['x-basis'] ?? item?.['x-basis'] ?? 'stated';
}
