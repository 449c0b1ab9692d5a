import { isObject, type JsonObject, valueAt } from '../../specs/json.ts';
import type { ApplyAnswer } from '../../specs/oracles/apply.ts';
import { describeField } from '../../specs/oracles/managed-fields.ts';
import {
  type Ownership,
  ownershipsOf,
  sameManager,
  sameOwnerships,
} from '../../specs/oracles/managed-fields-entries.ts';
import { applyAnswer, type PatchTarget } from '../../specs/oracles/patch-answer-request.ts';
import type { ObservedPatch, PatchJudgement } from '../../specs/oracles/patch-judge.ts';
import { otherWriters } from '../../specs/oracles/update-rules.ts';
import type { Outcome } from '../../src/outcome.ts';
import { judgeStored } from '../patch-semantics/judge-stored.ts';
import { outcomeOfPatch } from '../patch-semantics/observe-patch.ts';
import { ownManager } from '../update-rules/observe-write.ts';
import { entriesOf } from './judge-entries.ts';

/** An apply patch that was sent to an object which is there. */
export interface ObservedApply extends ObservedPatch {
  /** The first write to the object. A server may fill in then what it left open, so that it is another version for nothing. */
  readonly isFirst: boolean;
}

type Target = Omit<PatchTarget, 'object'>;

/** An apply patch does to the object, to its owners and to its version what the model says, and names the conflicts that it has. */
export function judgeApply(observed: ObservedApply, target: Target): PatchJudgement {
  const stored = judgeStored(observed, target);
  if (stored.kept !== true) return stored;
  const answer = applyAnswer(observed.request, { ...target, object: observed.before });
  const wrong = answer.applied ? wrongWithOwners(observed, answer) : wrongWithConflicts(observed, answer);
  return wrong ? { kept: false, effect: 'other', ...wrong } : stored;
}

/** What an apply patch comes to. That our own name is missing among the owners is never the doing of another client. */
export function outcomeOfApply(observed: ObservedApply, target: Target): Outcome {
  const outcome = outcomeOfPatch((seen) => judgeApply({ ...observed, ...seen }, target), observed);
  if (outcome.kind !== 'inconclusive' || observed.status !== 200) return outcome;
  const judgement = judgeApply(observed, target);
  if (judgement.kept !== false || ownsUnderItsName(observed, target)) return outcome;
  return outcomeOfPatch(() => judgement, { ...observed, after: observed.before });
}

type Wrong = { readonly reason: string; readonly expected: string; readonly actual: string };
type Applied = Extract<ApplyAnswer, { applied: true }>;
type Refused = Exclude<ApplyAnswer, Applied>;

function wrongWithOwners({ before, after, isFirst }: ObservedApply, { owners, changes }: Applied): Wrong | undefined {
  const expected = owners.filter(isOurs);
  const found = ownershipsOf(after).filter(isOurs);
  if (!sameOwnerships(expected, found)) {
    const reason = 'metadata.managedFields does not say who owns what after the apply patch';
    return { reason, expected: differing(expected, found), actual: differing(found, expected) };
  }
  const [old, now] = [before, after].map((object) => String(valueAt(object, ['metadata', 'resourceVersion'])));
  if (changes || isFirst || old === now || hasTimeless(before)) return;
  if (otherWriters(before, after, ownManager).length > 0) return;
  const reason = 'an apply patch that changes neither a value nor an owner makes another version of the object';
  return { reason, expected: `metadata.resourceVersion stays ${old}`, actual: `it is ${now}` };
}

/**
 * Whether an entry has no time. Servers are known to leave it out of that of a second owner, and then to be of two minds about
 * whether the next apply patch changes anything (kubernetes/kubernetes#127938).
 */
function hasTimeless(object: JsonObject): boolean {
  return entriesOf(object).some(({ time }) => typeof time !== 'string');
}

/** Entries of our own clients, and of whoever is taken to have written an object that had no owner. */
function isOurs({ manager: { name } }: Ownership): boolean {
  return name.startsWith(ownManager);
}

/** The entries of one list that the other does not have. */
export function differing(entries: readonly Ownership[], others: readonly Ownership[]): string {
  const own = entries.filter(
    (entry) => !others.some((other) => sameManager(entry.manager, other.manager) && sameOwnerships([entry], [other])),
  );
  return own.length === 0 ? 'no other entry' : own.map(describeEntry).join('; ');
}

function describeEntry({ manager: { name, operation, subresource }, fields }: Ownership): string {
  const where = subresource === undefined ? '' : ` through ${subresource}`;
  return `${name} (${operation}${where}) owns ${[...fields].map(describeField).sort().join(', ')}`;
}

/** A conflict names the field in `field`, and in its message the manager, between quotation marks. */
function wrongWithConflicts({ answer }: ObservedApply, { conflicts }: Refused): Wrong | undefined {
  if (conflicts.length === 0) return;
  const causes = valueAt(answer, ['details', 'causes']);
  const found = (Array.isArray(causes) ? causes : []).filter(isObject).map(readCause);
  const expected = conflicts.map(({ manager, field }) => `${field} of ${JSON.stringify(manager.name)}`);
  const same = expected.every((one) => found.includes(one)) && found.every((one) => expected.includes(one));
  if (same) return;
  const reason = 'the conflict does not name the fields and their managers';
  return {
    reason,
    expected: `a FieldManagerConflict in details.causes for each of: ${expected.join('; ')}`,
    actual: found.length === 0 ? 'no causes' : found.join('; '),
  };
}

function readCause({ reason, field, message }: JsonObject): string {
  const manager = /"(?:[^"\\]|\\.)*"/.exec(String(message))?.[0] ?? 'nobody';
  return `${String(field)} of ${manager}${reason === 'FieldManagerConflict' ? '' : `, reason ${String(reason)}`}`;
}

/** Whether whoever applied is named as an owner in the answer, where it must be: nobody else can have taken that away. */
function ownsUnderItsName({ request, before, answer }: ObservedApply, target: Target): boolean {
  const promised = applyAnswer(request, { ...target, object: before });
  if (!promised.applied || !isObject(answer)) return true;
  const own = promised.owners.find(
    ({ manager }) => manager.name === request.fieldManager && manager.operation === 'Apply',
  );
  return own === undefined || ownershipsOf(answer).some(({ manager }) => sameManager(manager, own.manager));
}
