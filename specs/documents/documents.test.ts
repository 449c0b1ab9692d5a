import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createConfig, lint } from '@redocly/openapi-core';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isObject, type JsonObject } from '../json.ts';
import { schemaValidator } from '../schemas/validator.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith('.openapi.yaml'));
const methods = ['get', 'put', 'post', 'delete', 'patch'];

/** Every object within a value, with the way to it. */
function* objectsIn(value: unknown, path: readonly string[] = []): Generator<[JsonObject, readonly string[]]> {
  if (isObject(value)) yield [value, path];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) yield* objectsIn(child, [...path, key]);
}

/** A copy without the members that are null: the API takes null for absent. */
function withoutNulls(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, member: unknown) => (member === null ? undefined : member));
}

it('there is a contract for each document', () => {
  expect(files.length).toBeGreaterThanOrEqual(5);
});

describe.each(files)('%s', (name) => {
  const contract = parse(readFileSync(`${folder}${name}`, 'utf8')) as JsonObject;
  const paths = contract['paths'] as Record<string, JsonObject>;
  const resources = Object.values(paths).flatMap((item) => (isObject(item['x-resource']) ? [item['x-resource']] : []));
  const operations = Object.values(paths).flatMap((item) =>
    methods.flatMap((method) => (isObject(item[method]) ? [item[method]] : [])),
  );

  it('is valid OpenAPI 3.1, and every reference leads somewhere', async () => {
    const config = await createConfig({ extends: ['spec'] });
    const problems = await lint({ ref: `${folder}${name}`, config });
    expect(problems.map(({ message, location }) => `${location[0]?.pointer}: ${message}`)).toEqual([]);
  });

  it('names its document', () => {
    const info = contract['info'] as JsonObject;
    expect(info['x-document']).toMatchObject({
      id: name.replace('.openapi.yaml', ''),
      file: expect.stringMatching(/\.txt$/),
      language: expect.stringMatching(/^(?:en|zh)$/),
      publisher: expect.any(String),
      title: expect.any(String),
    });
  });

  it('gives every operation an id of its own and a summary', () => {
    const ids = operations.map(({ operationId }) => operationId);
    expect(ids).not.toContain(undefined);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { summary } of operations) expect(summary).toEqual(expect.any(String));
  });

  it('says of every operation, parameter and answer where it stands, or that it is derived', () => {
    const bare: string[] = [];
    const check = (node: JsonObject, where: string) => {
      if (!node['x-locator'] && node['x-basis'] !== 'derived') bare.push(where);
    };
    for (const [path, item] of Object.entries(paths)) {
      if (item['x-basis'] !== 'derived') {
        for (const one of (item['parameters'] ?? []) as JsonObject[]) check(one, `${path} ${one['name']}`);
      }
      for (const method of methods) {
        const operation = item[method];
        if (!isObject(operation)) continue;
        check(operation, `${method} ${path}`);
        if (operation['x-basis'] === 'derived') continue;
        for (const one of (operation['parameters'] ?? []) as JsonObject[])
          check(one, `${method} ${path} ${one['name']}`);
        for (const [code, one] of Object.entries(operation['responses'] as Record<string, JsonObject>)) {
          check(one, `${method} ${path} ${code}`);
        }
      }
    }
    expect(bare).toEqual([]);
  });

  it('has locators that are whole', () => {
    for (const [object, path] of objectsIn(paths)) {
      for (const locator of [object['x-locator'], object['locator']]) {
        if (locator === undefined || path.includes('value')) continue;
        expect(locator, path.join('/')).toMatchObject({ section: expect.any(String) });
        expect(Object.keys(locator as JsonObject).filter((key) => !['section', 'row', 'table'].includes(key))).toEqual(
          [],
        );
      }
    }
  });

  it('ties every subresource to its object', () => {
    for (const [path, item] of Object.entries(paths)) {
      const subresource = item['x-subresource'];
      if (subresource === undefined) continue;
      expect(path).toBe(`${item['x-resource-of']}/${subresource}`);
      expect(paths).toHaveProperty([item['x-resource-of'] as string, 'x-resource']);
    }
  });

  it('has resources whose objects are valid, and whose fields exist', () => {
    for (const resource of resources) {
      const reference = (resource['schema'] as { $ref: string }).$ref;
      const schemas = schemaValidator();
      expect(schemas.faults(reference, resource['minimal'])).toEqual([]);
      expect(schemas.unknownFields(reference, resource['minimal'])).toEqual([]);
      const fields = ((resource['updatableFields'] ?? []) as JsonObject[]).map(({ field }) => String(field));
      const known = fields.filter((field) => schemas.hasField(reference, field));
      // Gone from the API since; the page is older.
      expect(fields.filter((field) => !known.includes(field) && field !== 'metadata.clusterName')).toEqual([]);
      const samples = Object.keys((resource['samples'] ?? {}) as JsonObject);
      expect(samples.filter((field) => !schemas.hasField(reference, field))).toEqual([]);
      for (const { transitions } of (resource['updatableFields'] ?? []) as { transitions: JsonObject[] }[]) {
        for (const { given } of transitions) {
          expect(schemas.unknownFields(reference, withoutNulls(given ?? {}))).toEqual([]);
        }
      }
    }
  });

  it('has examples that are valid under the schema they stand by', () => {
    const schemas = schemaValidator();
    for (const [media] of objectsIn(paths)) {
      const { schema, examples } = media;
      const reference = isObject(schema) ? schema['$ref'] : undefined;
      if (typeof reference !== 'string' || !isObject(examples)) continue;
      for (const example of Object.values(examples) as JsonObject[]) {
        expect(schemas.faults(reference, withoutNulls(example['value']))).toEqual([]);
      }
    }
  });

  it('holds what its pages say of an operation', () => {
    const content = operations.map(({ operationId, responses }) => [operationId, Object.keys(responses as JsonObject)]);
    expect(content).toMatchSnapshot();
  });
});
