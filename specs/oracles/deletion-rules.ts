import { isObject, type JsonObject, valueAt } from '../json.ts';

/** How a deletion is asked for: the members of DeleteOptions that say what becomes of the object. */
export interface DeletionAsked {
  readonly gracePeriodSeconds?: number;
  readonly propagationPolicy?: string;
  readonly orphanDependents?: boolean;
}

/** What may lawfully have become of an object after a deletion that was answered with success. */
export interface LawfulEnd {
  /** The finalizers that it may have then; none at all is the empty list. */
  readonly finalizers: readonly (readonly string[])[];
  /** The seconds that it may be given. */
  readonly graces: readonly number[];
}

/** The finalizers by which the garbage collector is told what to do with the dependents, and which it takes off when it has. */
export const collectorFinalizers = ['orphan', 'foregroundDeletion'] as const;

/** Milliseconds by which times in whole seconds may be off (trap `deletion-timestamp-rounded`). */
export const roundingMs = 2000;

export function isCollectors(finalizer: string): boolean {
  return (collectorFinalizers as readonly string[]).includes(finalizer);
}

/** The finalizers of an object. */
export function finalizersOf(object: JsonObject): readonly string[] {
  const list = valueAt(object, ['metadata', 'finalizers']);
  return Array.isArray(list) ? list.map(String) : [];
}

/** When an object ends that is being deleted, and the seconds that it was given; undefined where it is not being deleted. */
export function pendingEnd(object: JsonObject): { at: number; grace: number | undefined } | undefined {
  const at = Date.parse(String(valueAt(object, ['metadata', 'deletionTimestamp'])));
  const grace = valueAt(object, ['metadata', 'deletionGracePeriodSeconds']);
  return Number.isNaN(at) ? undefined : { at, grace: typeof grace === 'number' ? grace : undefined };
}

/** What may become of an object that is asked to be deleted. */
export function lawfulEnd(before: JsonObject, asked: DeletionAsked): LawfulEnd {
  return { finalizers: finalizersAfter(finalizersOf(before), asked), graces: gracesAfter(before, asked) };
}

/** Whether it must be gone as soon as the deletion is answered. */
export function mustBeGone({ finalizers, graces }: LawfulEnd): boolean {
  return graces.every((grace) => grace === 0) && finalizers.every((list) => list.length === 0);
}

/**
 * Whether it may be gone. Finalizers of others hold it; those for the garbage collector do until that has looked at it, which
 * may be at once. A grace is the longest that it is given: it may end sooner (META, deletionTimestamp).
 */
export function mayBeGone({ finalizers }: LawfulEnd): boolean {
  return finalizers.some((list) => list.every(isCollectors));
}

/**
 * The finalizers that carry out the policy (DEL, propagationPolicy and orphanDependents). Where none is asked for, those for the
 * collector that are there decide, and else the kind's own default: to leave dependents behind, as Jobs do, or not to
 * (trap `deleted-job-leaves-pods`).
 */
export function finalizersAfter(
  existing: readonly string[],
  { propagationPolicy, orphanDependents }: DeletionAsked,
): readonly (readonly string[])[] {
  const others = existing.filter((name) => !isCollectors(name));
  if (propagationPolicy === 'Orphan' || orphanDependents === true) return [[...others, 'orphan']];
  if (propagationPolicy === 'Foreground') return [[...others, 'foregroundDeletion']];
  if (propagationPolicy === 'Background' || orphanDependents === false) return [others];
  return others.length < existing.length ? [existing] : [existing, [...existing, 'orphan']];
}

/**
 * The seconds that an object may be given to end (DEL, gracePeriodSeconds; META, deletionGracePeriodSeconds). A Pod that was
 * given a node gets what is asked for, or else its own period. One that was not, one that has ended, and every object of a kind
 * without such a period may go at once instead (recordings, `delete`). What is already ending is never given more.
 */
export function gracesAfter(before: JsonObject, { gracePeriodSeconds: asked }: DeletionAsked): readonly number[] {
  const pending = pendingEnd(before)?.grace;
  // A negative one is as good as refused: the least that there is (recordings, `delete` step 16).
  const wanted = asked === undefined || asked >= 0 ? asked : 1;
  if (pending !== undefined) return [wanted === undefined ? pending : Math.min(wanted, pending)];
  const own = ownPeriod(before);
  const given = wanted ?? own ?? 0;
  const mayGoAtOnce = own === undefined || !isUnderWay(before) || (asked !== undefined && asked < 0);
  return mayGoAtOnce && given !== 0 ? [0, given] : [given];
}

/** The period that the object itself asks for, where its kind has one. */
function ownPeriod(object: JsonObject): number | undefined {
  const period = valueAt(object, ['spec', 'terminationGracePeriodSeconds']);
  return typeof period === 'number' ? period : undefined;
}

/** Whether something may be running that has to end first. */
function isUnderWay(object: JsonObject): boolean {
  const node = valueAt(object, ['spec', 'nodeName']);
  const phase = valueAt(object, ['status', 'phase']);
  return typeof node === 'string' && node !== '' && phase !== 'Succeeded' && phase !== 'Failed';
}

/** Whether an answer shows an object, not a Status. */
export function showsObject(answer: unknown): answer is JsonObject {
  return isObject(answer) && answer['kind'] !== 'Status' && isObject(answer['metadata']);
}

/** What is wrong with options that a deletion is asked for with, and the statuses with which they may be refused. */
export interface WrongOptions {
  readonly field: string;
  readonly statuses: readonly number[];
}

const policies: readonly unknown[] = ['Orphan', 'Background', 'Foreground'];

/**
 * Why options must be refused (DEL, propagationPolicy, orphanDependents, gracePeriodSeconds); undefined where they need not.
 * What kube-apiserver cannot even read it answers with 400, what it reads and does not take with 422.
 */
export function wrongOptions(asked: Readonly<Record<string, unknown>>): WrongOptions | undefined {
  const { propagationPolicy: policy, orphanDependents, gracePeriodSeconds: grace } = asked;
  if (policy !== undefined && (orphanDependents !== undefined || !policies.includes(policy)))
    return { field: 'propagationPolicy', statuses: [422, 400] };
  if (grace !== undefined && !/^[+-]?\d+$/.test(String(grace)))
    return { field: 'gracePeriodSeconds', statuses: [400, 422] };
  return undefined;
}
