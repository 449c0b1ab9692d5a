import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { parse } from 'yaml';
import { type FieldPath, tokensOf } from '../field-path.ts';
import { isObject, type JsonObject } from '../json.ts';

const folder = new URL('.', import.meta.url);

/** The shared schemas, to hold objects against; references are as in a contract: `../schemas/pod.yaml#/Pod`. */
export interface SchemaValidator {
  /** What is wrong with a value under a schema, in words. */
  faults(reference: string, value: unknown): string[];
  /** The paths of a value's members that the schema does not have. */
  unknownFields(reference: string, value: unknown): string[];
  /** Whether the schema has a field; what is under a map or a value of any shape counts as there. */
  hasField(reference: string, field: FieldPath): boolean;
}

/** Reads the shared schemas and makes a validator of them. */
export function schemaValidator(): SchemaValidator {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addFormat('int-or-string', true);
  const files = new Map<string, Record<string, JsonObject>>();
  for (const name of readdirSync(fileURLToPath(folder)).filter((file) => file.endsWith('.yaml'))) {
    const types = parse(readFileSync(new URL(name, folder), 'utf8')) as Record<string, JsonObject>;
    files.set(name, types);
    ajv.addSchema(types, `schemas/${name}`);
  }

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

  return {
    faults(reference, value) {
      const validate = ajv.getSchema(`schemas/${reference.split('/schemas/').at(-1)}`);
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
  };
}

function inWords({ instancePath, message }: ErrorObject): string {
  return `${instancePath || '/'} ${message ?? 'is not valid'}`;
}
