import { createVitest } from 'vitest/node';
import { renderSummaryTerminal } from '../../../reports/summary-terminal.ts';
import { chapters } from '../../../suites/index.ts';
import { buildRegistry, selectRequirements } from '../../registry.ts';
import { prepareRun } from '../../run/prepare.ts';
import { ConformanceReporter, type Finished } from '../../run/reporter.ts';
import type { RawSettings } from '../../settings/options.ts';
import { resolveSettings } from '../../settings/resolve.ts';
import { saidSettings } from '../../settings/sources.ts';
import { finishRun, type Written } from '../finish.ts';
import { createProgress } from '../progress.ts';
import { conformanceConfig, root } from '../project.ts';
import { startTarget } from '../target-server.ts';

/**
 * `kube-covenant run`: checks the target and writes the reports. Answers with the exit code.
 * @throws UsageError before any request is sent, when the settings are wrong.
 */
export async function run(flags: RawSettings): Promise<number> {
  const began = performance.now();
  const registry = buildRegistry(chapters);
  const raw = saidSettings(flags);
  const settings = await resolveSettings(raw, [...registry.library.profiles.keys()]);
  selectRequirements(registry, settings.profiles, settings.filter);

  const server = await startTarget(settings);
  const setup = await prepareRun(registry, server.settings, server.url).catch(async (thrown: unknown) => {
    await server.close();
    throw thrown;
  });
  const display = createProgress(process.stderr, began);
  let written: Written | undefined;
  const finish = async (finished: Finished) => {
    display.clear();
    written = await finishRun(registry, setup, finished);
  };
  const reporter = new ConformanceReporter({ progress: (progress) => display.show(progress), finished: finish });
  const { test, cacheDir } = conformanceConfig();
  const vitest = await createVitest(
    'test',
    {
      ...test,
      config: false,
      root,
      watch: false,
      reporters: [reporter],
      provide: { covenant: setup },
      passWithNoTests: true,
    },
    { cacheDir },
  );
  try {
    await vitest.start();
  } finally {
    await vitest.close();
    await server.close();
  }
  if (!written) throw new Error('the checks ended without a result');
  const { record, files } = written;
  const color = process.stdout.isTTY && !process.env['NO_COLOR'];
  process.stdout.write(renderSummaryTerminal(record, { color, files: [...files] }));
  return record.verdict.exitCode;
}
