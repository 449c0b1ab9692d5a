import { objectFor } from '../../fixtures/transitions.ts';
import { differences, isObject, type JsonObject, valueAt } from '../../specs/json.ts';
import type { PatchTarget, patchTypes } from '../../specs/oracles/patch-answer-request.ts';
import { judgePatch, type ObservedPatch, type PatchJudgement } from '../../specs/oracles/patch-judge.ts';
import { isServerKept } from '../../specs/oracles/update-rules.ts';
import { InconclusiveError } from '../../src/errors.ts';
import type { World } from '../../src/requirement.ts';
import type { Loan } from '../../src/sandbox/sandbox.ts';
import type { Subject } from '../promises/for-each-kind.ts';
import { controlPatch, observePatch, type Patch } from './observe-patch.ts';

/** The types of patch whose meaning hangs on the object alone. */
export type PlainType = Exclude<keyof typeof patchTypes, 'apply'>;

/** A label that every patched object has, so that there is a map to write to, and one that stays. */
export const keptLabel = { 'kube-covenant.example/kept': 'yes' } as const;

/** The label by which a patch shows that it was stored, and a control that it could have been. */
const triedLabel = 'kube-covenant-tried';

/** What a patch of this kind is judged against. */
export function targetOf({ resource, schemas }: Subject): Omit<PatchTarget, 'object'> {
  const { apiVersion, kind } = resource;
  // Written through its subresource alone (api-conventions, "Spec and Status").
  return { schemas, kind: { apiVersion, kind }, ignored: ['status'] };
}

/** What stands in metadata for nothing where it is empty. */
const maybeEmpty: readonly string[] = ['labels', 'annotations', 'finalizers', 'ownerReferences'];

/**
 * The object as the server stores it. Empty and null maps and lists of metadata are not there at all; a null among labels and
 * annotations, whose values are texts, is the empty text (kube-apiserver 1.33).
 */
export function complete(object: JsonObject): JsonObject {
  const { metadata } = object;
  if (!isObject(metadata)) return object;
  const isNothing = (value: unknown) =>
    value === null || (typeof value === 'object' && Object.keys(value).length === 0);
  const members = Object.entries(metadata).filter(([name, value]) => !maybeEmpty.includes(name) || !isNothing(value));
  return { ...object, metadata: Object.fromEntries(members.map(([name, value]) => [name, withTexts(name, value)])) };
}

function withTexts(name: string, value: unknown): unknown {
  if (!isObject(value) || (name !== 'labels' && name !== 'annotations')) return value;
  return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, text ?? '']));
}

/** How a patch of this kind is judged. */
export function judgeOf(subject: Subject): (observed: ObservedPatch) => PatchJudgement {
  const target = targetOf(subject);
  return (observed) => judgePatch(observed, target, complete);
}

/** The smallest object of a kind with more metadata; it always has a label. */
export function objectWith({ resource }: Subject, metadata: JsonObject = {}): JsonObject {
  const labels = { ...keptLabel, ...(isObject(metadata['labels']) ? metadata['labels'] : {}) };
  return objectFor(resource, { name: 'given', given: { metadata: { ...metadata, labels } }, to: { value: null } });
}

/** Another value for the label by which a patch shows. */
function nextTurn(object: JsonObject): string {
  return String(Number(valueAt(object, ['metadata', 'labels', triedLabel]) ?? 0) + 1);
}

/** The JSON Patch operation that makes a patch show, in the object as it is. */
export function triedOperation(object: JsonObject): JsonObject {
  return { op: 'add', path: `/metadata/labels/${triedLabel}`, value: nextTurn(object) };
}

/** The nearest valid patch of a type: one label. */
export function validBody(type: PlainType, object: JsonObject): unknown {
  if (type === 'json') return [triedOperation(object)];
  return { metadata: { labels: { [triedLabel]: nextTurn(object) } } };
}

/**
 * Sends a patch to a borrowed object. One that is refused as it should be has its control, so that the refusal is of this
 * patch and not of every patch. The plain object is lent again where no more than that label of it changed.
 * @throws InconclusiveError where the control is refused too
 */
export async function tryPatch(
  { client, sandbox }: World,
  subject: Subject,
  given: JsonObject,
  judge: (observed: ObservedPatch) => { readonly kept: PatchJudgement['kept'] },
  patchOf: (stored: JsonObject) => Omit<Patch, 'type'> & { readonly type: PlainType },
): Promise<ObservedPatch> {
  const loan = await sandbox.borrow(client, subject.resource, objectWith(subject, given));
  const patch = patchOf(loan.object);
  const observed = await observePatch(client, loan, loan.object, patch);
  if (judge(observed).kept === false) {
    // What went wrong is told even where the object cannot be given up: the ledger still has it.
    await loan.drop().catch(onlyInconclusive);
    return observed;
  }
  let now = observed.after;
  let isAsItWas = sameButTried(loan.object, now);
  if (isAsItWas && observed.status >= 400) {
    const { contentType: _ofThePatch, ...plain } = patch;
    now = await controlPatch(client, loan, now, plain, validBody(patch.type, now)).catch(droppedFirst(loan));
    isAsItWas = sameButTried(loan.object, now);
  }
  // One with metadata of its own is hardly asked for again.
  if (isAsItWas && Object.keys(given).length === 0) loan.giveBack(now);
  else await loan.drop();
  return observed;
}

function onlyInconclusive(thrown: unknown): void {
  if (!(thrown instanceof InconclusiveError)) throw thrown;
}

/** Gives an object up before what went wrong with it goes on. */
function droppedFirst(loan: Loan) {
  return async (thrown: unknown): Promise<never> => {
    await loan.drop().catch(onlyInconclusive);
    throw thrown;
  };
}

function sameButTried(before: JsonObject, after: JsonObject): boolean {
  const tried = `metadata.labels.${triedLabel}`;
  return differences(before, after).every(({ path }) => isServerKept(path) || path.startsWith(tried));
}
