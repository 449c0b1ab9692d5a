import { pathToFileURL } from 'node:url';
import { ContractError } from '../errors.ts';
import { checkReferences } from './references.ts';
import type { ContractDocument, ContractOperation, DocumentFacts, ResourceFacts } from './types.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';

/** A document's promises in machine-readable form, loaded. */
export interface Contract {
  readonly id: string;
  readonly document: DocumentFacts;
  readonly openapi: ContractDocument;
  readonly resources: readonly Resource[];
  readonly operations: ReadonlyMap<string, LocatedOperation>;
  readonly file: YamlFile<ContractDocument>;
}

/** A kind that a contract makes promises about, with the path of its objects. */
export interface Resource extends ResourceFacts {
  readonly contract: string;
  /** The object's path, with `{namespace}` and `{name}` in it. */
  readonly path: string;
}

export interface LocatedOperation {
  readonly path: string;
  readonly method: string;
  readonly operation: ContractOperation;
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'] as const;

/** Loads one contract. @throws ContractError that names the file and the line, when it is not one. */
export function loadContract(path: string): Contract {
  const file = readYaml<ContractDocument>(path);
  const openapi = file.data;
  const document = openapi?.info?.['x-document'];
  if (!document?.id) throw new ContractError(`${file.name}:${file.lineOf(['info'])}: info.x-document.id is missing`);
  checkReferences(file, pathToFileURL(path));
  const resources: Resource[] = [];
  const operations = new Map<string, LocatedOperation>();
  for (const [objectPath, item] of Object.entries(openapi.paths ?? {})) {
    const resource = item?.['x-resource'];
    if (resource) resources.push({ ...resource, contract: document.id, path: objectPath });
    for (const method of methods) {
      const operation = item?.[method];
      if (!operation) continue;
      const place = () => `${file.name}:${file.lineOf(['paths', objectPath, method])}`;
      const id = operation.operationId;
      if (!id) throw new ContractError(`${place()}: ${method} ${objectPath} has no operationId`);
      if (operations.has(id)) throw new ContractError(`${place()}: operationId ${id} is used twice`);
      operations.set(id, { path: objectPath, method, operation });
    }
  }
  return { id: document.id, document, openapi, resources, operations, file };
}
