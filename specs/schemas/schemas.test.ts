import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isObject, type JsonObject } from '../json.ts';
import { schemaValidator } from './validator.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
const all = new Map(files.map((name) => [name, parse(readFileSync(`${folder}${name}`, 'utf8')) as JsonObject]));

function* schemasIn(value: unknown): Generator<JsonObject> {
  if (isObject(value)) yield value;
  if (typeof value === 'object' && value !== null) for (const child of Object.values(value)) yield* schemasIn(child);
}

describe.each(files)('%s', (name) => {
  const types = all.get(name) ?? {};

  it('refers to types that are there', () => {
    const broken = [...schemasIn(types)].flatMap(({ $ref: reference }) => {
      if (typeof reference !== 'string') return [];
      const [file = '', type = ''] = reference.split('#/');
      return isObject(all.get(file === '' ? name : file)?.[type]) ? [] : [reference];
    });
    expect(broken).toEqual([]);
  });

  it('is in alphabetical order', () => {
    expect(Object.keys(types)).toEqual(Object.keys(types).toSorted());
    for (const { properties } of schemasIn(types)) {
      if (isObject(properties)) expect(Object.keys(properties)).toEqual(Object.keys(properties).toSorted());
    }
  });

  it('has no prose, and no wrapped references', () => {
    for (const schema of schemasIn(types)) {
      expect(typeof schema['description']).not.toBe('string');
      expect(Array.isArray(schema['allOf'])).toBe(false);
    }
  });

  it('is made of schemas that compile', () => {
    const schemas = schemaValidator();
    for (const type of Object.keys(types)) {
      expect(() => schemas.faults(`../schemas/${name}#/${type}`, {}), type).not.toThrow();
    }
  });
});

describe('the validator', () => {
  const schemas = schemaValidator();

  it('finds what is wrong with an object', () => {
    expect(schemas.faults('../schemas/pod.yaml#/Pod', { spec: { containers: [{ image: 1 }] } })).toEqual([
      "/spec/containers/0 must have required property 'name'",
      '/spec/containers/0/image must be string',
    ]);
    expect(schemas.faults('../schemas/pod.yaml#/Pod', { spec: { containers: [{ name: 'a' }] } })).toEqual([]);
  });

  it('takes a port as a number and as a name, a quantity as a text', () => {
    const container = (port: unknown) => ({
      name: 'a',
      livenessProbe: { httpGet: { port } },
      resources: { limits: { cpu: '1' } },
    });
    expect(schemas.faults('../schemas/pod.yaml#/Container', container(80))).toEqual([]);
    expect(schemas.faults('../schemas/pod.yaml#/Container', container('http'))).toEqual([]);
    expect(schemas.faults('../schemas/pod.yaml#/Container', container(true))).not.toEqual([]);
  });

  it('knows which fields there are', () => {
    const pod = '../schemas/pod.yaml#/Pod';
    expect(
      schemas.unknownFields(pod, { metadata: { labels: { any: 'x' } }, spec: { containers: [{ imge: 'x' }] } }),
    ).toEqual(['/spec/containers/0/imge']);
    expect(schemas.hasField(pod, 'spec.containers[*].image')).toBe(true);
    expect(schemas.hasField(pod, 'metadata.labels')).toBe(true);
    expect(schemas.hasField(pod, 'metadata.clusterName')).toBe(false);
  });
});
