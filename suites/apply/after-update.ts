import { isObject, type JsonObject } from '../../specs/json.ts';
import { changesBetween } from '../../specs/oracles/apply-fields.ts';
import { difference, type FieldSet, fieldOf, union } from '../../specs/oracles/managed-fields.ts';
import { type Manager, type Ownership, ownershipsOf, sameManager } from '../../specs/oracles/managed-fields-entries.ts';
import type { PatchSchemas } from '../../specs/oracles/patch-answer-schema.ts';

/**
 * Who owns what after a manager updated an object, rather than applied to it: it owns what it changed or added, from whoever
 * had it, and nobody owns what is gone.
 * @see Kubernetes server-side apply, "Managers"; structured-merge-diff `merge/update.go`, Update
 */
export function ownersAfterUpdate(
  before: JsonObject,
  after: JsonObject,
  manager: Manager,
  set: PatchSchemas,
): Ownership[] {
  const { added, modified, removed } = changesBetween(ownable(before), ownable(after), set);
  const taken = union(added, modified);
  const owners = ownershipsOf(before);
  const mine = owners.find((owner) => sameManager(owner.manager, manager))?.fields ?? (new Set() as FieldSet);
  const others = owners
    .filter((owner) => !sameManager(owner.manager, manager))
    .map((owner) => ({ ...owner, fields: difference(owner.fields, union(taken, removed)) }));
  const own = { manager, fields: difference(union(difference(mine, removed), taken), neverOwned) };
  return [...others, own].filter(({ fields }) => fields.size > 0);
}

/** Without what no update through the object itself owns: metadata that the server keeps, and the status. */
function ownable({ status, ...object }: JsonObject): JsonObject {
  const { metadata } = object;
  if (!isObject(metadata)) return object;
  const { managedFields, resourceVersion, generation, ...rest } = metadata;
  return { ...object, metadata: rest };
}

/** The map that holds all metadata is nobody's. */
const neverOwned: FieldSet = new Set([fieldOf(['f:metadata'])]);
