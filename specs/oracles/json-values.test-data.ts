import fc from 'fast-check';
import type { JsonObject } from '../json.ts';

/**
 * Names that meet one another, and those that go wrong: empty, of digits, with pointer characters, of Object's prototype.
 */
const names = ['a', 'b', '', '0', '-', 'a/b', 'm~n', '~1', 'constructor', 'toString', '__proto__'] as const;

/** JSON objects drawn from a few names and values, so that two of them differ in some places and agree in others. */
export function jsonObject({ nulls }: { nulls: boolean }): fc.Arbitrary<JsonObject> {
  const scalar = fc.constantFrom<unknown>(0, 1, true, false, '', 'text', ...(nulls ? [null] : []));
  const { object } = fc.letrec<{ value: unknown; object: JsonObject }>((tie) => ({
    value: fc.oneof({ depthSize: 'small' }, scalar, tie('object'), fc.array(tie('value'), { maxLength: 3 })),
    object: fc
      .uniqueArray(fc.tuple(fc.constantFrom(...names), tie('value')), { maxLength: 4, selector: ([name]) => name })
      .map((members) => Object.fromEntries(members)),
  }));
  return object;
}
