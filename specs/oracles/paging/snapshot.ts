import { type Finding, Findings } from '../history/finding.ts';
import type { Change } from '../history/known.ts';
import type { Item } from '../history/listing.ts';
import type { Read } from '../history/reading.ts';
import { firstAfter, isDecimal, isNewer } from '../history/versions.ts';
import { missingFrom } from './missing.ts';
import { compareKeys, type PlacedItem, type Segment, segmentsOf } from './segment.ts';

/**
 * All pages of a list together are the state at its version, whatever is written between them: what was created later is absent,
 * what was deleted later is there, what was changed later is there as it was (ListMeta, `continue`; recordings, `paging`).
 */
export function judgeSnapshot(read: Read): Finding[] {
  const findings = new Findings('snapshot');
  for (const listing of read.history.listings) {
    let passed: string | undefined;
    for (const segment of segmentsOf(listing)) {
      const { version, items } = segment;
      if (version === undefined || !isDecimal(version) || !read.known.isOrdered) {
        findings.undecided(listing.name, `its version ${version ?? '(absent)'} is no decimal number`);
        continue;
      }
      for (const placed of items) judgeItem(findings, placed, version, segment, read);
      if (segment.isComplete) judgeMissing(findings, segment, version, passed, read);
      else findings.undecided(listing.name, 'it was not read to its end');
      for (const { item } of items) if (passed === undefined || compareKeys(item.key, passed) > 0) passed = item.key;
    }
  }
  return findings.all();
}

function judgeItem(
  findings: Findings,
  { item, page, index }: PlacedItem,
  version: string,
  { listing }: Segment,
  { known }: Read,
): void {
  findings.checked();
  const wrong = wrongItem(item, version, known.of(item.key), listing.representation ?? 'object');
  if (wrong === undefined) return;
  const mark = { in: listing.name, at: page, item: index, how: 'wrong' } as const;
  findings.broken(mark, `${item.key} ${wrong}`, { key: item.key, version: item.version });
}

function wrongItem(
  { version: shown, uid, digest }: Item,
  version: string,
  chain: readonly Change[],
  representation: string,
): string | undefined {
  if (!isDecimal(shown)) return undefined;
  if (isNewer(shown, version)) return `is shown at version ${shown}, and the list is of version ${version}`;
  const last = chain[firstAfter(chain, version) - 1];
  if (!last || isNewer(shown, last.version)) return undefined;
  if (last.what === 'deleted') {
    // Of a deletion that nobody showed only the later limit is known.
    const isGone = last.uid === uid || last.after === undefined;
    return isGone ? `is shown, but was deleted before version ${version}` : undefined;
  }
  if (shown !== last.version)
    return `is shown at version ${shown}, but was of version ${last.version} at version ${version}`;
  if (last.what === 'hidden') return undefined;
  if (uid !== last.uid) return `is shown with the uid ${uid}; it is ${last.uid}`;
  const right = representation === 'object' ? last.state?.digest : last.state?.metadataDigest;
  return right === undefined || digest === undefined || right === digest
    ? undefined
    : `is shown in another state than that of its version ${shown}`;
}

function judgeMissing(
  findings: Findings,
  segment: Segment,
  version: string,
  passed: string | undefined,
  read: Read,
): void {
  const { listing, items, pages } = segment;
  for (const { key, version: last } of missingFrom(segment, version, passed, read)) {
    // Where it should have been: on the first page that shows what comes after it, or on the last.
    const after = items.find(({ item }) => compareKeys(item.key, key) > 0);
    const mark = { in: listing.name, at: after?.page ?? pages.at(-1)?.at ?? 0, how: 'missing' } as const;
    const what = `${key}, which was there at version ${version} of the list, is on none of its pages`;
    findings.broken(mark, what, { key, version: last });
  }
}
