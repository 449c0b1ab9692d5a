import type { FieldPath } from '../../../specs/field-path.ts';
import type { Citation } from '../../../src/contract/citation.ts';
import type { Resource } from '../../../src/contract/contract.ts';
import { type Library, resourcesOf } from '../../../src/contract/library.ts';
import type { Requirement } from '../../../src/requirement.ts';
import { coveredBy } from '../../promises/selection.ts';

const writes = coveredBy([{ actions: ['put', 'patch'], parts: [''] }]);

/** On what a rule rests, and how strictly it can be held. */
export interface Grounds {
  readonly cites: readonly Citation[];
  readonly level: Requirement['level'];
}

/**
 * The operations that write an object, of the contracts that say nothing of the fields of which the rule refuses a change. Where
 * every contract promises that one of them can be updated, a server that takes its document at its word breaks nothing: the rule
 * is a SHOULD. Undefined where no contract writes such objects.
 */
export function groundsOf(library: Library, resource: Resource, refuses: readonly FieldPath[]): Grounds | undefined {
  const operations = writes(library, resource.name);
  if (operations.length === 0) return undefined;
  const promising = new Set(
    resourcesOf(library)
      .filter(
        ({ name, updatableFields }) =>
          name === resource.name && updatableFields?.some(({ field }) => refuses.includes(field)),
      )
      .map(({ contract }) => contract),
  );
  const silent = operations.filter(({ document }) => !promising.has(document));
  const cited = silent.length > 0 ? silent : operations;
  return {
    cites: cited.map(({ document, key }) => ({ document, promise: key.slice(document.length + 1) })),
    level: silent.length > 0 ? 'MUST' : 'SHOULD',
  };
}
