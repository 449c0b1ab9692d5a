import { startUpAndMemory } from './start-up.ts';
import { suiteAgainstBareClient } from './suite-speed.ts';
import type { Figure } from './table.ts';

export interface Benchmark {
  readonly name: string;
  run(): Promise<Figure[]>;
}

export const benchmarks: readonly Benchmark[] = [
  { name: 'suite-speed', run: suiteAgainstBareClient },
  { name: 'start-up', run: startUpAndMemory },
];
