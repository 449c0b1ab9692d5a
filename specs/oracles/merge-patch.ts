import { isObject, type JsonObject } from '../json.ts';
import { type Reading, Refusal, readingsOf } from './patch-answer.ts';

/**
 * Applies a merge patch; the target given is not changed.
 * @see RFC 7386 section 2
 */
export function applyMergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const result = new Map(Object.entries(isObject(target) ? target : {}));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) result.delete(name);
    else result.set(name, applyMergePatch(result.get(name), value));
  }
  return Object.fromEntries(result);
}

/**
 * Every lawful answer to a merge patch of an API object, that of the RFC first. A patch that is no object would make the
 * object something else, and is refused. A list is stored as it stands in the patch; kube-apiserver drops members that are null from
 * the objects in it.
 * @see RFC 7386; recordings, `merge-patch` steps 18 to 21; evanphx/json-patch `merge.go` (version 4), pruneNils
 */
export function mergePatchReadings(document: JsonObject, patch: unknown): Reading<'no-null-members-in-lists'>[] {
  return readingsOf((choose) => {
    if (!isObject(patch)) throw new Refusal('the patch is not an object', { status: 400 });
    return applyMergePatch(document, choose('no-null-members-in-lists') ? withoutNullsInLists(patch) : patch);
  });
}

function withoutNullsInLists(value: unknown, inList = false): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutNullsInLists(item, true));
  if (!isObject(value)) return value;
  const members = Object.entries(value).filter(([, member]) => !inList || member !== null);
  return Object.fromEntries(members.map(([name, member]) => [name, withoutNullsInLists(member, inList)]));
}
