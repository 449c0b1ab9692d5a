import { defineChapter } from '../../src/requirement.ts';
import { patchesOfDifferentKeysAllLand } from './different-keys.ts';
import { staleVersionIsConflict } from './stale-version.ts';

/** Patches that meet: those that may not disturb one another, and those that must. */
export const concurrentPatches = defineChapter({
  name: 'concurrent-patches',
  title: 'Concurrent patches',
  requirements: (library) => [...patchesOfDifferentKeysAllLand(library), ...staleVersionIsConflict(library)],
});
