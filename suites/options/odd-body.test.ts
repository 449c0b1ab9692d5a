import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../specs/json.ts';
import type { Resource } from '../../src/contract/contract.ts';
import { ways } from '../../src/ways/index.ts';
import { lawfulChange } from './lawful-change.ts';
import { oddCreation, oddWrite } from './odd-body.ts';

const resource = {
  name: 'thing',
  kind: 'Thing',
  apiVersion: 'v1',
  minimal: { apiVersion: 'v1', kind: 'Thing', spec: { parts: [{ name: 'x' }] } },
  samples: { 'spec.extras[*]': { name: 'extra', size: 1 } },
  subresources: [],
} as unknown as Resource;
const subject = { resource, schemas: { root: '', schemas: {} } };
const stored: JsonObject = {
  apiVersion: 'v1',
  kind: 'Thing',
  metadata: { name: 'a', labels: { kept: 'yes' } },
  spec: { parts: [{ name: 'x' }] },
  status: { phase: 'Pending' },
};
const status = { name: 'status', subresource: { name: 'status', writes: 'status', values: [{ phase: 'Running' }] } };
const times = (text: string, part: string) => text.split(part).length - 1;

describe.each(ways.map((way) => [way.name, way] as const))('a write by %s', (_name, way) => {
  const write = (oddity: 'unknown' | 'repeated', place = { name: 'object' } as typeof status) =>
    oddWrite(subject, place, way, stored, oddity);

  test('has each unknown field once, and the lawful one none', () => {
    const { odd, lawful, names } = write('unknown') ?? { odd: '', lawful: '', names: [] };
    expect(names.length).toBeGreaterThan(1);
    for (const name of names) {
      expect(times(odd, name)).toBe(1);
      expect(JSON.stringify(lawful)).not.toContain(name);
    }
  });

  // An application cannot say what no schema has: here there is none.
  if (way.name !== 'apply') {
    test('has each repeated field twice, the wanted value last', () => {
      const { odd, names, wanted } = write('repeated') ?? { odd: '', names: [], wanted: {} as JsonObject };
      expect(names).toHaveLength(2);
      for (const name of names) {
        expect(times(odd, `"${name}":`)).toBe(2);
        const value = ((wanted['metadata'] as JsonObject)['labels'] as JsonObject)[name];
        expect(odd.indexOf(`"${name}":"first"`)).toBeLessThan(odd.indexOf(`"${name}":"${value}"`));
      }
    });

    test('repeats what a subresource has a value of', () => {
      const { odd, names } = write('repeated', status) ?? { odd: '', names: [] };
      expect(names).toStrictEqual(['phase']);
      expect(times(odd, '"phase":')).toBe(2);
    });
  }
});

test('a creation has what it repeats twice, and unknown fields at every depth', () => {
  const object = { ...resource.minimal, metadata: { name: 'a' } };
  const repeated = oddCreation(subject, object, 'repeated');
  expect(JSON.parse(repeated.odd)).toStrictEqual(repeated.wanted);
  for (const name of repeated.names) expect(times(repeated.odd, `"${name}":`)).toBe(2);
  expect(oddCreation(subject, object, 'unknown').names).toHaveLength(4);
});

describe('a lawful change', () => {
  test('of an object is a label, another each turn', () => {
    const change = lawfulChange(resource, { name: 'object' });
    expect(change?.(stored)).toMatchObject({ metadata: { labels: { kept: 'yes', 'covenant-option': 'turn-1' } } });
    expect(change?.(stored, 2)).not.toEqual(change?.(stored));
  });

  test('of a subresource is a value that its contract knows, or an item of its list', () => {
    expect(lawfulChange(resource, status)?.(stored)).toMatchObject({ status: { phase: 'Running' } });
    const extras = { name: 'extras', subresource: { name: 'extras', writes: 'spec.extras' } };
    expect(lawfulChange(resource, extras)?.(stored)).toMatchObject({
      spec: { extras: [{ name: 'extra-1', size: 1 }] },
    });
    const others = { name: 'others', subresource: { name: 'others', writes: 'spec.others' } };
    expect(lawfulChange(resource, others)).toBeUndefined();
  });
});
