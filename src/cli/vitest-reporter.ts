import { chapters } from '../../suites/index.ts';
import { buildRegistry } from '../registry.ts';
import { ConformanceReporter } from '../run/reporter.ts';
import { finishRun } from './finish.ts';

/** For vitest.config.ts: beside vitest's own output, writes the reports of a conformance run and cleans up after it. */
export default class extends ConformanceReporter {
  constructor() {
    super({
      async finished(finished) {
        if (!finished.setup) return;
        const { record, files } = await finishRun(buildRegistry(chapters), finished.setup, finished);
        console.log(`\n${record.verdict.kind}: ${record.verdict.reason}\n${files.join('\n')}`);
        for (const { path, reason } of record.left) console.log(`left on the server: ${path} (${reason})`);
        if (record.verdict.exitCode !== 0) process.exitCode = record.verdict.exitCode;
      },
    });
  }
}
