import { isObject, type JsonObject } from '../../specs/json.ts';
import { ownershipsOf, sameOwnerships } from '../../specs/oracles/managed-fields-entries.ts';
import type { PatchTarget } from '../../specs/oracles/patch-answer-request.ts';
import type { ObservedPatch, PatchJudgement } from '../../specs/oracles/patch-judge.ts';
import { otherWriters } from '../../specs/oracles/update-rules.ts';
import type { Client } from '../../src/client/client.ts';
import { type Outcome, pass } from '../../src/outcome.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';
import { judgeStored, withoutNulls } from '../patch-semantics/judge-stored.ts';
import { observePatch, outcomeOfPatch } from '../patch-semantics/observe-patch.ts';
import type { Subject } from '../promises/for-each-kind.ts';
import { ownManager } from '../update-rules/observe-write.ts';
import { ownersAfterUpdate } from './after-update.ts';
import { differing, outcomeOfApply } from './judge-apply.ts';

/** One write of a client that goes by a name of its own. */
export interface Step {
  /** Behind the name that all our managers begin with. */
  readonly as: string;
  /** Whether it applies, or updates with a merge patch. */
  readonly by: 'apply' | 'update';
  /** What it writes beside what says which object is meant; a text is sent as it is. */
  readonly body: JsonObject | ((stored: StoredObject) => JsonObject | string);
  readonly force?: boolean;
  readonly subresource?: string;
}

/** A step, and what came of it. */
export interface SeenStep {
  readonly step: Step;
  readonly observed: ObservedPatch;
}

/** The name of a manager. That of clients which give none is the beginning of each of ours, by which we know our own. */
export function managerNamed(name: string): string {
  return `${ownManager}-${name}`;
}

/** Takes the steps one after the other, as long as the object is there. */
export async function takeSteps(
  client: Client,
  subject: Subject,
  stored: StoredObject,
  steps: readonly Step[],
): Promise<SeenStep[]> {
  const seen: SeenStep[] = [];
  let before = stored.object;
  for (const step of steps) {
    const observed = await takeStep(client, subject, stored, before, step);
    seen.push({ step, observed: withoutNulls(observed) });
    before = observed.after;
  }
  return seen;
}

function takeStep(client: Client, { resource }: Subject, stored: StoredObject, before: JsonObject, step: Step) {
  const { as, by, force, subresource } = step;
  const written = typeof step.body === 'function' ? step.body(stored) : step.body;
  return observePatch(client, stored, before, {
    type: by === 'apply' ? 'apply' : 'merge',
    body: by === 'apply' && typeof written !== 'string' ? applied(resource, stored.name, written) : written,
    fieldManager: managerNamed(as),
    ...(force !== undefined && { force }),
    ...(subresource !== undefined && { subresource }),
  });
}

/** A whole configuration: what is applied, and of which object. */
export function applied(kind: { apiVersion: string; kind: string }, name: string, written: JsonObject): JsonObject {
  const metadata = isObject(written['metadata']) ? written['metadata'] : {};
  return { apiVersion: kind.apiVersion, kind: kind.kind, ...written, metadata: { name, ...metadata } };
}

/** What the steps come to: the first that is not as the model has it, told by its number. */
export function outcomeOfSteps(subject: Subject, seen: readonly SeenStep[]): Outcome {
  for (const [place, { step, observed }] of seen.entries()) {
    const target = targetOf(subject, step.subresource);
    const outcome =
      step.by === 'apply'
        ? outcomeOfApply({ ...observed, isFirst: place === 0 }, target)
        : outcomeOfPatch((update) => judgeUpdate(update, target), observed);
    if (outcome.kind === 'pass') continue;
    if (outcome.kind !== 'violation') return outcome;
    const which = `step ${place + 1} of ${seen.length}, ${step.by} by ${managerNamed(step.as)}`;
    return { ...outcome, reason: `${outcome.reason} (${which})` };
  }
  return pass;
}

/** What a patch of the object, or of a subresource of it, is about. */
export function targetOf({ resource, schemas }: Subject, subresource?: string): Omit<PatchTarget, 'object'> {
  const { apiVersion, kind } = resource;
  return {
    schemas,
    kind: { apiVersion, kind },
    ignored: [subresource === 'status' ? 'spec' : 'status'],
    ...(subresource !== undefined && { subresource }),
  };
}

/** An update writes what it says, and its manager owns that from then on. */
function judgeUpdate(observed: ObservedPatch, target: Omit<PatchTarget, 'object'>): PatchJudgement {
  const judgement = judgeStored(observed, target);
  const { before, after, request, status } = observed;
  // Another client's write to the status has its own entry; what it does to ours cannot be told from here.
  if (judgement.kept !== true || status !== 200 || otherWriters(before, after, ownManager).length > 0) return judgement;
  if (target.subresource !== undefined) return judgement;
  const name = request.fieldManager ?? ownManager;
  const manager = { name, operation: 'Update', apiVersion: target.kind.apiVersion } as const;
  const [expected, found] = [ownersAfterUpdate(before, after, manager, target.schemas), ownershipsOf(after)];
  if (sameOwnerships(expected, found)) return judgement;
  const reason = 'metadata.managedFields does not say who owns what after the update';
  return {
    kept: false,
    effect: 'other',
    reason,
    expected: differing(expected, found),
    actual: differing(found, expected),
  };
}
