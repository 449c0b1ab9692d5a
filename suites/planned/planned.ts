import type { ContractPromise } from '../../src/contract/promise.ts';
import { aKind, type Chapter, defineChapter, defineRequirement, type Requirement } from '../../src/requirement.ts';
import { kindsOf } from '../promises/for-each-kind.ts';
import { coveredBy, type Selection } from '../promises/selection.ts';

/**
 * A requirement that a later suite brings. In the id `*` stands for the resource; in the title `{kind}` is its kind with an
 * article (`a Pod`), `{kinds}` many of them.
 */
export interface PlannedRequirement {
  readonly id: string;
  readonly title: string;
  readonly method: string;
  readonly covers: readonly Selection[];
}

/** A chapter whose suite is still to come: each requirement for every resource whose contracts promise what it covers. */
export function plannedChapter(name: string, title: string, planned: readonly PlannedRequirement[]): Chapter {
  const ready = planned.map((one) => ({ one, covered: coveredBy(one.covers) }));
  return defineChapter({
    name,
    title,
    requirements: (library) =>
      kindsOf(library).flatMap(({ name: resource, kind }) =>
        ready.flatMap(({ one, covered }) => {
          const promises = covered(library, resource);
          return promises.length === 0 ? [] : [declare(one, resource, kind, promises)];
        }),
      ),
  });
}

function declare(
  { id, title, method }: PlannedRequirement,
  resource: string,
  kind: string,
  covered: readonly ContractPromise[],
): Requirement {
  const kinds = kind.endsWith('s') ? kind : `${kind}s`;
  return defineRequirement({
    id: id.replace('*', resource),
    title: title.replace('{kind}', aKind(kind)).replace('{kinds}', kinds),
    level: 'MUST',
    basis: covered.some(({ basis }) => basis === 'stated') ? 'stated' : 'derived',
    cites: covered.map(({ document, key }) => ({ document, promise: key.slice(document.length + 1) })),
    method,
    needs: ['namespaces'],
    kills: [],
    planned: true,
    cases: () => [],
  });
}
