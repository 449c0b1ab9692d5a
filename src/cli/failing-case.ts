import { columns, fitted } from '../../reports/terminal-text.ts';
import { oneLine } from '../../reports/text.ts';
import type { FailingCase } from '../run/progress-channel.ts';

const width = 100;

/** A case that failed, in three lines as soon as it is known: what, expected against actual, and how to see it again. */
export function failingLines({ requirement, name, outcome, replay }: FailingCase): string {
  const sign = outcome.kind === 'violation' ? '✗' : '!';
  const title = `${sign} ${oneLine(requirement)}/${oneLine(name)}: `;
  const detail =
    outcome.kind === 'violation' ? `expected ${outcome.expected}; actual ${outcome.actual}` : `${outcome.kind}`;
  const lines = [
    title + fitted(outcome.reason, Math.max(40, width - columns(title))),
    `  ${fitted(detail, width - 2)}`,
    `  ${oneLine(replay)}`,
  ];
  return `${lines.join('\n')}\n`;
}
