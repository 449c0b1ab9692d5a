import type { Library } from '../../src/contract/library.ts';
import { type ContractPromise, promisesOf } from '../../src/contract/promise.ts';
import { globPattern } from '../../src/glob.ts';

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

/** The parts of a query parameter: that it is taken, and those of its rules that are named. */
export function query(name: string, ...rules: readonly string[]): string[] {
  const part = `parameter/query/${name}`;
  return [part, ...rules.map((rule) => `${part}/rule/${rule}`)];
}

/** The promises of a resource, by its name, that some selection covers, in whatever contracts make them. */
export function coveredBy(selections: readonly Selection[]): (library: Library, resource: string) => ContractPromise[] {
  const choosers = selections.map(chooserOf);
  return (library, resource) =>
    promisesAbout(library, resource).filter((promise) => choosers.some((chooses) => chooses(promise)));
}

const known = new WeakMap<Library, Map<string, ContractPromise[]>>();

/** The promises of the operations on a resource. There are thousands to look through, dozens of times before a run begins. */
function promisesAbout(library: Library, resource: string): ContractPromise[] {
  const byResource = known.get(library) ?? sortPromises(library);
  known.set(library, byResource);
  return byResource.get(resource) ?? [];
}

function sortPromises({ contracts }: Library): Map<string, ContractPromise[]> {
  const sorted = new Map<string, ContractPromise[]>();
  for (const contract of contracts.values()) {
    for (const promise of promisesOf(contract).values()) {
      const { resource, operation } = promise.subject;
      if (resource === undefined || operation === undefined) continue;
      const about = sorted.get(resource) ?? [];
      about.push(promise);
      sorted.set(resource, about);
    }
  }
  return sorted;
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
