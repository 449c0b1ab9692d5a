import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Figure, median } from './table.ts';

const cases = 50_000;
const repetitions = 3;
const script = fileURLToPath(new URL('./render-many.ts', import.meta.url));

/** All reports of a run of 50,000 cases: time, and memory of the process that renders them. */
export async function reportRendering(): Promise<Figure[]> {
  const runs = Array.from({ length: repetitions }, () => {
    const text = execFileSync(process.execPath, ['--import', 'tsx', script, String(cases)], { encoding: 'utf8' });
    return JSON.parse(text) as { ms: number; maxRssMiB: number };
  });
  return [
    {
      what: `${cases.toLocaleString('en')} cases rendered to all formats, median of ${repetitions}`,
      value: median(runs.map(({ ms }) => ms)) / 1000,
      unit: 's',
      goal: { most: 5 },
    },
    {
      what: 'peak memory of the process that renders them',
      value: median(runs.map(({ maxRssMiB }) => maxRssMiB)),
      unit: 'MiB',
      goal: { most: 500 },
    },
  ];
}
