import { sameJson } from '../../json.ts';
import type { Item } from '../history/listing.ts';
import { type Choice, selects } from '../history/selects.ts';

/** An object as it was all the while: without a version where it had several. */
export type SettledItem = Omit<Item, 'version'> & { readonly version: string | undefined };

/** What is wrong with a list that chooses, held against the whole list of the same state; undefined where it is what they choose. */
export function wrongSelection(
  whole: readonly SettledItem[],
  shown: readonly Item[],
  choice: Choice,
): string | undefined {
  const chosen = selects(choice);
  const before = new Map(whole.map((item) => [item.key, item]));
  const seen = new Set<string>();
  for (const { key, uid, version, labels } of shown) {
    const known = before.get(key);
    if (seen.has(key)) return `${key} is shown twice`;
    seen.add(key);
    if (!known) return `${key} is shown, which the whole list does not hold`;
    if (known.uid !== uid || (known.version !== undefined && known.version !== version))
      return `${key} is shown at version ${version}, in the whole list at version ${known.version ?? 'another'}`;
    if (chosen(key, known) === false) return `${key} is shown, which is not chosen (labels ${JSON.stringify(labels)})`;
  }
  const lost = whole.find((item) => !seen.has(item.key) && chosen(item.key, item) === true);
  return lost && `${lost.key} is chosen (labels ${JSON.stringify(lost.labels)}), and is not shown`;
}

/** Whether two lists show the same objects at the same versions: then nothing was written in between. */
export function sameItems(one: readonly Item[], other: readonly Item[]): boolean {
  const placed = (items: readonly Item[]) => items.map(({ key, uid, version }) => `${key} ${uid} ${version}`).sort();
  return placed(one).join('\n') === placed(other).join('\n');
}

/**
 * What can be said of the objects between two whole lists although somebody (a controller) wrote to some of them: their labels where
 * those stayed, but neither version nor fields. Undefined where objects came or went, or labels changed.
 */
export function settledItems(before: readonly Item[], after: readonly Item[]): readonly SettledItem[] | undefined {
  const later = new Map(after.map((item) => [item.uid, item]));
  if (before.length !== after.length) return undefined;
  const settled: SettledItem[] = [];
  for (const item of before) {
    const then = later.get(item.uid);
    if (!then || then.key !== item.key || !sameJson(then.labels, item.labels)) return undefined;
    settled.push(then.version === item.version ? item : { ...item, version: undefined, fields: {} });
  }
  return settled;
}
