import { differences, type JsonObject } from '../../specs/json.ts';
import type { ObservedPatch, PatchJudgement } from '../../specs/oracles/patch-judge.ts';
import { explain, isServerKept, list } from '../../specs/oracles/update-rules.ts';

/** A patch that must be refused with one of these statuses, for a reason beyond the meaning of the patch, and change nothing. */
export function refusedWith(statuses: readonly number[], observed: ObservedPatch): PatchJudgement {
  const { before, after, status, answer } = observed;
  const changed = changesOf(before, after);
  if (statuses.includes(status) && changed.length === 0) return { kept: true };
  const said = status < 400 ? '' : `: ${explain(answer)}`;
  return {
    kept: false,
    reason: reasonOf(status, statuses, changed.length > 0),
    expected: `refused with ${statuses.join(' or ')}, nothing changes`,
    actual: `answer ${status}${said}; ${changed.length > 0 ? `changed: ${list(changed)}` : 'nothing changed'}`,
    effect: changed.length > 0 ? 'other' : status < 400 ? 'ignored' : 'refused',
  };
}

function reasonOf(status: number, statuses: readonly number[], changed: boolean): string {
  if (status < 400)
    return changed ? 'a patch that must be refused changes the object' : 'a patch that must be refused is accepted';
  if (changed) return 'the patch was refused, and yet changed the object';
  return `the refusal has another status than ${statuses.join(' or ')}`;
}

function changesOf(before: JsonObject, after: JsonObject) {
  return differences(before, after).filter(({ path }) => !isServerKept(path));
}
