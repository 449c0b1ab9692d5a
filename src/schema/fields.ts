import { type FieldPath, type FieldToken, pathOf } from '../../specs/field-path.ts';
import { resolveSchema, rootSchema, type Schema, type SchemaSet } from './schema.ts';

/** One leaf of a kind: a scalar, a map with free keys, or an object of which nothing more is published. */
export interface LeafField {
  readonly path: FieldPath;
  readonly schema: Schema;
}

/** Every leaf field of the kind, in the order in which the schema lists them. A type within itself is entered once. */
export function leafFields(set: SchemaSet): LeafField[] {
  const leaves: LeafField[] = [];
  const walk = (schema: Schema, tokens: FieldToken[], open: readonly object[]): void => {
    const resolved = resolveSchema(set, schema);
    if (resolved.properties) {
      if (open.includes(resolved.properties)) return;
      for (const [name, child] of Object.entries(resolved.properties)) {
        walk(child, [...tokens, name], [...open, resolved.properties]);
      }
    } else if (resolved.type === 'array' && resolved.items) {
      walk(resolved.items, [...tokens, '*'], open);
    } else {
      leaves.push({ path: pathOf(tokens), schema: resolved });
    }
  };
  walk(rootSchema(set), [], []);
  return leaves;
}

/** The schema at a path, or undefined where the kind publishes no such field. */
export function schemaAt(set: SchemaSet, tokens: readonly FieldToken[]): Schema | undefined {
  let schema: Schema | undefined = rootSchema(set);
  for (const token of tokens) {
    if (!schema) return undefined;
    const isItem = token === '*' || typeof token === 'number';
    const child: Schema | undefined = isItem ? schema.items : schema.properties?.[token];
    schema = child && resolveSchema(set, child);
  }
  return schema;
}
