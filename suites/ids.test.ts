import { describe, expect, test } from 'vitest';
import { resourcesOf } from '../src/contract/library.ts';
import type { Effort } from '../src/record.ts';
import { buildRegistry } from '../src/registry.ts';
import type { Plan } from '../src/requirement.ts';
import { contractSchemas } from '../src/target/contract-schemas.ts';
import { chapters } from './index.ts';

const registry = buildRegistry(chapters);

/** The contracts' own schemas, as for a server that publishes none. */
const schemas = contractSchemas(resourcesOf(registry.library));

function plan(seed: number, effort: Effort): Plan {
  return { target: { reachable: true, schemas, schemaSource: 'contract', absent: {}, lacks: {} }, seed, effort };
}

/** The names of all cases, by requirement. */
function names(seed: number, effort: Effort = 'standard'): Map<string, string[]> {
  const planned = plan(seed, effort);
  return new Map(registry.requirements.map(({ id, cases }) => [id, [...cases(planned)].map(({ name }) => name)]));
}

// A requirement's id is permanent: people filter by it, cite it and compare runs by it. A new one is a new line here; a line
// that goes or changes breaks them, and is to be said in the CHANGELOG.
test('the ids of the requirements are these', () => {
  expect(registry.requirements.map(({ id }) => id)).toMatchInlineSnapshot(`
    [
      "example.job.update-is-as-shown",
      "example.pod.update-is-as-shown",
      "example.endpoints.update-is-as-shown",
      "update.job.listed-fields-are-updated",
      "update.pod.listed-fields-are-updated",
      "update.pod.other-fields-are-immutable",
      "update.endpoints.listed-fields-are-updated",
      "metadata.pod.maps-round-trip",
      "metadata.endpoints.maps-round-trip",
    ]
  `);
});

describe('the names of cases', () => {
  const all = names(1);

  test('are there: every requirement has at least one', () => {
    for (const [id, cases] of all) expect(cases.length, id).toBeGreaterThan(0);
  });

  test('are unique within their requirement', () => {
    for (const [id, cases] of all) {
      const twice = cases.filter((name, i) => cases.indexOf(name) !== i);
      expect(twice, id).toEqual([]);
    }
  });

  test('are printable ASCII, and of a length that a report can show: the longest is a field ten levels deep', () => {
    const odd = [...all.values()].flat().filter((name) => !/^[ -~]{1,180}$/.test(name));
    expect(odd).toEqual([]);
  });

  test.each(['quick', 'standard', 'deep'] as const)('are the same for the same seed, with effort %s', (effort) => {
    expect(names(7, effort)).toEqual(names(7, effort));
  });

  test('are the same for every seed where all is tried, and with quick effort a part of those', () => {
    expect(names(1)).toEqual(names(2));
    for (const [id, quick] of names(3, 'quick')) expect(all.get(id), id).toEqual(expect.arrayContaining(quick));
    const count = (of: Map<string, string[]>) => [...of.values()].flat().length;
    expect(count(names(3, 'quick'))).toBeLessThan(count(all));
  });
});

describe('every requirement', () => {
  test.each(registry.requirements.map((requirement) => [requirement.id, requirement] as const))(
    '%s says in words what is promised, by whom, and how it is checked',
    (_id, { title, method, facts }) => {
      expect(title).toMatch(/^[A-Z].*[^.]$/);
      expect(method).toMatch(/^[A-Z].*\.$/s);
      expect(facts.cites.length).toBeGreaterThan(0);
      for (const { where } of facts.cites) expect(where).not.toBe('');
    },
  );

  test('that a dispute is about has a case that the dispute matches', () => {
    const all = names(1);
    for (const { id, requirement, cases } of registry.library.disputes) {
      for (const glob of cases) {
        const pattern = new RegExp(`^${glob.split('*').map(literally).join('.*')}$`);
        expect(
          all.get(requirement)?.some((name) => pattern.test(name)),
          `${id}: ${glob}`,
        ).toBe(true);
      }
    }
  });
});

function literally(text: string): string {
  return text.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&');
}
