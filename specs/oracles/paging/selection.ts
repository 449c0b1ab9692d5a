import type { Item } from '../history/listing.ts';
import { type Choice, selects } from '../history/selects.ts';

/** What is wrong with a list that chooses, held against the whole list of the same state; undefined where it is what they choose. */
export function wrongSelection(whole: readonly Item[], shown: readonly Item[], choice: Choice): string | undefined {
  const chosen = selects(choice);
  const before = new Map(whole.map((item) => [item.key, item]));
  const seen = new Set<string>();
  for (const { key, uid, version, labels } of shown) {
    const known = before.get(key);
    if (seen.has(key)) return `${key} is shown twice`;
    seen.add(key);
    if (!known) return `${key} is shown, which the whole list does not hold`;
    if (known.uid !== uid || known.version !== version)
      return `${key} is shown at version ${version}, in the whole list at version ${known.version}`;
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
