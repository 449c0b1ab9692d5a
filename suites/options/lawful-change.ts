import { withValue } from '../../fixtures/transitions.ts';
import { tokensOf } from '../../specs/field-path.ts';
import { isObject, type JsonObject, valueAt } from '../../specs/json.ts';
import type { Resource } from '../../src/contract/contract.ts';
import { type Place, withLabel } from '../update-rules/places.ts';

/** Makes the wanted object of the stored one; each turn is another change. */
export type Change = (stored: JsonObject, turn?: number) => JsonObject;

/**
 * A change that is lawful at a place: a label of the object; at a subresource one of its lawful values, or one more item of the
 * list that it writes. Undefined where the contract knows none.
 */
export function lawfulChange({ samples = {} }: Resource, { subresource }: Place): Change | undefined {
  if (subresource === undefined) return (stored, turn = 1) => withLabel(stored, 'covenant-option', `turn-${turn}`);
  const { writes, values = [] } = subresource;
  const part = tokensOf(writes);
  if (values.length > 0)
    return (stored, turn = 1) => {
      const now = valueAt(stored, part);
      return withValue(stored, part, { ...(isObject(now) ? now : {}), ...values[(turn - 1) % values.length] });
    };
  const item = samples[`${writes}[*]`];
  if (!isObject(item)) return undefined;
  return (stored, turn = 1) => {
    const now = valueAt(stored, part);
    const name = 'name' in item && { name: `${String(item['name'])}-${turn}` };
    return withValue(stored, part, [...(Array.isArray(now) ? now : []), { ...item, ...name }]);
  };
}
