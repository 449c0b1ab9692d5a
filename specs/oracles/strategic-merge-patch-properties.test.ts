import fc from 'fast-check';
import { expect, test } from 'vitest';
import { strategicMergePatch as way } from '../../src/ways/strategic-merge-patch.ts';
import { copyJson, type JsonObject, valueAt } from '../json.ts';
import { thing, thingSchemas, unordered } from './keyed-objects.test-data.ts';
import { applyStrategicMergePatch } from './strategic-merge-patch.ts';

const pair = fc.record({ stored: thing, wanted: thing });
const set = thingSchemas as never;

test('the patch that the suites write turns the one into the other, the order of merged lists aside', () => {
  fc.assert(
    fc.property(pair, ({ stored, wanted }) => {
      const patch = way.body(stored, wanted, set);
      const answer = applyStrategicMergePatch(stored, patch, thingSchemas);
      expect(unordered(answer)).toEqual(unordered({ applied: true, document: wanted }));
    }),
    { numRuns: 200 },
  );
});

test('one written as a patch over the other takes nothing away, leaves what it was given, and again changes nothing', () => {
  fc.assert(
    fc.property(pair, ({ stored, wanted }) => {
      const before = copyJson({ stored, wanted });
      const once = applyStrategicMergePatch(stored, wanted, thingSchemas);
      expect({ stored, wanted }).toEqual(before);
      if (!once.applied) throw new Error(once.reason);
      expect(applyStrategicMergePatch(once.document as JsonObject, wanted, thingSchemas)).toEqual(once);
      const ids = (object: unknown, ...path: string[]) => {
        const list = (valueAt(object, path) ?? []) as (JsonObject | string)[];
        return list.map((item) => (typeof item === 'string' ? item : item['name']));
      };
      for (const path of [
        ['metadata', 'finalizers'],
        ['spec', 'items'],
      ]) {
        const merged = ids(once.document, ...path);
        expect(new Set(merged)).toEqual(new Set([...ids(stored, ...path), ...ids(wanted, ...path)]));
        // What the patch writes comes in its order.
        expect(merged.filter((id) => ids(wanted, ...path).includes(id))).toEqual(ids(wanted, ...path));
      }
    }),
    { numRuns: 200 },
  );
});

test('the order that is set is the order that is stored', () => {
  const order = fc.shuffledSubarray(['a', 'b', 'c'], { minLength: 3 });
  fc.assert(
    fc.property(thing, order, (stored, wanted) => {
      const patch = { metadata: { '$setElementOrder/finalizers': wanted } };
      const answer = applyStrategicMergePatch(stored, patch, thingSchemas);
      const before = (valueAt(stored, ['metadata', 'finalizers']) ?? []) as string[];
      const after = answer.applied ? (valueAt(answer.document, ['metadata', 'finalizers']) ?? []) : undefined;
      expect(after).toEqual(wanted.filter((one) => before.includes(one)));
    }),
  );
});
