import { expect, test } from 'vitest';
import { faults } from '../fixtures/reference-server/index.ts';
import { seededFaults, seededFaultsByArea } from './seeded-faults.ts';

test('the faults that a requirement can name are those that the reference server can be given, by area', () => {
  const known: Record<string, string[]> = {};
  for (const { area, id } of faults) known[area] = [...(known[area] ?? []), id];
  expect(seededFaultsByArea).toEqual(known);
});

test('no fault is named twice', () => {
  expect(new Set(seededFaults).size).toBe(seededFaults.length);
});
