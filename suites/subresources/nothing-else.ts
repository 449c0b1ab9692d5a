import type { Library } from '../../src/contract/library.ts';
import type { Subresource } from '../../src/contract/types.ts';
import type { Requirement } from '../../src/requirement.ts';
import type { FaultId } from '../../src/seeded-faults.ts';
import { forEachKind, kindsOf } from '../promises/for-each-kind.ts';
import { matrixCases } from '../update-rules/unlisted-fields.ts';

/** Faults by which a write to a subresource changes more of the object. */
const killed: Readonly<Record<string, readonly FaultId[]>> = {
  'pod/status': ['status-endpoint-writes-spec'],
  'pod/ephemeralcontainers': ['ephemeral-containers-endpoint-writes-other-fields'],
  'job/status': ['job-status-endpoint-writes-spec'],
};

/** What a write to a subresource changes: its own part of the object, and nothing else but metadata. */
export function subresourcesWriteNothingElse(library: Library): Requirement[] {
  const names = new Set(kindsOf(library).flatMap(({ subresources = [] }) => subresources.map(({ name }) => name)));
  return [...names].flatMap((subresource) =>
    forEachKind(library, {
      id: `${idOf(subresource)}.*.nothing-else-changes`,
      title: `A write to the ${subresource} subresource of {kind} changes no field that it is not for`,
      method:
        'For the leaf fields of the schema that the target publishes: writes another valid value through the subresource and reads the object back. A field outside of its part must be as it was; one inside has the new value or the old one. A label written in the same way must be taken.',
      covers: [{ actions: ['put', 'patch'], subresource, parts: [''] }],
      derivedFrom: [{ actions: ['put', 'patch'], parts: [''] }],
      about: (resource) => find(resource.subresources, subresource) !== undefined,
      kills: ({ name }) => killed[`${name}/${subresource}`] ?? [],
      cases: (subject, plan) => {
        const writes = find(subject.resource.subresources, subresource)?.writes ?? subresource;
        return matrixCases(subject, plan, { writes }, () => false, subresource);
      },
    }),
  );
}

function find(subresources: readonly Subresource[] | undefined, name: string): Subresource | undefined {
  return subresources?.find((one) => one.name === name);
}

/** The first part of an id, as the other requirements about the subresource have it. */
function idOf(subresource: string): string {
  return subresource === 'ephemeralcontainers' ? 'ephemeral-containers' : subresource;
}
