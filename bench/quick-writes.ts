import { buildRegistry } from '../src/registry.ts';
import { apply } from '../suites/apply/index.ts';
import { concurrentPatches } from '../suites/concurrency/index.ts';
import { chapters } from '../suites/index.ts';
import { metadataMaps } from '../suites/metadata-maps.ts';
import { patchSemantics } from '../suites/patch-semantics/index.ts';
import { subresources } from '../suites/subresources/index.ts';
import { updateRules } from '../suites/update-rules/index.ts';
import { runCommand } from './command.ts';
import { type Figure, median } from './table.ts';

const repetitions = 3;

/** The chapters about writes: what an update may change, and what a patch means. */
const written = [updateRules, metadataMaps, subresources, patchSemantics, apply, concurrentPatches];

/** A quick run of the chapters about writes, as the command makes it: from its first question to its last clean-up. */
export async function quickWrites(): Promise<Figure[]> {
  const { requirements } = buildRegistry(chapters);
  const ids = requirements.filter(({ chapter }) => written.includes(chapter)).map(({ id }) => id);
  const words = ['--effort', 'quick', ...ids.flatMap((id) => ['--filter', id])];
  const runs = [];
  for (let i = 0; i < repetitions; i++) runs.push((await runCommand(words)).record);
  const cases = runs[0]?.cases.length ?? 0;
  return [
    {
      what: `quick run of the chapters about writes, ${cases} cases, median of ${repetitions}`,
      value: median(runs.map(({ run }) => run.durationMs)) / 1000,
      unit: 's',
      goal: { most: 10 },
    },
  ];
}
