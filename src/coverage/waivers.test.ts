import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ContractError } from '../errors.ts';
import { loadWaivers, type Waiver } from './waivers.ts';

function load(text: string): Waiver[] {
  const folder = mkdtempSync(join(tmpdir(), 'covenant-'));
  try {
    writeFileSync(join(folder, 'waivers.yaml'), text);
    return loadWaivers(join(folder, 'waivers.yaml'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('each glob is a waiver, with its reason and its line', () => {
  expect(load('# so\n- promises:\n    - "a#*"\n    - b#c\n  reason: Because.\n')).toEqual([
    { glob: 'a#*', reason: 'Because.', place: 'waivers.yaml:3' },
    { glob: 'b#c', reason: 'Because.', place: 'waivers.yaml:4' },
  ]);
});

test('a file may hold none', () => {
  expect(load('# none\n')).toEqual([]);
});

describe('what is no waiver is an error that names the line', () => {
  test.each([
    ['promises: [a]', 'waivers.yaml:1: must be a list of waivers'],
    ['- promises: [a]\n  reason: So.\n- reason: So.', 'waivers.yaml:3: the waiver names no promises'],
    ['- promises: []\n  reason: So.', 'waivers.yaml:1: the waiver names no promises'],
    ['- promises: [a]', 'waivers.yaml:1: the waiver has no reason'],
    ['- promises: [a]\n  reason: "  "', 'waivers.yaml:1: the waiver has no reason'],
    ['- promises:\n    - a\n    - 1\n  reason: So.', 'waivers.yaml:3: 1 is no glob'],
    ['- null', 'waivers.yaml:1: the waiver names no promises'],
    ['- promises: [a', 'waivers.yaml:1: '],
  ])('%j', (text, message) => {
    expect(() => load(text)).toThrow(ContractError);
    expect(() => load(text)).toThrow(message);
  });
});
