import type { RunRecord } from '../../src/record.ts';

/** Why a run does not say all that a whole one would. */
export type Limit =
  | { readonly kind: 'unreachable'; readonly why: string }
  | { readonly kind: 'nothing-checked' }
  | { readonly kind: 'planned-only' }
  | { readonly kind: 'filtered'; readonly filter: readonly string[] }
  | { readonly kind: 'interrupted'; readonly by: string }
  | { readonly kind: 'bailed'; readonly violations: number }
  | { readonly kind: 'shortened' }
  | { readonly kind: 'inconclusive'; readonly cases: number }
  | { readonly kind: 'suite-failed'; readonly cases: number }
  | { readonly kind: 'fingerprint-untold' }
  | { readonly kind: 'fingerprint-changed' };

/** What limits a run; nothing limits one that a vendor may quote. A run that has any is not called conformant. */
export function limitsOf(record: RunRecord): Limit[] {
  return checks.flatMap((check) => check(record) ?? []);
}

const checks: readonly ((record: RunRecord) => Limit | undefined)[] = [
  ({ target }) => (target.unreachable === undefined ? undefined : { kind: 'unreachable', why: target.unreachable }),
  ({ counts }) => {
    const checked = counts.pass + counts.advisory + counts.disputed + counts.violation;
    return checked === 0 ? { kind: 'nothing-checked' } : undefined;
  },
  ({ requirements }) =>
    requirements.length > 0 && requirements.every(({ planned }) => planned) ? { kind: 'planned-only' } : undefined,
  ({ run }) => (run.filter.length === 0 ? undefined : { kind: 'filtered', filter: run.filter }),
  ({ run }) => (run.interrupted === undefined ? undefined : { kind: 'interrupted', by: run.interrupted }),
  ({ run }) => (run.bailed === undefined ? undefined : { kind: 'bailed', violations: run.bailed }),
  ({ run }) => (run.effort === 'quick' ? { kind: 'shortened' } : undefined),
  ({ counts }) => (counts.inconclusive === 0 ? undefined : { kind: 'inconclusive', cases: counts.inconclusive }),
  ({ counts }) => (counts.error === 0 ? undefined : { kind: 'suite-failed', cases: counts.error }),
  ({ target }) => {
    const { before, after } = target.fingerprint ?? {};
    if (target.unreachable !== undefined) return undefined;
    if (before === undefined || after === undefined) return { kind: 'fingerprint-untold' };
    return before === after ? undefined : { kind: 'fingerprint-changed' };
  },
];
