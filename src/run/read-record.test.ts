import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sample } from '../../reports/sample.test-data.ts';
import { UsageError } from '../errors.ts';
import { readRecord } from './read-record.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'covenant-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(content: unknown): string {
  const path = join(folder, 'run.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

test('a record is read as it was written', () => {
  // Halves of surrogate pairs do not survive a file.
  const written = JSON.parse(JSON.stringify(sample)) as typeof sample;
  expect(readRecord(file(written))).toEqual(JSON.parse(JSON.stringify(written)));
});

describe.each([
  ['cut short', () => file(JSON.stringify(sample).slice(0, 5000)), /is no JSON: it is cut short$/],
  ['no JSON', () => file('<html>'), /is no JSON$/],
  ['a list', () => file([]), /is no run record: it has no recordVersion/],
  ['a foreign object', () => file({ name: 'x', version: '1.0.0' }), /is no run record: it has no recordVersion/],
  ['newer', () => file({ ...sample, recordVersion: 2 }), /of version 2; this kube-covenant reads 1/],
  ['without its cases', () => file({ ...sample, cases: undefined }), /no whole run record: it lacks cases/],
  ['with a foreign member', () => file({ ...sample, more: 1 }), /no whole run record: it has a foreign member more/],
  [
    'wrong within',
    () => file({ ...sample, run: { ...sample.run, seed: 'x' } }),
    /no whole run record: run\.seed must be/,
  ],
  ['not there', () => join(folder, 'none.json'), /none\.json cannot be read: no such file/],
  ['a folder', () => folder, /cannot be read: it is a folder; name a file in it/],
] as const)('a file that is %s', (_what, make, message) => {
  test('is refused in one line', () => {
    const read = () => readRecord(make());
    expect(read).toThrow(UsageError);
    expect(read).toThrow(message);
  });
});
