import { isObject, memberOf } from '../json.ts';

/** The part of a published schema that the meaning of a patch hangs on. */
export interface PatchSchema {
  readonly $ref?: string;
  readonly allOf?: readonly PatchSchema[];
  readonly type?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, PatchSchema>>;
  readonly items?: PatchSchema;
  readonly additionalProperties?: PatchSchema | boolean;
  readonly 'x-kubernetes-patch-merge-key'?: string;
  readonly 'x-kubernetes-patch-strategy'?: string;
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-map-type'?: string;
}

/** A kind's schema with all that it refers to. */
export interface PatchSchemas {
  readonly root: string;
  readonly schemas: Readonly<Record<string, PatchSchema>>;
}

/** Resolved schemas, kept for as long as the set is: a patch asks for the same few again and again. */
const known = new WeakMap<PatchSchemas, Map<PatchSchema, PatchSchema>>();

/** The schema behind a reference; what stands beside the reference (a merge key, a list type, a default) stays. */
export function resolved(set: PatchSchemas, schema: PatchSchema): PatchSchema {
  const ofSet = known.get(set) ?? new Map<PatchSchema, PatchSchema>();
  known.set(set, ofSet);
  const found = ofSet.get(schema) ?? follow(set, schema);
  ofSet.set(schema, found);
  return found;
}

/** The schema of the kind itself. */
export function rootOf(set: PatchSchemas): PatchSchema {
  return follow(set, { $ref: set.root });
}

function follow(set: PatchSchemas, schema: PatchSchema): PatchSchema {
  const only = schema.allOf?.length === 1 ? schema.allOf[0] : undefined;
  const { $ref, allOf, ...beside } = schema;
  if (only) return follow(set, { ...only, ...beside });
  if ($ref === undefined) return schema;
  const target = Object.hasOwn(set.schemas, $ref) ? set.schemas[$ref] : undefined;
  return target ? { ...follow(set, target), ...beside } : beside;
}

/** The schema of an object's member; undefined where the schema does not declare it. */
export function memberSchema(
  set: PatchSchemas,
  schema: PatchSchema | undefined,
  name: string,
): PatchSchema | undefined {
  const declared = memberOf(schema?.properties ?? {}, name) as PatchSchema | undefined;
  const more = schema?.additionalProperties;
  const child = declared ?? (isObject(more) ? (more as PatchSchema) : undefined);
  return child && resolved(set, child);
}

/** Whether the schema names the member, rather than taking any name. */
export function isDeclared(schema: PatchSchema | undefined, name: string): boolean {
  return schema?.properties !== undefined && Object.hasOwn(schema.properties, name);
}

/** Whether an object of this schema may have a member of this name at all: a schema without properties takes any. */
export function allowsMember(schema: PatchSchema | undefined, name: string): boolean {
  if (schema?.properties === undefined || isDeclared(schema, name)) return true;
  return schema.additionalProperties === true || isObject(schema.additionalProperties);
}

/** The schema of a list's items. */
export function itemSchema(set: PatchSchemas, schema: PatchSchema | undefined): PatchSchema | undefined {
  return schema?.items && resolved(set, schema.items);
}

/** What makes an item of a list one and the same: its keys, its value (no keys), or nothing (the list is one whole). */
export type ItemIdentity = { readonly keys: readonly string[] } | 'whole';

/**
 * How apply tells a list's items apart. Where no list type is published the patch strategy stands in for it.
 * @see kube-openapi `pkg/schemaconv` getListElementRelationship; api-concepts "Merge strategy"
 */
export function itemIdentity(schema: PatchSchema = {}): ItemIdentity {
  const type = schema['x-kubernetes-list-type'];
  if (type === 'map') return { keys: [...(schema['x-kubernetes-list-map-keys'] ?? [])].sort() };
  if (type === 'set') return { keys: [] };
  if (type !== undefined || !mergesLists(schema)) return 'whole';
  const key = schema['x-kubernetes-patch-merge-key'];
  return { keys: key === undefined ? [] : [key] };
}

/** Whether a strategic merge patch merges this list rather than replacing it. */
export function mergesLists(schema: PatchSchema = {}): boolean {
  return (schema['x-kubernetes-patch-strategy'] ?? '').split(',').includes('merge');
}
