import { copyJson, isObject, memberOf } from '../../specs/json.ts';
import { applyJsonPatch, type JsonPatchOperation } from '../../specs/oracles/json-patch.ts';

/** A member that no kind has. */
const scratch = 'kubeCovenantScratch';

/**
 * A JSON Patch that does something to any document at all, on any kind: it adds the document as a member of the object, works
 * on it there, tests what has become of it, and takes it away again. In between the object need be none of its kind; RFC 6902
 * section 5 has the operations applied to JSON, one after the other, and only the last result counts.
 *
 * `result` is what the document should have become, worked out where it is not given. Without one, because an operation
 * cannot be applied, there is nothing to test.
 */
export function inScratch(
  document: unknown,
  operations: readonly JsonPatchOperation[],
  result?: unknown,
): JsonPatchOperation[] {
  const within = operations.map((operation) => ({
    ...operation,
    ...(typeof operation.path === 'string' && { path: withinScratch(operation.path) }),
    ...(typeof operation.from === 'string' && { from: withinScratch(operation.from) }),
  }));
  // Copies, here and below: what is worked on is what the operations brought along.
  const begun: JsonPatchOperation[] = copyJson([{ op: 'add', path: `/${scratch}`, value: document }, ...within]);
  const worked = applyJsonPatch({}, copyJson(begun));
  const left = worked.applied && isObject(worked.document) ? worked.document : {};
  const isThere = Object.hasOwn(left, scratch);
  if (result === undefined && worked.applied && !isThere) return begun;
  const wanted = result ?? memberOf(left, scratch);
  const tested: JsonPatchOperation[] =
    wanted === undefined ? [] : [{ op: 'test', path: `/${scratch}`, value: copyJson(wanted) }];
  return [...begun, ...tested, { op: 'remove', path: `/${scratch}` }];
}

/** A pointer into the document, as one into the object; what is no pointer, lacking the slash, goes on lacking it. */
function withinScratch(pointer: string): string {
  if (pointer === '') return `/${scratch}`;
  const slash = pointer.indexOf('/');
  return slash < 0 ? pointer : `${pointer.slice(0, slash)}/${scratch}${pointer.slice(slash)}`;
}
