import { buildRegistry } from '../src/registry.ts';
import { chapters } from '../suites/index.ts';
import type { Job } from './matrix.ts';
import { runOne } from './run-one.ts';

// A process that tries one server after the other, as its parent says: the contracts are loaded once.
const registry = buildRegistry(chapters);

process.on('message', async (job: Job) => {
  process.send?.(await runOne(registry, job));
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
