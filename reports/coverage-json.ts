import type { Coverage } from './coverage.ts';

/** The coverage as JSON: totals, then each document with its promises. Made to be read by other programs. */
export function renderCoverageJson(coverage: Coverage): string {
  return `${JSON.stringify(coverage, null, 1)}\n`;
}
