import type { Change } from '../history/known.ts';
import { isSure, type Read } from '../history/reading.ts';
import { hasSelector, selects } from '../history/selects.ts';
import { compareVersions, firstAfter } from '../history/versions.ts';
import { compareKeys, type Segment } from './segment.ts';

/**
 * The objects that were there at the version of a list and are on none of its pages; each as its last change. Of a segment that a
 * fresh token began only what comes after `passed`, the last key that was shown before it.
 */
export function missingFrom(
  { listing, items, query, isFirst }: Segment,
  version: string,
  passed: string | undefined,
  read: Read,
): Change[] {
  const { known } = read;
  const byState = hasSelector(query);
  const chosen = selects({ ...query, namespace: listing.namespace });
  const shown = new Set(items.map(({ item }) => item.key));
  const missing: Change[] = [];
  for (const key of known.keys) {
    if (shown.has(key)) continue;
    if (!isFirst && (passed === undefined || compareKeys(key, passed) <= 0)) continue;
    const chain = known.of(key);
    const last = chain[firstAfter(chain, version) - 1];
    if (!last || last.what === 'deleted' || last.what === 'hidden' || chosen(key, last.state) !== true) continue;
    // It may have been deleted by then: nobody showed when.
    if (last.next?.after !== undefined && compareVersions(last.next.after, version) < 0) continue;
    if (isSure(read, last, version, { byState })) missing.push(last);
  }
  return missing;
}
