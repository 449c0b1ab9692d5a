// Runs the command line from the checkout: compiles the sources first where they are newer than what was compiled last. Compiled,
// it starts in half the time and memory that running the sources takes.
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url));
const entry = `${root}dist/src/cli/main.js`;
const sources = [
  'src',
  'specs',
  'suites',
  'fixtures',
  'reports',
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
];

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  const names = readdirSync(path).filter((name) => name !== 'out' && !name.endsWith('.test.ts'));
  return Math.max(0, ...names.map((name) => newest(`${path}/${name}`)));
}

const compiled = statSync(entry, { throwIfNoEntry: false })?.mtimeMs ?? 0;
if (compiled < Math.max(...sources.map((name) => newest(root + name)))) {
  execFileSync('npm', ['run', 'build', '--silent'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
}
await import(entry);
