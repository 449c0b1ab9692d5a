import { appendFileSync } from 'node:fs';
import { createVitest } from 'vitest/node';
import { githubAnnotations } from '../../../reports/github.ts';
import { verdictTitles } from '../../../reports/selection.ts';
import { renderSummaryMarkdown } from '../../../reports/summary-markdown.ts';
import { renderSummaryTerminal } from '../../../reports/summary-terminal.ts';
import { chapters } from '../../../suites/index.ts';
import type { RunRecord } from '../../record.ts';
import { buildRegistry, selectRequirements } from '../../registry.ts';
import { prepareRun } from '../../run/prepare.ts';
import { ConformanceReporter, type Finished } from '../../run/reporter.ts';
import type { RawSettings } from '../../settings/options.ts';
import { resolveSettings } from '../../settings/resolve.ts';
import type { Settings } from '../../settings/settings.ts';
import { saidSettings } from '../../settings/sources.ts';
import { finishRun, type Written } from '../finish.ts';
import { createProgress, noProgress } from '../progress.ts';
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
  const display = settings.print === 'summary' ? createProgress(process.stderr, began) : noProgress;
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
  const { record } = written;
  // What cases did not pass by is for those who look for it: the folder has it.
  const files = written.files.filter((file) => !file.includes('/evidence/'));
  // isTTY is absent, not false, where stdout is no terminal; left undefined, the colour library decides for itself.
  const color = process.stdout.isTTY === true && !process.env['NO_COLOR'];
  process.stdout.write(printed(settings.print, record, { color, files: [...files] }));
  tellGitHub(record, settings.print);
  return record.verdict.exitCode;
}

/** What goes to stdout at the end. */
function printed(print: Settings['print'], record: RunRecord, shown: { color: boolean; files: string[] }): string {
  if (print === 'record') return `${JSON.stringify(record, null, 1)}\n`;
  if (print === 'verdict') return `${verdictTitles[record.verdict.kind]}: ${record.verdict.reason}\n`;
  return renderSummaryTerminal(record, shown);
}

/** Within GitHub Actions: the job's summary page, and an annotation for each broken promise. */
function tellGitHub(record: RunRecord, print: Settings['print']): void {
  const page = process.env['GITHUB_STEP_SUMMARY'];
  if (page) appendFileSync(page, renderSummaryMarkdown(record));
  // Commands are read from the output; the record must be all that is on stdout where it was asked for.
  const stream = print === 'record' ? process.stderr : process.stdout;
  if (process.env['GITHUB_ACTIONS'] === 'true') stream.write(githubAnnotations(record));
}
