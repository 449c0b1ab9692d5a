import { isObject, type JsonObject, memberOf, sameJson } from '../../specs/json.ts';
import type { Way } from './way.ts';

/** RFC 7386: the members that differ, null for those that go; lists are replaced whole. */
export const mergePatch: Way = {
  name: 'merge-patch',
  method: 'PATCH',
  contentType: 'application/merge-patch+json',
  body: difference,
};

function difference(stored: JsonObject, wanted: JsonObject): JsonObject {
  const patch = new Map<string, unknown>();
  for (const key of Object.keys(stored)) if (!Object.hasOwn(wanted, key)) patch.set(key, null);
  for (const [key, value] of Object.entries(wanted)) {
    const before = memberOf(stored, key);
    if (sameJson(before, value)) continue;
    patch.set(key, isObject(before) && isObject(value) ? difference(before, value) : value);
  }
  return Object.fromEntries(patch);
}
