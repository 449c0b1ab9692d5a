import { isObject } from '../json.ts';
import { applyJsonPatch, type JsonPatchOperation } from './json-patch.ts';
import type { JsonPatchLatitude } from './json-patch-pointer.ts';
import { type Choose, type Reading, Refusal, readingsOf } from './patch-answer.ts';

/** As many operations as kube-apiserver takes in one patch (recordings, `json-patch` step 45: 413 from there on). */
const mostOperations = 10000;

/**
 * Every lawful answer to a JSON Patch, that of the RFC first. What is no list of operations cannot be decoded (400); what is
 * one and does not fit the document cannot be applied (422).
 * @see RFC 6902; RFC 5789 section 2.2 for the two statuses; recordings, `json-patch` steps 24 to 45
 */
export function jsonPatchReadings(document: unknown, patch: unknown): Reading<JsonPatchLatitude>[] {
  return readingsOf((choose) => {
    const operations = decoded(patch, choose);
    if (operations.length > mostOperations && choose('too-many-operations')) {
      throw new Refusal(`more than ${mostOperations} operations`, { status: 413 });
    }
    const result = applyJsonPatch(document, operations, choose);
    if (result.applied) return result.document;
    const { path } = operations[result.operation] ?? {};
    throw new Refusal(`operation ${result.operation}: ${result.reason}`, {
      also: isKnown(operations[result.operation]) ? [] : [400],
      field: typeof path === 'string' ? path : undefined,
    });
  });
}

const members = ['op', 'path', 'from'] as const;
const known: readonly unknown[] = ['add', 'remove', 'replace', 'move', 'copy', 'test'];

/** The operations of a patch, whatever they say. Servers that decode late find the same faults when they apply (422). */
function decoded(patch: unknown, choose: Choose<JsonPatchLatitude>): JsonPatchOperation[] {
  if (patch === null && choose('null-is-empty')) return [];
  if (!Array.isArray(patch)) throw new Refusal('the patch is not a list', { status: 400 });
  for (const operation of patch) {
    if (operation === null) throw new Refusal('an operation is null', { status: 400, also: [422] });
    if (!isObject(operation)) throw new Refusal('an operation is not an object', { status: 400 });
    const wrong = members.find((name) => !['string', 'undefined'].includes(typeof (operation[name] ?? undefined)));
    if (wrong !== undefined) throw new Refusal(`${wrong} is not a string`, { status: 400, also: [422] });
  }
  return patch;
}

/** An operation that names one of the six and its target; another could as well be called malformed (400). */
function isKnown(operation: JsonPatchOperation | undefined): boolean {
  return known.includes(operation?.op) && typeof operation?.path === 'string';
}
