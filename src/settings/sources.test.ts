import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UsageError } from '../errors.ts';
import { options, variableOf } from './options.ts';
import { fromEnvironment, fromFile, layered, settingsFile } from './sources.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'covenant-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(...lines: string[]): void {
  writeFileSync(join(folder, settingsFile), lines.join('\n'));
}

function errorOf(action: () => unknown): string {
  try {
    action();
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(UsageError);
    return (thrown as UsageError).message;
  }
  throw new Error('nothing was thrown');
}

describe('a setting', () => {
  test('is taken from the flag before the variable before the file', () => {
    file('effort: deep', 'seed: 3', 'concurrency: 5');
    const environment = fromEnvironment({ KUBE_COVENANT_EFFORT: 'quick', KUBE_COVENANT_SEED: '2' });
    expect(layered({ effort: 'standard' }, environment, fromFile(folder))).toEqual({
      effort: 'standard',
      seed: '2',
      concurrency: 5,
    });
  });

  test('that no source names is absent', () => {
    expect(layered({}, fromEnvironment({ PATH: '/bin', KUBE_COVENANT_SEED: '' }), fromFile(folder))).toEqual({});
  });

  test('has a variable named after its flag', () => {
    expect(variableOf('insecure-skip-tls-verify')).toBe('KUBE_COVENANT_INSECURE_SKIP_TLS_VERIFY');
    const everything = Object.fromEntries(options.map(({ name }) => [variableOf(name), 'true']));
    expect(Object.keys(fromEnvironment(everything)).sort()).toEqual(options.map(({ name }) => name).sort());
  });
});

describe('of settings that stand for one another, the nearer source replaces both', () => {
  test('a token leaves no token file', () => {
    const raw = layered({ token: 'a' }, { 'token-file': '/t' }, { effort: 'quick' });
    expect(raw).toEqual({ token: 'a', effort: 'quick' });
  });

  test('a server leaves no kubeconfig and no context, and the other way round', () => {
    expect(layered({ server: 'https://a' }, { kubeconfig: 'k', context: 'c' })).toEqual({ server: 'https://a' });
    expect(layered({ kubeconfig: 'k' }, { server: 'https://a', context: 'c' })).toEqual({ kubeconfig: 'k' });
  });

  test('both from one source are both kept, for the error that says so', () => {
    expect(layered({ token: 'a', 'token-file': '/t' })).toEqual({ token: 'a', 'token-file': '/t' });
  });
});

describe('variables', () => {
  test('hold lists one item a line, and switches as true, 1, false or 0', () => {
    const raw = fromEnvironment({
      KUBE_COVENANT_HEADER: 'A: 1\nB: 2\n',
      KUBE_COVENANT_STRICT_DOCUMENTS: '1',
      KUBE_COVENANT_INSECURE_SKIP_TLS_VERIFY: 'false',
    });
    expect(raw).toEqual({ header: ['A: 1', 'B: 2'], 'strict-documents': true, 'insecure-skip-tls-verify': false });
  });

  test('TARGET names the server for users of vitest, where no variable of ours does', () => {
    expect(fromEnvironment({ TARGET: 'https://a' })).toEqual({ server: 'https://a' });
    expect(fromEnvironment({ TARGET: 'https://a', KUBE_COVENANT_SERVER: 'https://b' })).toEqual({
      server: 'https://b',
    });
  });

  test('that look like ours and are not are an error that suggests the nearest', () => {
    expect(errorOf(() => fromEnvironment({ KUBE_COVENANT_SERVR: 'x' }))).toBe(
      'KUBE_COVENANT_SERVR is not a variable of kube-covenant (did you mean KUBE_COVENANT_SERVER?)',
    );
  });

  test('that are switches say what they must be', () => {
    const message = errorOf(() => fromEnvironment({ KUBE_COVENANT_STRICT_DOCUMENTS: 'yes' }));
    expect(message).toBe('KUBE_COVENANT_STRICT_DOCUMENTS: strict-documents must be true or false, not "yes"');
  });
});

describe('the file', () => {
  test('holds any setting by the name of its flag; a list may be one text', () => {
    file('server: https://a', 'filter: update.*', 'header: ["A: 1", "B: 2"]', 'strict-documents: true', 'seed: 7');
    expect(fromFile(folder)).toEqual({
      server: 'https://a',
      filter: ['update.*'],
      header: ['A: 1', 'B: 2'],
      'strict-documents': true,
      seed: 7,
    });
  });

  test('may be empty', () => {
    file('# nothing yet');
    expect(fromFile(folder)).toEqual({});
  });

  test.each<[string, string[], RegExp]>([
    [
      'an unknown key, with a suggestion',
      ['seed: 1', 'profil: cce'],
      /^kube-covenant.yaml:2: profil is not a setting \(did you mean profile\?\)$/,
    ],
    [
      'a switch that is a text',
      ['', 'strict-documents: "yes"'],
      /^kube-covenant.yaml:2: .* must be true or false, not "yes"$/,
    ],
    [
      'a list that holds more than texts',
      ['header: [{a: 1}]'],
      /^kube-covenant.yaml:1: header must be a list of texts/,
    ],
    ['a text that is a list', ['server: [a]'], /^kube-covenant.yaml:1: server must be a text, not \["a"\]$/],
    ['a number that is none', ['seed: true'], /^kube-covenant.yaml:1: seed must be a number, not true$/],
    ['a key without a value', ['token:'], /^kube-covenant.yaml:1: token must be a text, not null$/],
    ['YAML that is none', ['seed: 1', 'effort: [quick'], /^kube-covenant.yaml:[23]: /],
    ['a key that is there twice', ['seed: 1', 'seed: 2'], /^kube-covenant.yaml:2: /],
    ['no settings at all but a list', ['- seed'], /^kube-covenant.yaml:1: /],
  ])('is refused in one line that names the place, for %s', (_what, lines, message) => {
    file(...lines);
    const text = errorOf(() => fromFile(folder));
    expect(text).toMatch(message);
    expect(text).not.toContain('\n');
  });
});
