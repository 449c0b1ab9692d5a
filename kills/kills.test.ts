import { expect, test } from 'vitest';
import { buildRegistry, selectRequirements } from '../src/registry.ts';
import type { FaultId } from '../src/seeded-faults.ts';
import { chapters } from '../suites/index.ts';
import { isWrong, type Job, killMatrix } from './matrix.ts';
import { runOne } from './run-one.ts';

const registry = buildRegistry(chapters);

// A handful of faults, against few requirements each: `npm run kills` tries all of them against all.
async function rowOf(kind: Job['kind'], id: string, filter: readonly string[]) {
  const selected = selectRequirements(registry, [...registry.library.profiles.keys()], filter);
  const claims = selected.filter(({ planned }) => !planned);
  const [row] = killMatrix(claims, [await runOne(registry, { kind, id, seed: 1, filter })]);
  if (!row) throw new Error('no row');
  return row;
}

test.each<[FaultId, string]>([
  ['endpoints-patch-merges-subsets', 'update.endpoints.listed-fields-are-updated'],
  ['job-parallelism-change-refused', 'update.job.listed-fields-are-updated'],
  ['null-label-stored-as-empty', 'metadata.endpoints.maps-round-trip'],
  ['every-patch-treated-as-json-patch', 'example.endpoints.update-is-as-shown'],
])('%s is killed by %s, which claims it', async (fault, requirement) => {
  const row = await rowOf('fault', fault, [requirement]);
  expect(row).toMatchObject({ status: 'killed', survives: [], also: [], suiteErrors: [] });
  expect(row.killedBy).toMatchObject([{ requirement, failed: 1, tries: 1 }]);
  expect(isWrong(row)).toBe(false);
});

test('a fault that nothing looks for is unclaimed', async () => {
  const row = await rowOf('fault', 'negative-tail-lines-accepted', ['update.endpoints.*']);
  expect(row).toMatchObject({ status: 'unclaimed', also: [], unchecked: 0 });
});

test('a fault under which nothing can be created is not blamed on any promise', async () => {
  const row = await rowOf('fault', 'create-answers-200', ['update.endpoints.listed-*', 'example.*']);
  expect(row).toMatchObject({ status: 'unclaimed', also: [], unchecked: 1 });
}, 20_000);

test.each([
  ['clean', ''],
  ['trap', 'put-without-version-refused'],
  ['trap', 'delete-answers-status'],
] as const)('nothing is reported of the %s %s', async (kind, id) => {
  const row = await rowOf(kind, id, ['*.endpoints.*', '*.job.*']);
  expect(row).toMatchObject({ status: 'quiet', also: [], suiteErrors: [] });
  expect(isWrong(row)).toBe(false);
});
