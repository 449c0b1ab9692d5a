import { describe, expect, test } from 'vitest';
import { copyJson, sameJson } from '../../specs/json.ts';
import { applyJsonPatch } from '../../specs/oracles/json-patch.ts';
import { jsonPatchReadings } from '../../specs/oracles/json-patch-readings.ts';
import { type DocumentExample, documentExamples, latitudeExamples, nullExamples } from './json-patch-examples.ts';
import { inScratch } from './scratch.ts';

const settled = [...documentExamples, ...nullExamples];
const all = [...settled, ...latitudeExamples];

test('every example has a name of its own, in plain characters', () => {
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  for (const { name } of all) expect(name).toMatch(/^[a-z0-9 /-]+$/);
});

test.each(settled.map((example) => [example.name, example] as const))('%s', (_name, example) => {
  expect(applyJsonPatch(example.document, copyJson(example.operations))).toMatchObject(
    'result' in example ? { applied: true, document: example.result } : { applied: false },
  );
});

/** The readings of an example as it is sent, within an object. */
function readingsOf({ document, operations, result }: DocumentExample) {
  return jsonPatchReadings({ kind: 'Thing' }, inScratch(document, operations, result));
}

describe('as it is sent', () => {
  test.each(settled.map((example) => [example.name, example] as const))('%s', (_name, example) => {
    const [first] = readingsOf(example);
    expect(first?.answer.applied).toBe('result' in example);
    if (first?.answer.applied) expect(sameJson(first.answer.document, { kind: 'Thing' })).toBe(true);
  });

  test.each(latitudeExamples.map((example) => [example.name, example] as const))('%s', (name, example) => {
    const [first, ...others] = readingsOf(example);
    expect(first?.answer.applied).toBe(false);
    const taken = others.flatMap(({ latitude }) => latitude);
    expect(taken).toContain(name.split('/')[0]);
  });
});
