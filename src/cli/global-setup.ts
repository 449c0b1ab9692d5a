import type { TestProject } from 'vitest/node';
import { chapters } from '../../suites/index.ts';
import { buildRegistry } from '../registry.ts';
import { prepareRun } from '../run/prepare.ts';
import { resolveSettings } from '../settings/resolve.ts';
import { saidSettings } from '../settings/sources.ts';
import { startTarget } from './target-server.ts';

/**
 * Prepares a run for a user of vitest (`TARGET=URL npx vitest run --project conformance`), from variables and the file.
 * Under the command line everything is there already.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (project.getProvidedContext().covenant) return undefined;
  const registry = buildRegistry(chapters);
  const raw = saidSettings();
  const settings = await resolveSettings(raw, [...registry.library.profiles.keys()]);
  const target = await startTarget(settings);
  try {
    project.provide('covenant', await prepareRun(registry, target.settings, target.url));
  } catch (thrown) {
    await target.close();
    throw thrown;
  }
  return () => target.close();
}
