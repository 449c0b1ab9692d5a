import { resourcesOf } from '../../src/contract/library.ts';
import { type ContractPromise, promisesOf } from '../../src/contract/promise.ts';
import { globPattern } from '../../src/glob.ts';
import { aKind, type Chapter, defineChapter, defineRequirement, type Requirement } from '../../src/requirement.ts';

/** Promises of the contracts, by what they are about. */
export interface Selection {
  /** What the operation does, by the Kubernetes API's names (`patch`, `list`); all of them where none is named. */
  readonly actions?: readonly string[];
  /** The subresource; without one the object or the collection itself is meant, and `*` is any. */
  readonly subresource?: string;
  /** Globs over the key behind the operation; the empty one is the operation itself. */
  readonly parts: readonly string[];
  readonly except?: readonly string[];
}

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

/** The parts of a query parameter: that it is taken, and those of its rules that are named. */
export function query(name: string, ...rules: readonly string[]): string[] {
  const part = `parameter/query/${name}`;
  return [part, ...rules.map((rule) => `${part}/rule/${rule}`)];
}

/** A chapter whose suite is still to come: each requirement for every resource whose contracts promise what it covers. */
export function plannedChapter(name: string, title: string, planned: readonly PlannedRequirement[]): Chapter {
  return defineChapter({
    name,
    title,
    requirements: (library) => {
      const kinds = new Map(resourcesOf(library).map((resource) => [resource.name, resource.kind]));
      const promises = [...library.contracts.values()].flatMap((contract) => [...promisesOf(contract).values()]);
      const choosers = planned.map((one) => ({ one, choosers: one.covers.map(chooserOf) }));
      return [...kinds].flatMap(([resource, kind]) => {
        const own = promises.filter(({ subject }) => subject.resource === resource && subject.operation !== undefined);
        return choosers.flatMap(({ one, choosers }) => {
          const covered = own.filter((promise) => choosers.some((chooses) => chooses(promise)));
          return covered.length === 0 ? [] : [declare(one, resource, kind, covered)];
        });
      });
    },
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

/** A selection made ready: there are thousands of promises to try it on before a run begins. */
function chooserOf({ actions, subresource, parts, except = [] }: Selection): (promise: ContractPromise) => boolean {
  const fits = partMatcher(parts);
  const isExcepted = partMatcher(except);
  return ({ subject, part }) => {
    if (actions && !actions.includes(subject.action ?? '')) return false;
    if (subresource !== '*' && subject.subresource !== subresource) return false;
    return fits(part) && !isExcepted(part);
  };
}

function partMatcher(globs: readonly string[]): (part: string) => boolean {
  const exact = new Set(globs);
  const patterns = globs.filter((glob) => glob.includes('*')).map(globPattern);
  return (part) => exact.has(part) || patterns.some((pattern) => pattern.test(part));
}
