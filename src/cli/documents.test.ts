import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { UsageError } from '../errors.ts';
import { verify } from './commands/documents.ts';

test('documents that are not there are named, each with the contract that is about it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'covenant-documents-'));
  writeFileSync(join(folder, 'other.txt'), 'Something else\n');
  const { text, code } = verify(folder);
  rmSync(folder, { recursive: true });
  expect(code).toBe(1);
  expect(text).toContain('other.txt:1: other.txt: no contract is about this document');
  expect(text.match(/there is no text \d{3}_/g)).toHaveLength(5);
  expect(text).toContain('5 contracts: 1 missing, 5 absent');
});

test('a folder that cannot be read, or holds no text, is the caller’s mistake', () => {
  expect(() => verify('/nowhere/at/all')).toThrow(UsageError);
  const folder = mkdtempSync(join(tmpdir(), 'covenant-documents-'));
  expect(() => verify(folder)).toThrow(/holds no \.txt file/);
  rmSync(folder, { recursive: true });
});
