import { describe, expect, test } from 'vitest';
import type { Citation } from '../contract/citation.ts';
import { contract, loadSpecs } from '../contract/small-specs.test-data.ts';
import { ContractError } from '../errors.ts';
import type { PromiseCoverage } from '../record.ts';
import { buildRegistry, type Registry } from '../registry.ts';
import type { Requirement } from '../requirement.ts';
import { coverageOf } from './coverage.ts';
import { coverageOfRun } from './of-run.ts';
import type { Waiver } from './waivers.ts';

const document = 'thing-update';
const operation: Citation = { document, operation: 'patchThing' };

function requirement(id: string, cites: readonly Citation[], more: Partial<Requirement> = {}): Requirement {
  const { title, method } = { title: 'It is so', method: 'Looks.' };
  return { id, title, level: 'MUST', basis: 'stated', cites, method, needs: [], kills: [], cases: () => [], ...more };
}

const watch = { watch: () => ({ observe() {}, conclude: () => [] }) };

function registryOf(requirements: readonly Requirement[], text = contract): Registry {
  const library = loadSpecs({ 'documents/thing.openapi.yaml': text });
  return buildRegistry([{ name: 'one', title: 'One', requirements: () => requirements }], library);
}

function cover(requirements: readonly Requirement[], waivers: readonly Waiver[] = [], text = contract) {
  return coverageOf(registryOf(requirements, text), waivers);
}

/** The parts of the promises of which something is so. */
function parts(coverage: readonly PromiseCoverage[], is: (one: PromiseCoverage) => boolean): string[] {
  return coverage.filter(is).map(({ promise }) => promise.replace(`${document}#`, ''));
}

const isChecked = ({ checkedBy }: PromiseCoverage) => checkedBy.length > 0;

test('every promise is there, with its words, its place and who checks it', () => {
  const coverage = cover([requirement('a.b', [operation]), requirement('a.c', [operation, operation])]);
  expect(parts(coverage, () => true)).toEqual([
    'thing/updatable/spec.size',
    'patchThing',
    'patchThing/status/200',
    'patchThing/status/200/body/application/json',
    'patchThing/status/200/example/bigger',
    'patchThing/status/404',
  ]);
  expect(coverage[1]).toEqual({
    promise: 'thing-update#patchThing',
    document,
    text: 'PATCH /apis/x/v1/namespaces/{namespace}/things/{name}: ',
    where: 'Function',
    basis: 'stated',
    checkedBy: ['a.b', 'a.c'],
    planned: [],
  });
});

describe('a requirement checks what it cites', () => {
  test('and nothing beside it: an operation is not its answers, nor an answer its body', () => {
    expect(parts(cover([requirement('a.b', [operation])]), isChecked)).toEqual(['patchThing']);
    const status = requirement('a.b', [{ document, operation: 'patchThing', status: 200 }]);
    expect(parts(cover([status]), isChecked)).toEqual(['patchThing/status/200']);
  });

  test('but not while it is only planned', () => {
    const coverage = cover([requirement('a.b', [operation], { planned: true })]);
    expect(parts(coverage, isChecked)).toEqual([]);
    expect(coverage[1]).toMatchObject({ checkedBy: [], planned: ['a.b'] });
  });
});

describe('one that watches every answer', () => {
  const body: Citation = { document, promise: 'patchThing/status/200/body/application/json' };
  const watching = (...cites: Citation[]) => requirement('w.x', cites, watch);
  const byWatcher = ({ checkedBy }: PromiseCoverage) => checkedBy.includes('w.x');

  test('checks the answers that it cites of an operation that another one sends', () => {
    const status: Citation = { document, operation: 'patchThing', status: 200 };
    const coverage = cover([watching(operation, status, body), requirement('a.b', [operation])]);
    expect(parts(coverage, byWatcher)).toEqual([
      'patchThing/status/200',
      'patchThing/status/200/body/application/json',
    ]);
  });

  test('checks nothing where nobody sends the operation', () => {
    expect(parts(cover([watching(operation, body)]), byWatcher)).toEqual([]);
    const planned = requirement('a.b', [operation], { planned: true });
    expect(parts(cover([watching(body), planned]), byWatcher)).toEqual([]);
  });

  test('checks no refusal: it may never have come', () => {
    const refusal: Citation = { document, operation: 'patchThing', status: 404 };
    expect(parts(cover([watching(refusal), requirement('a.b', [operation])]), byWatcher)).toEqual([]);
  });

  test('checks no answer where there are two for success: which one came is not known', () => {
    const two = contract.replace('        "404":', '        "201": { description: Made. }\n        "404":');
    expect(parts(cover([watching(body), requirement('a.b', [operation])], [], two), byWatcher)).toEqual([]);
  });
});

describe('a waiver', () => {
  const waive = (glob: string): Waiver => ({ glob, reason: 'It cannot be seen.', place: 'waivers.yaml:7' });
  const failing = (waiver: Waiver, more: Partial<Requirement> = {}) => {
    const made = () => cover([requirement('a.b', [operation], more)], [waiver]);
    expect(made).toThrow(ContractError);
    return made;
  };

  test('gives every promise that it matches its reason', () => {
    const coverage = cover([], [waive('thing-update#*/status/*')]);
    expect(parts(coverage, ({ waived }) => waived === 'It cannot be seen.')).toEqual([
      'patchThing/status/200',
      'patchThing/status/200/body/application/json',
      'patchThing/status/200/example/bigger',
      'patchThing/status/404',
    ]);
  });

  test('that matches nothing is an error', () => {
    expect(failing(waive('thing-update#nothing*'))).toThrow(
      'waivers.yaml:7: the waiver thing-update#nothing* matches no promise',
    );
  });

  test('of what is checked, or is to be checked, is an error', () => {
    expect(failing(waive('*'))).toThrow(
      'waivers.yaml:7: the waiver * matches thing-update#patchThing, which a.b checks',
    );
    expect(failing(waive('*'), { planned: true })).toThrow('matches thing-update#patchThing, which a.b is to check');
  });
});

test('a run speaks of the documents of its profiles, and of the requirements that it was about', () => {
  const registry = registryOf([
    requirement('a.b', [operation]),
    requirement('a.c', [operation]),
    requirement('a.d', [operation], { planned: true }),
  ]);
  const coverage = coverageOf(registry, []);
  const of = (profiles: readonly string[], ...ids: string[]) =>
    coverageOfRun(coverage, registry, { profiles, requirements: ids.map((id) => ({ id })) });
  expect(of(['things'], 'a.c')).toHaveLength(coverage.length);
  expect(of(['things'], 'a.c')[1]).toMatchObject({ checkedBy: ['a.c'], planned: [] });
  expect(of(['things'], 'a.d')[1]).toMatchObject({ checkedBy: [], planned: ['a.d'] });
  expect(of(['others'], 'a.c')).toEqual([]);
});
