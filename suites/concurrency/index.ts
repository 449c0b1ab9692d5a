import type { Library } from '../../src/contract/library.ts';
import { defineChapter, type Requirement } from '../../src/requirement.ts';
import { deletePreconditionsAreKept } from './delete-preconditions.ts';
import { patchesOfDifferentKeysAllLand } from './different-keys.ts';
import { historyIsLinearizable } from './history.ts';
import { racedCountersLoseNothing } from './raced-counters.ts';
import { racedCreatesMakeOne } from './raced-creates.ts';
import { racedDeletesHaveOneEffect } from './raced-deletes.ts';
import { malformedVersionIsRefused, patchWithStaleVersionIsConflict, staleVersionIsConflict } from './stale-version.ts';

const rules: readonly ((library: Library) => Requirement[])[] = [
  patchesOfDifferentKeysAllLand,
  patchWithStaleVersionIsConflict,
  staleVersionIsConflict,
  malformedVersionIsRefused,
  deletePreconditionsAreKept,
  racedCountersLoseNothing,
  historyIsLinearizable,
  racedCreatesMakeOne,
  racedDeletesHaveOneEffect,
];

/** Writes that meet: those that may not disturb one another, those that must, and what becomes of all of them together. */
export const concurrentPatches = defineChapter({
  name: 'concurrent-patches',
  title: 'Concurrent writes',
  requirements: (library) => rules.flatMap((rule) => rule(library)),
});
