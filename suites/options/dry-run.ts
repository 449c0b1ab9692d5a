import type { Library } from '../../src/contract/library.ts';
import type { Plan, Requirement } from '../../src/requirement.ts';
import type { FaultId } from '../../src/seeded-faults.ts';
import { ways } from '../../src/ways/index.ts';
import { forEachKind } from '../promises/for-each-kind.ts';
import { written } from '../update-rules/places.ts';
import { createdByPut } from '../update-rules/put-create.ts';
import { sampledWays } from '../update-rules/sampling.ts';
import { dryCreationCase, dryGenerationCase } from './dry-creation.ts';
import { dryCollectionCase, dryDeletionCases } from './dry-deletion.ts';
import { dryReleaseCase, dryWriteCase } from './dry-write.ts';
import { lawfulChange } from './lawful-change.ts';
import { sampledPlaces } from './sampled-places.ts';

/** A dry run goes through all stages but the last. */
export function dryRunKeepsNothing(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'dry-run.*.keeps-nothing',
    title: 'A dry run of a request about {kind} answers as the request would, and keeps nothing',
    method:
      'Makes each kind of write dry, once and with the parameter given twice, and then real: creations under a name and under a generated one, every way of writing at every path, deletions by query and by body, of a whole collection too. Reads back after each dry one, compares the answers, and a watch held beside shows the real ones alone.',
    covers: [{ subresource: '*', parts: ['parameter/query/dryRun', 'parameter/query/dryRun/value/All'] }],
    derivedFrom: written,
    kills: ({ kind, subresources = [] }) => [
      ...killed,
      ...(subresources.length > 0 ? (['dry-run-ignored-by-subresources'] as const) : []),
      ...(kind === 'Pod' ? (['dry-run-answer-differs'] as const) : []),
    ],
    *cases(subject, plan) {
      const { resource } = subject;
      yield dryCreationCase(plan, subject, 'post');
      yield dryGenerationCase(plan, subject);
      if (createdByPut.includes(resource.kind)) yield dryCreationCase(plan, subject, 'put');
      yield dryCreationCase(plan, subject, 'apply');
      for (const place of sampledPlaces(plan, resource)) {
        if (lawfulChange(resource, place) === undefined) continue;
        for (const way of waysTried(plan, place.name)) yield dryWriteCase(plan, subject, place, way);
      }
      yield dryReleaseCase(plan, subject);
      yield* dryDeletionCases(plan, subject);
      yield dryCollectionCase(plan, subject);
    },
  });
}

const killed: readonly FaultId[] = [
  'dry-run-patch-stored',
  'dry-run-update-stored',
  'dry-run-create-stored',
  'dry-run-delete-deletes',
  'repeated-dry-run-stored',
  'dry-run-in-delete-body-ignored',
  'dry-run-delete-collection-deletes',
  'dry-run-shown-to-watches',
  'dry-run-create-shown-to-watches',
];

/** At the object a PUT always, and one patch at least: servers keep these two apart. */
function waysTried(plan: Plan, place: string) {
  const [put, ...patches] = ways;
  const sampled = sampledWays(plan, place, place === 'object' ? patches : ways);
  return place === 'object' && put ? [put, ...sampled] : sampled;
}
