import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { options, variableOf } from '../settings/options.ts';
import { root } from './project.ts';

const folder = `${root}/examples`;
const names = readdirSync(folder).filter((name) => name !== 'README.md');
const flags = new Set<string>(options.map(({ name }) => `--${name}`));
const variables = new Set<string>(options.map(({ name }) => variableOf(name)));

test.each(names)('%s uses flags and variables that there are', (name) => {
  const text = readFileSync(`${folder}/${name}`, 'utf8');
  const commands = text.match(/kube-covenant (run|sweep)[^\n;]*/g) ?? [];
  expect(commands.length).toBeGreaterThan(1);
  const used = commands.flatMap((command) => command.match(/--[a-z-]+/g) ?? []);
  expect(used.filter((flag) => !flags.has(flag))).toEqual([]);
  const set = text.match(/KUBE_COVENANT_[A-Z_]+/g) ?? [];
  expect(set.filter((variable) => !variables.has(variable))).toEqual([]);
  expect(used.length + set.length).toBeGreaterThan(3);
});

test.each(names.filter((name) => name.endsWith('.yaml')))('%s is YAML', (name) => {
  expect(() => parse(readFileSync(`${folder}/${name}`, 'utf8'))).not.toThrow();
});

test('the README names each of them', () => {
  const readme = readFileSync(`${folder}/README.md`, 'utf8');
  for (const name of names) expect(readme).toContain(`(${name})`);
});
