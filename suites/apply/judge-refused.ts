import { differences } from '../../specs/json.ts';
import type { ObservedPatch, PatchJudgement } from '../../specs/oracles/patch-judge.ts';
import { explain, isServerKept, list } from '../../specs/oracles/update-rules.ts';

/** A patch that must be refused for what its query says, whatever its body: with one of these statuses, and nothing changes. */
export function judgeRefused(
  { before, after, status, answer }: ObservedPatch,
  statuses: readonly number[],
  why: string,
): PatchJudgement {
  const changed = differences(before, after).filter(({ path }) => !isServerKept(path));
  if (statuses.includes(status) && changed.length === 0) return { kept: true };
  const said = status < 400 ? '' : `: ${explain(answer)}`;
  return {
    kept: false,
    effect: changed.length > 0 ? 'other' : status < 400 ? 'ignored' : 'refused',
    reason: `a patch is not refused though ${why}`,
    expected: `refused with ${statuses.join(' or ')}, nothing changes`,
    actual: `answer ${status}${said}; ${changed.length > 0 ? `changed: ${list(changed)}` : 'nothing changed'}`,
  };
}
