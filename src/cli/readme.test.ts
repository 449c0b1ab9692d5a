import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildProgram } from './program.ts';
import { root } from './project.ts';

const { commands } = buildProgram(() => {});
const known = new Map(commands.map((command) => [command.name(), command.options.map(({ long }) => long ?? '')]));

const text = readFileSync(`${root}/README.md`, 'utf8');
const lines = [...text.matchAll(/kube-covenant ([a-z]+)((?: +(?!&)[^\s`]+)*)/g)].map(
  ([line, name = '', words = '']) => ({ line, name, flags: words.match(/--[a-z-]+/g) ?? [] }),
);

test.each(lines.filter(({ flags }) => flags.length > 0))(
  '$line: there is that command, with those options',
  ({ name, flags }) => {
    expect(flags.filter((flag) => !known.get(name)?.includes(flag))).toEqual([]);
  },
);

test('the README names every option of a run', () => {
  expect(known.get('run')?.filter((flag) => !text.includes(flag))).toEqual([]);
});
