import { judgeCoverage } from '../../../reports/coverage.ts';
import { renderCoverageJson } from '../../../reports/coverage-json.ts';
import { renderCoverageTerminal } from '../../../reports/coverage-terminal.ts';
import { chapters } from '../../../suites/index.ts';
import { coverageOf } from '../../coverage/coverage.ts';
import { loadWaivers } from '../../coverage/waivers.ts';
import { buildRegistry } from '../../registry.ts';

/** `kube-covenant coverage`: every promise of every document with who checks it, as text or as JSON. */
export function coverage({ json }: { json?: boolean }): string {
  const judged = judgeCoverage(coverageOf(buildRegistry(chapters), loadWaivers()));
  return json ? renderCoverageJson(judged) : renderCoverageTerminal(judged);
}
