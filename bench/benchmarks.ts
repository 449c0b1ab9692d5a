import { historyJudges } from './history-judges.ts';
import { passiveShare } from './passive-share.ts';
import { quickWrites } from './quick-writes.ts';
import { heapUnderWrites, requestsPerSecond, startToReady } from './reference-server.ts';
import { reportRendering } from './report-rendering.ts';
import { startUpAndMemory } from './start-up.ts';
import { suiteAgainstBareClient } from './suite-speed.ts';
import type { Figure } from './table.ts';
import { watchersOnWrites } from './watchers.ts';

export interface Benchmark {
  readonly name: string;
  run(): Promise<Figure[]>;
}

export const benchmarks: readonly Benchmark[] = [
  { name: 'suite-speed', run: suiteAgainstBareClient },
  { name: 'passive-share', run: passiveShare },
  { name: 'start-up', run: startUpAndMemory },
  { name: 'quick-writes', run: quickWrites },
  { name: 'report-rendering', run: reportRendering },
  { name: 'server-requests', run: requestsPerSecond },
  { name: 'server-start', run: startToReady },
  { name: 'server-watchers', run: watchersOnWrites },
  { name: 'server-heap', run: heapUnderWrites },
  { name: 'history-judges', run: historyJudges },
];
