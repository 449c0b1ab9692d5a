import { isObject } from '../json.ts';
import { type Deviation, type PassiveJudge, shown } from './passive.ts';

/** A whole number without a sign or leading zeros (API concepts, "Resource versions": they can be compared as numbers). */
const decimal = /^(?:0|[1-9][0-9]*)$/;

/** Every resourceVersion of a body, of the list and of its items, is a decimal number. An empty one counts as absent. */
export const judgeResourceVersions: PassiveJudge = ({ status, body }) => {
  if (status >= 400 || !isObject(body)) return undefined;
  const own = deviationOf(body, 'metadata.resourceVersion');
  const deviations = own ? [own] : [];
  const { items } = body;
  if (!Array.isArray(items)) return deviations;
  for (const item of items) {
    const found = isObject(item) ? deviationOf(item, 'items[*].metadata.resourceVersion') : undefined;
    // One item stands for all of them: it is the same fault.
    if (found) return [...deviations, found];
  }
  return deviations;
};

function deviationOf(object: { [key: string]: unknown }, place: string): Deviation | undefined {
  const metadata = object['metadata'];
  const version = isObject(metadata) ? metadata['resourceVersion'] : undefined;
  // What is no text at all does not fit its schema, and is found there.
  if (typeof version !== 'string' || version === '' || decimal.test(version)) return undefined;
  return {
    what: place,
    reason: `${place} is no decimal number`,
    expected: 'decimal digits, so that two versions can be compared',
    actual: shown(version),
  };
}
