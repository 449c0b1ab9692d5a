import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLedger, outstanding } from './ledger.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'covenant-'));
  file = join(folder, 'ledger.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a ledger that was never written to has nothing outstanding', () => {
  expect(outstanding(file)).toEqual([]);
});

test('what was made and is not gone is outstanding, in the order in which it was made', () => {
  const ledger = openLedger(file);
  for (const path of ['/ns', '/ns/a', '/ns/b', '/ns/c']) ledger.intend(path);
  ledger.created('/ns/b', 'uid-b');
  ledger.created('/ns', 'uid-ns');
  ledger.gone('/ns/a');
  expect(outstanding(file)).toEqual([
    { path: '/ns', uid: 'uid-ns' },
    { path: '/ns/b', uid: 'uid-b' },
    { path: '/ns/c' },
  ]);
});

test('a name that was used again is outstanding with the uid of the last one', () => {
  const ledger = openLedger(file);
  ledger.intend('/a');
  ledger.created('/a', 'first');
  ledger.gone('/a');
  ledger.intend('/a');
  ledger.created('/a', 'second');
  expect(outstanding(file)).toEqual([{ path: '/a', uid: 'second' }]);
});

test('every line is on disk as soon as it is written, and a second opening goes on where the first stopped', () => {
  openLedger(file).intend('/a');
  expect(outstanding(file)).toEqual([{ path: '/a' }]);
  openLedger(file).created('/a', 'u');
  expect(outstanding(file)).toEqual([{ path: '/a', uid: 'u' }]);
});

test('a last line that a crash cut off is passed over, the others hold', () => {
  const ledger = openLedger(file);
  ledger.intend('/a');
  ledger.created('/a', 'u');
  appendFileSync(file, '["gone","/a');
  expect(outstanding(file)).toEqual([{ path: '/a', uid: 'u' }]);
});
