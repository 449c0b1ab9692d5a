import type { RunRecord } from '../../src/record.ts';
import { plural } from '../text.ts';

/**
 * Why a run does not say all that a whole one would, a sentence each; none of a run that a vendor may quote. A run that has any
 * is not called conformant.
 */
export function limitsOf(record: RunRecord): string[] {
  return limits.flatMap((limit) => limit(record) ?? []);
}

type Limit = (record: RunRecord) => string | undefined;

const limits: readonly Limit[] = [
  ({ target }) =>
    target.unreachable === undefined ? undefined : `The target could not be asked: ${target.unreachable}.`,
  ({ counts }) => {
    const checked = counts.pass + counts.advisory + counts.disputed + counts.violation;
    return checked === 0 ? 'Nothing was checked.' : undefined;
  },
  ({ requirements }) =>
    requirements.length > 0 && requirements.every(({ planned }) => planned)
      ? 'All requirements of this run are planned only.'
      : undefined,
  ({ run }) => (run.filter.length === 0 ? undefined : `The run was filtered: ${run.filter.join(', ')}.`),
  ({ run }) => (run.interrupted === undefined ? undefined : `The run was interrupted by ${run.interrupted}.`),
  ({ run }) => (run.bailed === undefined ? undefined : `The run stopped after ${plural(run.bailed, 'violation')}.`),
  ({ run }) => (run.effort === 'quick' ? 'The run was shortened: quick effort takes samples.' : undefined),
  ({ counts }) =>
    counts.inconclusive === 0 ? undefined : `${plural(counts.inconclusive, 'case')} could not be checked.`,
  ({ counts }) => (counts.error === 0 ? undefined : `The suite itself failed in ${plural(counts.error, 'case')}.`),
  ({ target }) => {
    const { before, after } = target.fingerprint ?? {};
    if (target.unreachable !== undefined) return undefined;
    if (before === undefined || after === undefined) return 'What the target is was not told both before and after.';
    return before === after ? undefined : 'The target changed during the run.';
  },
];
