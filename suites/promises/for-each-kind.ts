import type { Citation } from '../../src/contract/citation.ts';
import type { Resource } from '../../src/contract/contract.ts';
import { kindKey } from '../../src/contract/kind-key.ts';
import { type Library, resourcesOf } from '../../src/contract/library.ts';
import { aKind, type Case, defineRequirement, type Need, type Plan, type Requirement } from '../../src/requirement.ts';
import type { SchemaSet } from '../../src/schema/schema.ts';
import type { FaultId } from '../../src/seeded-faults.ts';
import { coveredBy, type Selection } from './selection.ts';

/** One promise that is made of many kinds. In the id `*` stands for the resource; in the title `{kind}` is its kind with an article. */
export interface KindRequirement {
  readonly id: string;
  readonly title: string;
  readonly method: string;
  readonly level?: Requirement['level'];
  /** The promises that it checks. A kind of which none is made is left out, unless `derivedFrom` finds something. */
  readonly covers: readonly Selection[];
  /** Cited where `covers` finds nothing: what the API's conventions say of a kind whose document says only this much. */
  readonly derivedFrom?: readonly Selection[];
  /** What it needs of the target beside namespaces. */
  readonly needs?: readonly Need[];
  /** Whether it is about this kind at all; about every one without. */
  readonly about?: (resource: Resource) => boolean;
  readonly kills?: (resource: Resource) => readonly FaultId[];
  cases(subject: Subject, plan: Plan): Iterable<Case>;
}

/** A kind under test, with its schema as the target, or else its contract, has it. */
export interface Subject {
  readonly resource: Resource;
  readonly schemas: SchemaSet;
}

/** The resources, one a name: that of the contract that says most of how its objects are made. */
export function kindsOf(library: Library): Resource[] {
  const byName = new Map<string, Resource>();
  for (const resource of resourcesOf(library)) {
    const known = byName.get(resource.name);
    if (!known || (known.samples === undefined && resource.samples !== undefined)) byName.set(resource.name, resource);
  }
  return [...byName.values()];
}

/** A requirement for each kind whose contracts promise what it covers. */
export function forEachKind(library: Library, declared: KindRequirement): Requirement[] {
  const covered = coveredBy(declared.covers);
  const derived = coveredBy(declared.derivedFrom ?? []);
  return kindsOf(library).flatMap((resource) => {
    if (declared.about && !declared.about(resource)) return [];
    const stated = covered(library, resource.name);
    const cited = stated.length > 0 ? stated : derived(library, resource.name);
    if (cited.length === 0) return [];
    return [
      defineRequirement({
        id: declared.id.replace('*', resource.name),
        title: declared.title.replace('{kind}', aKind(resource.kind)),
        level: declared.level ?? 'MUST',
        basis: stated.some(({ basis }) => basis === 'stated') ? 'stated' : 'derived',
        cites: cited.map(({ document, key }): Citation => ({ document, promise: key.slice(document.length + 1) })),
        method: declared.method,
        needs: ['namespaces', ...(declared.needs ?? [])],
        resource,
        kills: declared.kills?.(resource) ?? [],
        *cases(plan) {
          const schemas = plan.target.schemas[kindKey(resource)] ?? { root: '', schemas: {} };
          yield* declared.cases({ resource, schemas }, plan);
        },
      }),
    ];
  });
}
