import { describe, expect, test } from 'vitest';
import { dispute, loadSpecs } from './contract/small-specs.test-data.ts';
import { ContractError, UsageError } from './errors.ts';
import { matchesGlob } from './glob.ts';
import { buildRegistry, selectRequirements } from './registry.ts';
import { type Chapter, defineChapter, defineRequirement, type Requirement } from './requirement.ts';
import { nearest } from './settings/nearest.ts';

function requirement(id: string, change: Partial<Requirement> = {}): Requirement {
  return defineRequirement({
    id,
    title: 'It is so',
    level: 'MUST',
    basis: 'stated',
    cites: [{ document: 'thing-update', operation: 'patchThing' }],
    method: 'Looks.',
    needs: ['namespaces'],
    kills: [],
    cases: () => [],
    ...change,
  });
}

function chapter(name: string, ...requirements: Requirement[]): Chapter {
  return defineChapter({ name, title: `About ${name}`, requirements: () => requirements });
}

const library = loadSpecs();

describe('the registry', () => {
  test('holds every requirement with its chapter, its profiles and its citations resolved', () => {
    const registry = buildRegistry(
      [chapter('one', requirement('a.b')), chapter('two', requirement('a.c-d.e'))],
      library,
    );
    expect(registry.requirements.map(({ facts }) => facts)).toMatchObject([
      {
        id: 'a.b',
        chapter: 'one',
        profiles: ['things'],
        cites: [{ document: 'thing-update', title: 'Updating a Thing', where: 'Function' }],
        needs: ['namespaces'],
      },
      { id: 'a.c-d.e', chapter: 'two' },
    ]);
  });

  test.each(['Update.pod', 'update', 'update.', 'update..pod', 'update.pod_x', 'update.pod-', 'update pod', ''])(
    "takes no id that is no slug: '%s'",
    (id) => {
      const build = () => buildRegistry([chapter('one', requirement(id))], library);
      expect(build).toThrow(ContractError);
      expect(build).toThrow('the id is no slug');
    },
  );

  test('takes no id twice, in whatever chapters', () => {
    const build = () =>
      buildRegistry([chapter('one', requirement('a.b')), chapter('two', requirement('a.b'))], library);
    expect(build).toThrow(new ContractError('requirement a.b is declared twice'));
  });

  test('takes no citation that points nowhere', () => {
    const lost = requirement('a.b', { cites: [{ document: 'thing-update', operation: 'gone' }] });
    expect(() => buildRegistry([chapter('one', lost)], library)).toThrow(
      /^thing\.openapi\.yaml:\d+: there is no operation gone/,
    );
  });

  test('takes no dispute about no requirement, and names file and line', () => {
    const disputed = loadSpecs({ 'disputes.yaml': dispute });
    const build = () => buildRegistry([chapter('one', requirement('a.b'))], disputed);
    expect(build).toThrow(ContractError);
    expect(build).toThrow(
      'disputes.yaml:1: dispute size-is-dropped is about update.thing.size, which is no requirement',
    );
    expect(() => buildRegistry([chapter('one', requirement('update.thing.size'))], disputed)).not.toThrow();
  });
});

describe('a run is about', () => {
  const ids = ['update.thing.size', 'update.thing.other', 'example.thing.shown'];
  const registry = buildRegistry([chapter('one', ...ids.map((id) => requirement(id)))], library);
  const select = (filter: string[], profiles = ['things']) =>
    selectRequirements(registry, profiles, filter).map(({ id }) => id);

  test('every requirement of its profiles, in order, where it is not filtered', () => {
    expect(select([])).toEqual(ids);
    expect(select([], ['others'])).toEqual([]);
  });

  test('those whose id fits one of the globs', () => {
    expect(select(['update.*'])).toEqual(ids.slice(0, 2));
    expect(select(['*.shown', '*.size'])).toEqual(['update.thing.size', 'example.thing.shown']);
  });

  test('nothing at all where a glob fits no requirement: that is an error, with a suggestion', () => {
    expect(() => select(['update.*', 'update.thing.sise'])).toThrow(UsageError);
    expect(() => select(['update.thing.sise'])).toThrow(
      "--filter update.thing.sise matches no requirement (did you mean update.thing.size?); 'kube-covenant list' shows them",
    );
    expect(() => select(['update.*'], ['others'])).toThrow(UsageError);
  });
});

test.each([
  ['a.b', 'a.b', true],
  ['axb', 'a.b', false],
  ['spec.x[*].y/put', 'spec.*/put', true],
  ['spec.x', 'spec', false],
  ['(a|b)', '(*|b)', true],
  ['a\nb', 'a*b', true],
])("'%s' and the glob '%s': %s", (text, glob, fits) => {
  expect(matchesGlob(text, glob)).toBe(fits);
});

test('the nearest word is suggested where one is near, and none where none is', () => {
  expect(nearest('profil', ['profile', 'filter'])).toBe(' (did you mean profile?)');
  expect(nearest('zzzzzz', ['profile', 'filter'])).toBe('');
  expect(nearest('x', [])).toBe('');
});
