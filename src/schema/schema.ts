/** The part of a JSON Schema that Kubernetes publishes of its kinds. */
export interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly 'x-kubernetes-patch-merge-key'?: string;
  readonly 'x-kubernetes-patch-strategy'?: string;
  readonly 'x-kubernetes-group-version-kind'?: readonly GroupVersionKind[];
}

export interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** A kind's schema with all that it refers to, by reference. Plain data: it is handed between threads. */
export interface SchemaSet {
  /** The reference of the kind itself. */
  readonly root: string;
  readonly schemas: Readonly<Record<string, Schema>>;
}

/**
 * The schema behind a reference, or behind the one-element `allOf` in which published schemas wrap a reference; what stands
 * beside the reference (a merge key, a default) stays.
 */
export function resolveSchema(set: SchemaSet, schema: Schema): Schema {
  const only = schema.allOf?.length === 1 ? schema.allOf[0] : undefined;
  const reference = schema.$ref ?? only?.$ref;
  if (reference === undefined && !only) return schema;
  const { $ref, allOf, ...beside } = schema;
  if (reference === undefined) return resolveSchema(set, { ...only, ...beside });
  const target = set.schemas[reference];
  return target ? { ...resolveSchema(set, target), ...beside } : beside;
}

/** The schema of the kind itself. */
export function rootSchema(set: SchemaSet): Schema {
  return resolveSchema(set, { $ref: set.root });
}

/** All references reachable from a schema, its own included, so that a document can be cut down to one kind. */
export function closureOf(schemas: Readonly<Record<string, Schema>>, root: string): SchemaSet {
  const kept: Record<string, Schema> = {};
  const queue = [root];
  for (let reference = queue.pop(); reference !== undefined; reference = queue.pop()) {
    const schema = schemas[reference];
    if (!schema || kept[reference]) continue;
    kept[reference] = schema;
    visitReferences(schema, (found) => queue.push(found));
  }
  return { root, schemas: kept };
}

function visitReferences(schema: Schema, visit: (reference: string) => void): void {
  if (schema.$ref !== undefined) visit(schema.$ref);
  const children = [...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...Object.values(schema.properties ?? {})];
  if (schema.items) children.push(schema.items);
  if (typeof schema.additionalProperties === 'object') children.push(schema.additionalProperties);
  for (const child of children) visitReferences(child, visit);
}
