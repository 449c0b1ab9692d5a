import { runCommand } from './command.ts';
import { type Figure, median } from './table.ts';

const repetitions = 5;

/** From `npm start` to the first exchange, and the memory of a whole standard run with the reference server inside it. */
export async function startUpAndMemory(): Promise<Figure[]> {
  const waits: number[] = [];
  for (let i = 0; i <= repetitions; i++) {
    const { record, startedAt } = await runCommand(['--effort', 'quick', '--filter', 'example.*'], true);
    // The first run warms the caches of tsx and npm.
    if (i > 0) waits.push(Date.parse(record.run.startedAt) - startedAt);
  }
  const { peakMiB } = await runCommand([]);
  return [
    {
      what: `from npm start to the first exchange, median of ${repetitions}`,
      value: median(waits) / 1000,
      unit: 's',
      goal: { most: 1.5 },
    },
    { what: 'peak memory of a standard run, server included', value: peakMiB, unit: 'MiB', goal: { most: 250 } },
  ];
}
