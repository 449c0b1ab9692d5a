import { isObject, type JsonObject, valueAt } from '../../specs/json.ts';
import {
  mediaTypeOf,
  type PromisedBody,
  type PromisedOperation,
  type PromisedResponse,
} from '../../specs/oracles/passive.ts';
import { type PathRouter, pathRouter } from '../../specs/oracles/passive-router.ts';
import { type SchemaValidator, schemaValidator } from '../../specs/schemas/validator.ts';
import type { Contract, LocatedOperation, Resource } from '../../src/contract/contract.ts';
import type { Library } from '../../src/contract/library.ts';

/** What the contracts say of one path. */
export interface Place {
  /** By method, in capitals. */
  readonly operations: Map<string, PromisedOperation[]>;
  /** The resources whose objects, or whose collections, have this path. */
  readonly objects: Resource[];
  readonly collections: Resource[];
}

const newPlace = (): Place => ({ operations: new Map(), objects: [], collections: [] });

/** Reads the promises of all contracts about answers into a table by path. Schemas are compiled when they are first needed. */
export function readPromises(library: Library): PathRouter<Place> {
  const router = pathRouter<Place>();
  const contracts = [...library.contracts.values()];
  const bodies = bodyReader(schemaValidator(new Map(contracts.map(({ id, openapi }) => [id, openapi]))));
  for (const contract of contracts) {
    for (const resource of contract.resources) {
      router.at(resource.path, newPlace).objects.push(resource);
      router.at(resource.collection, newPlace).collections.push(resource);
    }
    for (const [id, located] of judgedOperations(contract)) {
      const { operations } = router.at(located.path, newPlace);
      const method = located.method.toUpperCase();
      const promised = readOperation(contract, id, located, bodies);
      operations.set(method, [...(operations.get(method) ?? []), promised]);
    }
  }
  return router;
}

/** The operations that answer at once: not the watches, whose answers are streams of events. */
export function judgedOperations(contract: Contract): [string, LocatedOperation][] {
  return [...contract.operations].filter(([, { operation }]) => {
    const action = (operation as JsonObject)['x-kubernetes-action'];
    return action !== 'watch' && action !== 'watchlist';
  });
}

type BodyReader = (contract: Contract, pointer: readonly string[], schema: unknown) => PromisedBody;

function readOperation(
  contract: Contract,
  id: string,
  { path, method, operation }: LocatedOperation,
  bodyOf: BodyReader,
): PromisedOperation {
  const responses = new Map<string, PromisedResponse>();
  for (const [status, written] of Object.entries(operation.responses ?? {})) {
    const own = ['paths', path, method, 'responses', status];
    const [response, pointer] = followed(contract, written, own);
    const media = new Map<string, PromisedBody>();
    for (const [type, { schema }] of Object.entries((response['content'] ?? {}) as Record<string, JsonObject>)) {
      // `application/json;stream=watch` and the like are streams.
      if (type.includes('stream=')) continue;
      media.set(mediaTypeOf(type) ?? type, bodyOf(contract, [...pointer, 'content', type, 'schema'], schema));
    }
    responses.set(status, { media });
  }
  return { contract: contract.id, name: `${contract.id} ${id}`, responses };
}

/** A response, or the one that it refers to within its document, and where it stands. */
function followed(contract: Contract, written: unknown, pointer: readonly string[]): [JsonObject, readonly string[]] {
  const reference = isObject(written) ? written['$ref'] : undefined;
  if (typeof reference !== 'string' || !reference.startsWith('#/')) return [isObject(written) ? written : {}, pointer];
  const there = reference.slice(2).split('/').map(unescaped);
  return followed(contract, valueAt(contract.openapi, there), there);
}

/** Makes bodies of schemas, one a schema: contracts that refer to the same one share its verdicts. */
function bodyReader(schemas: SchemaValidator): BodyReader {
  const known = new Map<string, PromisedBody>();
  return (contract, pointer, schema) => {
    const shared = isObject(schema) ? schema['$ref'] : undefined;
    const reference =
      typeof shared === 'string' && shared.startsWith('../schemas/')
        ? shared
        : `documents/${contract.id}#/${pointer.map(escaped).join('/')}`;
    const body = known.get(reference) ?? promisedBody(schemas, reference, schema !== undefined);
    known.set(reference, body);
    return body;
  };
}

function promisedBody(schemas: SchemaValidator, reference: string, hasSchema: boolean): PromisedBody {
  // Two judges ask about every body, and the same body comes again in many answers.
  const known = new WeakMap<object, readonly string[]>();
  const validated = (value: unknown) => (hasSchema ? schemas.faults(reference, value) : []);
  return {
    kinds: hasSchema ? schemas.kindsOf(reference) : [],
    faults(value) {
      if (typeof value !== 'object' || value === null) return validated(value);
      const faults = known.get(value) ?? validated(value);
      known.set(value, faults);
      return faults;
    },
  };
}

function escaped(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

function unescaped(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}
