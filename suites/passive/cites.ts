import type { Citation } from '../../src/contract/citation.ts';
import type { Contract } from '../../src/contract/contract.ts';
import { promisesOf } from '../../src/contract/promise.ts';
import { judgedOperations } from './promises.ts';

/** Which promises of an operation a passive requirement is about. */
export type CitedPart = 'operation' | 'statuses' | 'bodies' | 'errors';

const parts: Readonly<Record<Exclude<CitedPart, 'operation'>, RegExp>> = {
  statuses: /^\/status\/\d{3}$/,
  bodies: /^\/status\/2\d\d\/body\/(?!.*stream=)/,
  errors: /^\/status\/[45]\d\d\/body\//,
};

/** The citations of a passive requirement: the same part of every operation that is judged; the operation where it has none. */
export function citesOf(contracts: Iterable<Contract>, part: CitedPart): Citation[] {
  return [...contracts].flatMap((contract) => {
    const keys = part === 'operation' ? [] : [...promisesOf(contract).keys()];
    return judgedOperations(contract).flatMap(([operation]): Citation[] => {
      const start = `${contract.id}#${operation}`;
      const cited = keys.filter(
        (key) => part !== 'operation' && key.startsWith(`${start}/`) && parts[part].test(key.slice(start.length)),
      );
      if (cited.length === 0) return [{ document: contract.id, operation }];
      return cited.map((key) => ({ document: contract.id, promise: key.slice(contract.id.length + 1) }));
    });
  });
}
