import { expect, test } from 'vitest';
import { faults } from '../fixtures/reference-server/index.ts';
import { chapters } from '../suites/index.ts';
import { buildRegistry } from './registry.ts';
import { seededFaults } from './seeded-faults.ts';

const known = faults.map(({ id }) => id);

test('every fault that a requirement can name is one that the reference server can be given', () => {
  expect(seededFaults.filter((id) => !known.includes(id))).toEqual([]);
});

test('no fault is named twice', () => {
  expect(new Set(seededFaults).size).toBe(seededFaults.length);
  expect(new Set(known).size).toBe(known.length);
});

test('every fault is caught by a requirement that says so', () => {
  const killed = new Set(buildRegistry(chapters).requirements.flatMap(({ kills }) => kills));
  expect(seededFaults.filter((id) => !killed.has(id))).toEqual([]);
});
