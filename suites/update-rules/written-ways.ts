import type { Citation } from '../../src/contract/citation.ts';
import type { Resource } from '../../src/contract/contract.ts';
import type { Library } from '../../src/contract/library.ts';
import { promisesOf } from '../../src/contract/promise.ts';
import { ways } from '../../src/ways/index.ts';

/** The operations and the kinds of body that writing an object in every way takes, as far as its contract promises them. */
export function writtenWays({ contracts }: Library, resource: Resource): Citation[] {
  const contract = contracts.get(resource.contract);
  if (!contract) return [];
  const operations = [...contract.operations].filter(([, { path }]) => path === resource.path);
  const parts = ways.flatMap(({ method, contentType }) =>
    operations
      .filter(([, operation]) => operation.method === method.toLowerCase())
      .flatMap(([id]) => [id, `${id}/body`, `${id}/body/${contentType}`]),
  );
  const promises = promisesOf(contract);
  const promised = [...new Set(parts)].filter((part) => promises.has(`${contract.id}#${part}`));
  return promised.map((promise) => ({ document: contract.id, promise }));
}
