import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { parse } from 'yaml';
import { type FieldPath, tokensOf } from '../field-path.ts';
import { isObject, type JsonObject, valueAt } from '../json.ts';

const folder = new URL('.', import.meta.url);

/** The shared schemas, to hold objects against; references are as in a contract: `../schemas/pod.yaml#/Pod`. */
export interface SchemaValidator {
  /** What is wrong with a value under a schema, in words. */
  faults(reference: string, value: unknown): string[];
  /** The paths of a value's members that the schema does not have. */
  unknownFields(reference: string, value: unknown): string[];
  /** Whether the schema has a field; what is under a map or a value of any shape counts as there. */
  hasField(reference: string, field: FieldPath): boolean;
  /** The kinds that the schema is of (`x-kubernetes-group-version-kind`); none where it names none. */
  kindsOf(reference: string): ApiKind[];
}

/** A kind as a body names it. */
export interface ApiKind {
  readonly apiVersion: string;
  readonly kind: string;
}

/** The files are ours: repeated keys are looked for in their tests, not at every start. */
const quickly = { uniqueKeys: false, prettyErrors: false };

/**
 * Reads the shared schemas and makes a validator of them. Schemas of documents can be referred to as well, as
 * `documents/ID#/POINTER`.
 */
export function schemaValidator(documents: ReadonlyMap<string, object> = new Map()): SchemaValidator {
  // A run compiles some of these schemas and uses each a few thousand times: that they compile soon counts for more than that
  // they run fast. That they are schemas at all is for the tests of the documents.
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    meta: false,
    validateSchema: false,
    inlineRefs: false,
    code: { optimize: false },
  });
  formats.default(ajv);
  ajv.addFormat('int-or-string', true);
  const files = new Map<string, Record<string, JsonObject>>();
  for (const name of readdirSync(fileURLToPath(folder)).filter((file) => file.endsWith('.yaml'))) {
    const types = parse(readFileSync(new URL(name, folder), 'utf8'), quickly) as Record<string, JsonObject>;
    files.set(name, types);
    ajv.addSchema(types, `schemas/${name}`);
  }
  for (const [id, document] of documents) ajv.addSchema(document, `documents/${id}`);

  const resolve = (schema: JsonObject, file: string): [JsonObject, string] => {
    const reference = schema['$ref'];
    if (typeof reference !== 'string') return [schema, file];
    const [name = '', type = ''] = reference.split('#/');
    const inFile = name === '' ? file : (name.split('/').at(-1) ?? file);
    return resolve(files.get(inFile)?.[type] ?? {}, inFile);
  };

  /** The schema of a member or item; undefined where there is no such member. */
  const childOf = (schema: JsonObject, token: string | number): JsonObject | undefined => {
    if (token === '*' || typeof token === 'number') return isObject(schema['items']) ? schema['items'] : undefined;
    const { properties, additionalProperties } = schema;
    if (!isObject(properties)) return isObject(additionalProperties) ? additionalProperties : {};
    const child = properties[token];
    return isObject(child) ? child : undefined;
  };

  const unknownIn = (schema: JsonObject, file: string, value: unknown, path: string): string[] => {
    const [resolved, inFile] = resolve(schema, file);
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, member]) => {
      const child = childOf(resolved, Array.isArray(value) ? Number(key) : key);
      return child ? unknownIn(child, inFile, member, `${path}/${key}`) : [`${path}/${key}`];
    });
  };

  /** The schema that a reference leads to in the end; the pointer is taken apart only here, so documents may nest. */
  const find = (reference: string): JsonObject => {
    const [, id, pointer = ''] = /^documents\/([^#]+)#\/(.*)$/.exec(reference) ?? [];
    if (id === undefined) return resolve({ $ref: reference }, '')[0];
    const found = valueAt(documents.get(id), pointer.split('/').map(pointerToken));
    const next = isObject(found) ? found['$ref'] : undefined;
    if (typeof next === 'string') return find(next.startsWith('#') ? `documents/${id}${next}` : next);
    return isObject(found) ? found : {};
  };

  return {
    faults(reference, value) {
      const key = reference.startsWith('documents/') ? reference : `schemas/${reference.split('/schemas/').at(-1)}`;
      const validate = ajv.getSchema(key);
      if (!validate) return [`there is no schema ${reference}`];
      return validate(value) ? [] : (validate.errors ?? []).map(inWords);
    },
    unknownFields: (reference, value) => unknownIn({ $ref: reference }, '', value, ''),
    hasField(reference, field) {
      let place: [JsonObject, string] = resolve({ $ref: reference }, '');
      for (const token of tokensOf(field)) {
        const child = childOf(place[0], token);
        if (!child) return false;
        place = resolve(child, place[1]);
      }
      return true;
    },
    kindsOf(reference) {
      const kinds = find(reference)['x-kubernetes-group-version-kind'];
      return (Array.isArray(kinds) ? kinds : []).map(({ group, version, kind }) => ({
        apiVersion: group ? `${group}/${version}` : String(version),
        kind: String(kind),
      }));
    },
  };
}

/** A token of a JSON pointer, unescaped (RFC 6901). */
function pointerToken(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}

function inWords({ instancePath, message }: ErrorObject): string {
  return `${instancePath || '/'} ${message ?? 'is not valid'}`;
}
