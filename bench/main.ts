import { benchmarks } from './benchmarks.ts';
import { heading, row } from './table.ts';

// Every measurement with a goal, in one run: `npm run bench`, or `npm run bench -- NAME` for one.
const [wanted] = process.argv.slice(2);
const chosen = benchmarks.filter(({ name }) => wanted === undefined || name === wanted);
if (chosen.length === 0) {
  process.stderr.write(`there is no benchmark ${wanted}; there are ${benchmarks.map(({ name }) => name).join(', ')}\n`);
  process.exit(2);
}
process.stdout.write(heading());
for (const { run } of chosen) for (const figure of await run()) process.stdout.write(row(figure));
