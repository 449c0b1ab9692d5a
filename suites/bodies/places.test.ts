import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { hostileGroups } from '../../fixtures/hostile-bodies.ts';
import { spellings } from '../../fixtures/lawful-spellings.ts';
import { isObject } from '../../specs/json.ts';
import { loadLibrary, resourcesOf } from '../../src/contract/library.ts';
import { bodyPlacesOf } from './places.ts';
import { bodyObject, groupsAt, lawfulAt } from './send-body.ts';

const [resource] = resourcesOf(loadLibrary()).filter(({ kind }) => kind === 'Pod');
if (!resource) throw new Error('no contract of a Pod');
const object = { ...bodyObject(resource), metadata: { name: 'n', namespace: 'ns', annotations: { a: 'b' } } };
const places = bodyPlacesOf(resource);

describe.each(places.map((place) => [place.name, place] as const))('%s', (_name, place) => {
  const lawful = lawfulAt(place, object);

  test('has a lawful body that is JSON, and says its value and its member', () => {
    const said = JSON.stringify(JSON.parse(lawful.withValue('"covenant-value"')));
    expect(said).toContain('"covenant-value"');
    expect(JSON.stringify(JSON.parse(lawful.withMember('covenant', '[1]')))).toMatch(/covenant.*\[1\]/);
    expect(JSON.parse(lawful.text)).toSatisfy((value) => isObject(value) || Array.isArray(value));
  });

  test('has groups of bodies, each with names of its own, that can all be made', () => {
    const groups = groupsAt(place);
    expect(new Set(groups.map(({ name }) => name)).size).toBe(groups.length);
    for (const { bodies } of groups) {
      expect(bodies.length).toBeGreaterThan(0);
      expect(new Set(bodies.map(({ name }) => name)).size).toBe(bodies.length);
      for (const { name, make } of bodies)
        expect(String(make(lawful)) === lawful.text && name, name).not.toBe('truncated');
    }
  });

  test('what must be refused as senseless is neither JSON of the right shape nor YAML of it', () => {
    const isSenseless = (text: string) => {
      try {
        const value = parse(text, { logLevel: 'error' });
        return place.name === 'json-patch' ? !Array.isArray(value) : !isObject(value);
      } catch {
        return true;
      }
    };
    const bodies = groupsAt(place).flatMap((group) => group.bodies);
    // Those that nest would only try the reader that this test uses.
    const owed = bodies.filter(({ name, refused }) => refused?.join() === '400' && !name.startsWith('100000'));
    expect(owed.length).toBeGreaterThan(4);
    for (const { name, make } of owed) expect(isSenseless(String(make(lawful))), name).toBe(true);
  });
});

test('a deletion is never sent what would delete the object', () => {
  const names = hostileGroups('options').flatMap(({ bodies }) => bodies.map(({ name }) => name));
  expect(names).not.toEqual(expect.arrayContaining(['empty']));
  expect(names).not.toEqual(expect.arrayContaining(['null']));
  expect(names).not.toEqual(expect.arrayContaining(['white space']));
});

test('each spelling means what the plain one means', () => {
  const [place] = places;
  if (!place) return;
  for (const { name, value, spell } of spellings) {
    const plain = place.text(object, value && { value: value.text });
    const spelt = spell(plain);
    if (Buffer.isBuffer(spelt)) continue;
    const read = name.startsWith('YAML') ? parse(spelt) : JSON.parse(spelt);
    expect(read, name).toEqual(JSON.parse(plain));
    if (value) expect(JSON.stringify(read), name).toContain(JSON.stringify(value.means).slice(1, -1));
  }
});
