import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { TestProjectInlineConfiguration } from 'vitest/config';
import { conformanceProject } from '../run/reporter.ts';

/** The folder that holds src, suites and specs: the repository, or `dist` of an installed package. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** `.ts` where the sources themselves run, `.js` in an installed package. */
const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';

/** The vitest project that runs the suites against a target: one worker, one event loop, many checks at once. */
export function conformanceConfig() {
  return {
    root,
    cacheDir: `${tmpdir()}/kube-covenant-vite`,
    test: {
      name: conformanceProject,
      include: [`src/cli/conformance.${extension}`],
      exclude: [],
      globalSetup: [`${root}/src/cli/global-setup.${extension}`],
      pool: 'threads',
      isolate: false,
      maxWorkers: 1,
      // The run's own limit counts cases; requirements wait inside it.
      maxConcurrency: Number.MAX_SAFE_INTEGER,
      sequence: { concurrent: true },
      testTimeout: 0,
      hookTimeout: 0,
      retry: 0,
      // Compiled files need no transformation: the worker imports them itself, which saves half of its memory.
      ...(extension === 'js' && { server: { deps: { external: [/\.js$/] } } }),
    },
  } satisfies TestProjectInlineConfiguration;
}

/** The suite's own version, from its package. */
export function suiteVersion(): string {
  for (const up of ['', '/..']) {
    try {
      const text = readFileSync(`${root}${up}/package.json`, 'utf8');
      const { name, version } = JSON.parse(text) as { name?: string; version?: string };
      if (name === 'kube-covenant' && version) return version;
    } catch {
      // The installed package keeps package.json one folder up.
    }
  }
  return '0.0.0';
}
