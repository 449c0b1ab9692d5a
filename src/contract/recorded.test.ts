import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chapters } from '../../suites/index.ts';
import { buildRegistry } from '../registry.ts';
import { loadRecorded } from './recorded.ts';

test('recorded behaviour is of requirements that there are', () => {
  const ids = buildRegistry(chapters).requirements.map(({ id }) => id);
  const recorded = loadRecorded(ids);
  expect(recorded.size).toBeGreaterThan(0);
  for (const evidence of recorded.values()) expect(evidence.length).toBeGreaterThan(0);
});

test('recorded behaviour of no requirement is an error with its line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'covenant-'));
  const file = join(folder, 'recorded-behaviour.yaml');
  writeFileSync(file, '# first\nnone.such: []\n');
  expect(() => loadRecorded(['some.such'], file)).toThrow('recorded-behaviour.yaml:2: none.such is no requirement');
  rmSync(folder, { recursive: true });
});
