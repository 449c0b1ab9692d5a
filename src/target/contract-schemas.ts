import { fileURLToPath } from 'node:url';
import type { Resource } from '../contract/contract.ts';
import { kindKey } from '../contract/kind-key.ts';
import { readYaml } from '../contract/yaml-file.ts';
import { closureOf, type Schema, type SchemaSet } from '../schema/schema.ts';

const documents = new URL('../../specs/documents/', import.meta.url);

/** The schemas of the contracts themselves, for servers that publish none. Read only when they are needed: they are large. */
export function contractSchemas(resources: readonly Resource[]): Record<string, SchemaSet> {
  const found: Record<string, SchemaSet> = {};
  for (const resource of resources) {
    const root = new URL(resource.schema.$ref, documents);
    const schemas: Record<string, Schema> = {};
    loadFile(root, schemas, new Set());
    found[kindKey(resource)] = closureOf(schemas, root.href);
  }
  return found;
}

/** Reads one schema file and those that it refers to; references become whole URLs, so that one table holds them all. */
function loadFile(url: URL, schemas: Record<string, Schema>, read: Set<string>): void {
  const file = new URL(url);
  file.hash = '';
  if (read.has(file.href)) return;
  read.add(file.href);
  const types = readYaml<Record<string, Schema>>(fileURLToPath(file)).data;
  for (const [name, schema] of Object.entries(types)) {
    schemas[new URL(`#/${name}`, file).href] = absolute(schema, file, (reference) =>
      loadFile(reference, schemas, read),
    );
  }
}

function absolute(schema: Schema, file: URL, follow: (reference: URL) => void): Schema {
  return JSON.parse(JSON.stringify(schema), (key, value) => {
    if (key !== '$ref' || typeof value !== 'string') return value;
    const reference = new URL(value, file);
    follow(reference);
    return reference.href;
  });
}
