import { describe, expect, test } from 'vitest';
import { ContractError } from '../errors.ts';
import { loadLibrary, resourcesOf } from './library.ts';
import { profilesOf } from './profile.ts';
import { contract, dispute, loadSpecs, profile } from './small-specs.test-data.ts';

function errorOf(files: Record<string, string>): string {
  try {
    loadSpecs(files);
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(ContractError);
    expect((thrown as ContractError).message).not.toContain('\n');
    return (thrown as ContractError).message;
  }
  throw new Error('nothing was thrown');
}

/** The 1-based line of a text that begins with these words. */
function lineOf(text: string, words: string): number {
  return text.split('\n').findIndex((line) => line.trimStart().startsWith(words)) + 1;
}

describe("the project's own specs", () => {
  const library = loadLibrary();

  test('have every contract in a profile: one in none would never be checked', () => {
    const ids = [...library.contracts.keys()];
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.filter((id) => profilesOf(library.profiles.values(), id).length === 0)).toEqual([]);
  });

  test('have evidence and a known answer for every dispute', () => {
    const bare = library.disputes.filter(({ evidence, observed }) => evidence.length === 0 || observed.length === 0);
    expect(bare.map(({ id }) => id)).toEqual([]);
  });
});

test('a folder of contracts, profiles and disputes becomes one library', () => {
  const library = loadSpecs({ 'disputes.yaml': dispute });
  expect([...library.contracts.keys()]).toEqual(['thing-update']);
  expect(library.profiles.get('things')).toMatchObject({ title: 'Things', contracts: ['thing-update'] });
  expect(library.disputes).toMatchObject([{ id: 'size-is-dropped', place: 'disputes.yaml:1' }]);
  expect(resourcesOf(library)).toMatchObject([
    { name: 'thing', contract: 'thing-update', path: '/apis/x/v1/namespaces/{namespace}/things/{name}' },
  ]);
  expect(library.contracts.get('thing-update')?.operations.get('patchThing')).toMatchObject({ method: 'patch' });
});

test('a file of disputes may hold none', () => {
  expect(loadSpecs({ 'disputes.yaml': '# none yet\n' }).disputes).toEqual([]);
});

describe('a fault in the specs is an error that names file and line', () => {
  test('YAML that is none', () => {
    const broken = contract.replace('  version: "1"', '  version: "1');
    expect(errorOf({ 'documents/thing.openapi.yaml': broken })).toMatch(/^thing\.openapi\.yaml:\d+: /);
    expect(errorOf({ 'profiles/things.yaml': 'name: a\ncontracts: [' })).toMatch(/^things\.yaml:[23]: /);
  });

  test('a key that is there twice', () => {
    const twice = `${contract}info: {}\n`;
    const line = twice.split('\n').length - 1;
    expect(errorOf({ 'documents/thing.openapi.yaml': twice })).toMatch(new RegExp(`^thing\\.openapi\\.yaml:${line}: `));
  });

  test('a contract without an id', () => {
    const anonymous = contract.replace('    id: thing-update\n', '');
    expect(errorOf({ 'documents/thing.openapi.yaml': anonymous })).toBe(
      `thing.openapi.yaml:${lineOf(anonymous, 'title: Update')}: info.x-document.id is missing`,
    );
    expect(errorOf({ 'documents/thing.openapi.yaml': '' })).toContain('thing.openapi.yaml:1: ');
  });

  test('a contract id that another file has already', () => {
    expect(errorOf({ 'documents/zeta.openapi.yaml': contract })).toBe(
      `zeta.openapi.yaml:${lineOf(contract, 'id: thing-update')}: id thing-update is already that of thing.openapi.yaml`,
    );
  });

  test('an operationId that is used twice', () => {
    const twice = `${contract}    put:\n      operationId: patchThing\n`;
    expect(errorOf({ 'documents/thing.openapi.yaml': twice })).toMatch(
      /^thing\.openapi\.yaml:\d+: operationId patchThing is used twice$/,
    );
  });

  test('an operation without an id', () => {
    const silent = `${contract}    put:\n      summary: Write it.\n`;
    const line = lineOf(silent, 'summary: Write it.');
    expect(errorOf({ 'documents/thing.openapi.yaml': silent })).toBe(
      `thing.openapi.yaml:${line}: put /apis/x/v1/namespaces/{namespace}/things/{name} has no operationId`,
    );
  });

  test('a profile that names a contract that is none', () => {
    expect(errorOf({ 'profiles/things.yaml': `${profile}  - thing-removal\n` })).toBe(
      'things.yaml:6: no contract thing-removal; there are thing-update',
    );
  });

  test('two profiles of one name', () => {
    expect(errorOf({ 'profiles/zeta.yaml': profile })).toContain('profile things is declared twice');
  });

  test('a dispute without evidence', () => {
    const [bare = ''] = dispute.split('  evidence:');
    const line = dispute.split('\n').length;
    expect(errorOf({ 'disputes.yaml': dispute + bare.replace('size-is-dropped', 'other') })).toBe(
      `disputes.yaml:${line}: 1 must have required property 'evidence'`,
    );
  });

  test('a dispute that is declared twice', () => {
    const line = dispute.split('\n').length;
    expect(errorOf({ 'disputes.yaml': dispute + dispute })).toBe(
      `disputes.yaml:${line}: dispute size-is-dropped is declared twice`,
    );
  });

  test('a reference that points at nothing', () => {
    const broken = contract.replace('minimal: {', "schema: { $ref: '../schemas/none.yaml#/Thing' }\n      minimal: {");
    expect(errorOf({ 'documents/thing.openapi.yaml': broken })).toMatch(
      /^thing\.openapi\.yaml:16: \.\.\/schemas\/none\.yaml#\/Thing points at nothing$/,
    );
    const inside = contract.replace('"404": {', '"404": { $ref: "#/components/responses/None",');
    expect(errorOf({ 'documents/thing.openapi.yaml': inside })).toContain(
      '#/components/responses/None points at nothing',
    );
  });

  test('a dispute about a promise that is none', () => {
    expect(errorOf({ 'disputes.yaml': dispute.replace('field: spec.size', 'field: spec.none') })).toMatch(
      /^disputes\.yaml:1: dispute size-is-dropped: thing\.openapi\.yaml:\d+: there is no updatable field spec\.none/,
    );
  });

  test('a profile with a member that profiles do not have', () => {
    expect(errorOf({ 'profiles/things.yaml': `${profile}colour: red\n` })).toBe(
      'things.yaml:1: it must NOT have additional properties (colour)',
    );
  });

  test('a dispute about a document that is none', () => {
    expect(errorOf({ 'disputes.yaml': dispute.replace('document: thing-update', 'document: x') })).toBe(
      'disputes.yaml:1: dispute size-is-dropped: no document x; there are thing-update',
    );
  });

  test('a file that is not there is named', () => {
    expect(() => loadLibrary('/no/such/folder')).toThrow('/no/such/folder');
  });
});
