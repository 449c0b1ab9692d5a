import { copyJson, isObject, type JsonObject, memberOf, sameJson, valueAt } from '../json.ts';
import { changesBetween, fieldsOf, withNamedParents } from './apply-fields.ts';
import { checkApplied, mergeApplied, withoutFields } from './apply-merge.ts';
import { describeField, difference, type FieldSet, fieldOf, intersection, union } from './managed-fields.ts';
import { type Manager, type Ownership, ownershipsOf, sameManager, sameOwnerships } from './managed-fields-entries.ts';
import { type PatchAnswer, Refusal } from './patch-answer.ts';
import type { PatchSchemas } from './patch-answer-schema.ts';

/** What a client applies, and as whom. */
export interface Application {
  readonly applied: JsonObject;
  readonly fieldManager: string;
  readonly force?: boolean;
  readonly subresource?: string;
  /** Members that this path does not write: `status` of the object itself, `spec` of its status. Dots between the names. */
  readonly ignored?: readonly string[];
}

/** A field that somebody else owns and that is applied with another value. */
export interface Conflict {
  readonly manager: Manager;
  /** As `details.causes[].field` has it: `.spec.containers[name="c"].image`. */
  readonly field: string;
}

/** What applying comes to. The document is before the server's defaults, and has no managedFields: they are the owners. */
export type ApplyAnswer =
  | {
      readonly applied: true;
      readonly status: 200 | 201;
      readonly document: JsonObject;
      readonly owners: readonly Ownership[];
      /** False where neither a value nor an owner changes: then the object keeps its resourceVersion. */
      readonly changes: boolean;
    }
  | (Extract<PatchAnswer, { applied: false }> & { readonly conflicts: readonly Conflict[] });

/**
 * Applies a configuration to an object, or creates the object with it. Fields that the manager applied before and leaves out
 * now go, unless another owns them; fields that others own conflict where their value would change, and change hands with force.
 * @see Kubernetes server-side apply; structured-merge-diff `merge/update.go`; recordings, `server-side-apply`
 */
export function applyConfiguration(
  live: JsonObject | undefined,
  application: Application,
  set: PatchSchemas,
): ApplyAnswer {
  try {
    return applyTo(live, application, set);
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    const { status, also, message: reason } = thrown;
    return { applied: false, status, also, reason, conflicts: [] };
  }
}

function applyTo(live: JsonObject | undefined, application: Application, set: PatchSchemas): ApplyAnswer {
  const applied = writtenPart(application);
  checkApplied(applied, set);
  const before = live ? withoutManagedFields(live) : {};
  const manager: Manager = {
    name: application.fieldManager,
    operation: 'Apply',
    apiVersion: String(applied['apiVersion']),
    ...(application.subresource !== undefined && { subresource: application.subresource }),
  };
  const owners = live ? ownersOf(live, manager, set) : [];
  const last = owners.find((owner) => sameManager(owner.manager, manager))?.fields ?? new Set<string>();
  const mine: Ownership = { manager, fields: fieldsOf(applied, set) };
  const others = owners.filter((owner) => !sameManager(owner.manager, manager));
  const merged = mergeApplied(before, applied, set);
  const after = withoutGivenUp(merged, last, [...others, mine], set);
  const changes = changesBetween(before, after, set);
  const taken = union(changes.modified, changes.added);
  const conflicts = others.flatMap((owner) =>
    [...intersection(owner.fields, taken)].map((field) => ({ manager: owner.manager, field: describeField(field) })),
  );
  if (conflicts.length > 0 && application.force !== true) {
    const reason = conflicts.map((one) => `conflict with "${one.manager.name}": ${one.field}`).join('; ');
    return { applied: false, status: 409, reason, conflicts };
  }
  const lost = union(taken, changes.removed);
  const left = others.map((owner) => ({ ...owner, fields: difference(owner.fields, lost) }));
  const own = { ...mine, fields: difference(mine.fields, neverOwned) };
  const result = [...left, own].filter(({ fields }) => fields.size > 0);
  const document = withoutNulls(after) as JsonObject;
  const isSame =
    live !== undefined && sameJson(withoutNulls(before), document) && sameOwnerships(ownershipsOf(live), result);
  return { applied: true, status: live ? 200 : 201, document, owners: result, changes: !isSame };
}

/**
 * Takes away what the manager applied last and does not apply now, if nobody owns it. An item or a map stays while something
 * in it is left that the manager did not apply.
 */
function withoutGivenUp(
  merged: JsonObject,
  last: FieldSet,
  owners: readonly Ownership[],
  set: PatchSchemas,
): JsonObject {
  const named = (fields: FieldSet) => withNamedParents(fields, set);
  const everything = named(fieldsOf(merged, set));
  const owned = named(owners.reduce<FieldSet>((all, { fields }) => union(all, fields), new Set()));
  const leftOf = (object: JsonObject) => named(fieldsOf(object, set));
  const pruned = withoutFields(merged, named(last), set);
  const restored = withoutFields(merged, difference(everything, union(leftOf(pruned), owned)), set);
  return withoutFields(merged, intersection(difference(everything, leftOf(restored)), named(last)), set);
}

/** An object that nobody owns yet is taken to be written, all of it, by a manager of its own. */
function ownersOf(live: JsonObject, applier: Manager, set: PatchSchemas): Ownership[] {
  const owners = ownershipsOf(live);
  if (owners.length > 0) return owners;
  const { subresource, ...manager } = { ...applier, name: 'before-first-apply', operation: 'Update' as const };
  return [{ manager, fields: difference(fieldsOf(withoutManagedFields(live), set), neverOwned) }];
}

/**
 * What says which object it is, and what the server keeps, is nobody's.
 * @see apimachinery `managedfields/internal/stripmeta.go`
 */
const neverOwned: FieldSet = new Set([
  'f:apiVersion',
  'f:kind',
  'f:metadata',
  ...[
    'name',
    'namespace',
    'creationTimestamp',
    'selfLink',
    'uid',
    'generation',
    'managedFields',
    'resourceVersion',
  ].map((name) => fieldOf(['f:metadata', `f:${name}`])),
]);

function writtenPart({ applied, ignored = [] }: Application): JsonObject {
  const copy = copyJson(applied);
  for (const path of ignored) {
    const names = path.split('.');
    const parent = valueAt(copy, names.slice(0, -1));
    if (isObject(parent)) delete parent[names.at(-1) ?? ''];
  }
  return copy;
}

function withoutManagedFields(object: JsonObject): JsonObject {
  const metadata = memberOf(object, 'metadata');
  if (!isObject(metadata)) return object;
  const { managedFields, ...rest } = metadata;
  return { ...object, metadata: rest };
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([name, member]) => [name, withoutNulls(member)]));
}
