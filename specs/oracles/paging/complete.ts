import { type Finding, Findings } from '../history/finding.ts';
import type { Read } from '../history/reading.ts';
import { isDecimal } from '../history/versions.ts';
import { missingFrom } from './missing.ts';
import { compareKeys, segmentsOf } from './segment.ts';

/** A page without a token is the last: nothing comes after what it shows (ListMeta, `continue`). A token may lead to an empty page. */
export function judgeComplete(read: Read): Finding[] {
  const findings = new Findings('complete');
  for (const listing of read.history.listings) {
    let passed: string | undefined;
    for (const segment of segmentsOf(listing)) {
      const { version, items, pages, isComplete } = segment;
      for (const { item } of items) if (passed === undefined || compareKeys(item.key, passed) > 0) passed = item.key;
      if (!isComplete || version === undefined || !isDecimal(version) || !read.known.isOrdered) continue;
      findings.checked();
      const end = passed;
      const at = pages.at(-1)?.at ?? 0;
      for (const { key } of missingFrom(segment, version, passed, read)) {
        if (end !== undefined && compareKeys(key, end) <= 0) continue;
        const what = `the page has no token, and ${key}, which comes after what it shows, was not shown`;
        findings.broken({ in: listing.name, at, how: 'missing' }, what, { key });
      }
    }
  }
  return findings.all();
}
