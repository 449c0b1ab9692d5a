import type { Contract } from './contract.ts';
import { operationPromises } from './promise-parts.ts';
import type { Basis } from './types.ts';
import { type ContractNode, isDerived, member, members, placeOf } from './verify/contract-node.ts';
import { whereOf } from './where.ts';

/** One thing that a contract promises, small enough to be checked or not. */
export interface ContractPromise {
  /** `<document>#<part>`, permanent: `openshift-pod#deletePod/parameter/query/gracePeriodSeconds`. */
  readonly key: string;
  readonly document: string;
  /** What is promised, in one line for people. */
  readonly text: string;
  /** Where its document says it. */
  readonly where: string;
  readonly basis: Basis;
  readonly subject: PromiseSubject;
  /** The key behind the operation, or behind the resource: `parameter/query/limit`, or nothing for the operation itself. */
  readonly part: string;
  /** Where in the contract it stands. */
  readonly path: readonly (string | number)[];
}

/** What a promise is about, in terms that are the same in every contract. */
export interface PromiseSubject {
  /** The name of the resource, `pod`. */
  readonly resource?: string;
  /** The name of a subresource, `status`. */
  readonly subresource?: string;
  /** What the operation does, by the names of the Kubernetes API: `patch`, `list`, `deletecollection`. */
  readonly action?: string;
  readonly operation?: string;
}

const cache = new WeakMap<Contract, ReadonlyMap<string, ContractPromise>>();

/** Every promise of a contract by its key, in the contract's order. Made once a contract. */
export function promisesOf(contract: Contract): ReadonlyMap<string, ContractPromise> {
  let promises = cache.get(contract);
  if (!promises) {
    promises = new Map(collect(contract).map((promise) => [promise.key, promise]));
    cache.set(contract, promises);
  }
  return promises;
}

function collect(contract: Contract): ContractPromise[] {
  const root: ContractNode = { object: contract.openapi as ContractNode['object'], path: [] };
  const items = members(contract.file, member(contract.file, root, 'paths'));
  return items.flatMap(([path, item]) => [
    ...resourcePromises(contract, item),
    ...operationPromises(contract, path, item, subjectOf(contract, path, item)),
  ]);
}

/** The fields that an update may change, and that no other may. */
function resourcePromises(contract: Contract, item: ContractNode): ContractPromise[] {
  const resource = member(contract.file, item, 'x-resource');
  if (!resource) return [];
  const name = String(resource.object['name']);
  const make = (part: string, text: string, node: ContractNode): ContractPromise => ({
    key: `${contract.id}#${name}/${part}`,
    document: contract.id,
    text,
    where: whereOf(placeOf(node) ?? { section: name }),
    basis: isDerived(node) ? 'derived' : 'stated',
    subject: { resource: name },
    part,
    path: node.path,
  });
  const fields = members(contract.file, member(contract.file, resource, 'updatableFields')).map(([, node]) =>
    make(`updatable/${node.object['field']}`, `field ${node.object['field']} can be updated`, node),
  );
  const others = member(contract.file, resource, 'otherFields');
  return others ? [...fields, make('other-fields', 'no other field can be updated', others)] : fields;
}

/** Which resource and subresource a path is about: by what it says of itself, or as a collection of one, watched or not. */
function subjectOf(contract: Contract, path: string, item: ContractNode): PromiseSubject {
  const owner = item.object['x-resource-of'] ?? path.replace('/watch/', '/');
  const everywhere = (collection: string) => collection.replace('/namespaces/{namespace}', '');
  const resource = contract.resources.find(
    (known) => owner === known.path || owner === known.collection || owner === everywhere(known.collection),
  );
  const subresource = item.object['x-subresource'];
  return {
    ...(resource && { resource: resource.name }),
    ...(typeof subresource === 'string' && { subresource }),
  };
}
