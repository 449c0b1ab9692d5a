import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

interface Import {
  /** The file that is imported, from the project's root. */
  readonly target: string;
  readonly typesOnly: boolean;
}

interface Source {
  readonly file: string;
  readonly imports: readonly Import[];
}

type Area = 'specs' | 'src' | 'src/cli' | 'suites' | 'fixtures' | 'fixtures/reference-server' | 'reports';

/** Who may import whom. The command line sees everything, the reference server nothing: it must not share a misreading. */
const allowed: Readonly<Record<Area, readonly Area[]>> = {
  specs: ['specs'],
  src: ['src', 'specs'],
  'src/cli': ['src/cli', 'src', 'specs', 'suites', 'fixtures', 'fixtures/reference-server', 'reports'],
  suites: ['suites', 'src', 'specs', 'fixtures'],
  fixtures: ['fixtures', 'src', 'specs'],
  'fixtures/reference-server': ['fixtures/reference-server'],
  reports: ['reports'],
};

/** Reports are rendered from the run record and from nothing else: of its makers they know the types only. */
const allowedTypes: Partial<Record<Area, readonly Area[]>> = { reports: ['src'] };

function areaOf(file: string): Area {
  const [first = '', second = ''] = file.split('/');
  const both = `${first}/${second}`;
  const area = both in allowed ? both : first;
  if (!(area in allowed)) throw new Error(`${file} is in no known folder`);
  return area as Area;
}

const isTest = (file: string) => /\.test\.ts$/.test(file);
const isTestData = (file: string) => /\.test-data\.ts$/.test(file);

/** Every import that breaks a rule, in words. */
function breaches(sources: readonly Source[]): string[] {
  return sources.flatMap(({ file, imports }) =>
    imports.flatMap(({ target, typesOnly }) => {
      const from = areaOf(file);
      const to = areaOf(target);
      if (isTest(target)) return [`${file} imports the test ${target}`];
      if (isTest(file)) return [];
      if (isTestData(target) && !isTestData(file)) return [`${file} imports ${target}, which is for tests`];
      if (allowed[from].includes(to) || (typesOnly && allowedTypes[from]?.includes(to))) return [];
      return [`${file} (${from}) imports ${target} (${to})`];
    }),
  );
}

/** The relative imports of a source text, static and dynamic, re-exports included. */
function importsOf(file: string, text: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: string | undefined, typesOnly: boolean) => {
    if (specifier?.startsWith('.')) found.push({ target: posix.join(posix.dirname(file), specifier), typesOnly });
  };
  for (const [, type, specifier] of text.matchAll(
    /^(?:import|export)\s+(type\s)?[^;'"]*?\bfrom\s*['"]([^'"]+)['"]/gm,
  )) {
    add(specifier, type !== undefined);
  }
  for (const [, specifier] of text.matchAll(/^import\s*['"]([^'"]+)['"]/gm)) add(specifier, false);
  for (const [, specifier] of text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)) add(specifier, false);
  return found;
}

const root = fileURLToPath(new URL('..', import.meta.url));

function readSources(): Source[] {
  return ['specs', 'src', 'suites', 'fixtures', 'reports'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .filter((file) => file.endsWith('.ts') && !file.startsWith('reports/out/'))
      .map((file) => ({ file, imports: importsOf(file, readFileSync(join(root, file), 'utf8')) })),
  );
}

describe('the project', () => {
  const sources = readSources();

  test('is read: every folder is there, and files import one another', () => {
    const areas = new Set(sources.map(({ file }) => areaOf(file)));
    expect([...areas].sort()).toEqual(Object.keys(allowed).sort());
    expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(200);
  });

  test('imports only what it may', () => {
    expect(breaches(sources)).toEqual([]);
  });

  test('imports only files that are there', () => {
    const files = new Set(sources.map(({ file }) => file));
    const lost = sources.flatMap(({ file, imports }) =>
      imports
        .filter(({ target }) => target.endsWith('.ts') && !files.has(target))
        .map(({ target }) => `${file} imports ${target}`),
    );
    expect(lost.filter((line) => !line.startsWith('src/imports.test.ts'))).toEqual([]);
  });
});

describe('a breach is found', () => {
  test.each([
    ['specs/oracles/a.ts', 'src/errors.ts'],
    ['src/client/a.ts', 'suites/index.ts'],
    ['src/client/a.ts', 'src/cli/program.ts'],
    ['src/client/a.ts', 'fixtures/transitions.ts'],
    ['suites/a.ts', 'fixtures/reference-server/index.ts'],
    ['suites/a.ts', 'reports/index.ts'],
    ['fixtures/generators/a.ts', 'fixtures/reference-server/json.ts'],
    ['fixtures/a.ts', 'suites/index.ts'],
    ['fixtures/reference-server/patch/a.ts', 'specs/oracles/json-patch.ts'],
    ['fixtures/reference-server/patch/a.ts', 'fixtures/transitions.ts'],
    ['reports/a.ts', 'src/evidence.ts'],
    ['src/a.test.ts', 'src/b.test.ts'],
    ['src/a.ts', 'src/b.test-data.ts'],
  ])('where %s imports %s', (file, target) => {
    expect(breaches([{ file, imports: [{ target, typesOnly: false }] }])).toHaveLength(1);
  });

  test.each([
    ['src/cli/run.ts', 'fixtures/reference-server/index.ts', false],
    ['suites/update-rules/a.ts', 'fixtures/transitions.ts', false],
    ['fixtures/reference-server/a.ts', 'fixtures/reference-server/store/store.ts', false],
    ['reports/a.ts', 'src/record.ts', true],
    ['specs/a.test.ts', 'src/ways/index.ts', false],
    ['src/sandbox/a.test-data.ts', 'src/client/b.test-data.ts', false],
  ])('and none where %s imports %s', (file, target, typesOnly) => {
    expect(breaches([{ file, imports: [{ target, typesOnly }] }])).toEqual([]);
  });

  test('in whatever form the import is written', () => {
    const text = [
      "import type { A } from './a.ts';",
      "import {\n  b,\n  type B,\n} from '../b.ts';",
      "import * as c from './c/c.ts';",
      "import './d.ts';",
      "export { e } from './e.ts';",
      "export type { F } from './f.ts';",
      "export * from './g.ts';",
      "const h = await import('./h.ts');",
      "import data from './i.json' with { type: 'json' };",
      "import fc from 'fast-check';",
    ].join('\n');
    expect(
      importsOf('src/x/y.ts', text).map(({ target, typesOnly }) => `${target}${typesOnly ? ' types' : ''}`),
    ).toEqual([
      'src/x/a.ts types',
      'src/b.ts',
      'src/x/c/c.ts',
      'src/x/e.ts',
      'src/x/f.ts types',
      'src/x/g.ts',
      'src/x/i.json',
      'src/x/d.ts',
      'src/x/h.ts',
    ]);
  });
});
