import { isObject, type JsonObject } from '../json.ts';
import { type Choose, Refusal } from './patch-answer.ts';
import type { PatchSchema, PatchSchemas } from './patch-answer-schema.ts';

/**
 * Where servers part from the documents, or the documents are silent. Read in kube-apiserver's code
 * (apimachinery `pkg/util/strategicpatch/patch.go`); what is marked with a step is in the recordings, `strategic-merge-patch`.
 */
export type StrategicLatitude =
  /** A patch that is null changes nothing (step 17). */
  | 'null-is-empty'
  /** `$patch: delete` empties a map rather than taking it away (kubernetes/kubernetes#89140 leaves open which is right). */
  | 'deleted-map-stays-empty'
  /** A map with a directive is passed over where the object has no such map (to replace). */
  | 'directive-needs-target'
  /** New items of a list are put behind those that were there; the documents call such a list unordered. */
  | 'new-items-last'
  /** Items that `$setElementOrder` does not name are put behind those that it names. */
  | 'unnamed-items-last'
  /** Of stored items with equal merge keys all are merged, not the first alone (kubernetes/kubernetes#105610). */
  | 'merge-every-equal-key'
  /** Of stored items with equal merge keys only the first is left (kubernetes/kubernetes#108148). */
  | 'drop-equal-keys';

/** What a merge goes by: the schemas, and where this server goes. */
export interface StrategicContext {
  readonly set: PatchSchemas;
  readonly choose: Choose<StrategicLatitude>;
  /** Merges an object of the patch into a stored one; undefined where the patch takes it away. */
  readonly mergeObjects: (
    before: JsonObject,
    patch: JsonObject,
    schema: PatchSchema | undefined,
    at: string,
    context: StrategicContext,
  ) => JsonObject | undefined;
}

/**
 * A patch that makes no sense. The documents ask for a client error; kube-apiserver answers 500 without a reason, which its
 * users report as a fault (kubernetes/kubernetes#57854; steps 4 and 13).
 */
export function senseless(reason: string, field: string): Refusal {
  return new Refusal(`${field}: ${reason}`, { status: 400, also: [422, 500], field });
}

/** Members of a patch that are no members of the object. */
const isDirective = (name: string): boolean =>
  name === '$retainKeys' || name.startsWith('$setElementOrder/') || name.startsWith('$deleteFromPrimitiveList/');

/**
 * What a patch stores where there is nothing to merge it with: its values without directives and without nulls. Nulls within
 * lists go too: no published type has a list in which null differs from an absent member.
 */
export function plain(value: unknown, at: string, context: StrategicContext): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => plain(item, at, context)).filter((item) => item !== undefined);
  }
  if (!isObject(value)) return value === null ? undefined : value;
  if (Object.hasOwn(value, '$patch')) {
    const { $patch, ...rest } = value;
    if ($patch === 'delete' || context.choose('directive-needs-target')) return undefined;
    if ($patch !== 'replace') throw senseless(`there is no directive ${JSON.stringify($patch)}`, at);
    return plain(rest, at, context);
  }
  const members = Object.entries(value)
    .filter(([name]) => !isDirective(name))
    .map(([name, member]) => [name, plain(member, within(at, name), context)] as const);
  return Object.fromEntries(members.filter(([, member]) => member !== undefined));
}

/** The path of a member. */
export function within(at: string, name: string): string {
  return at === '' ? name : `${at}.${name}`;
}
