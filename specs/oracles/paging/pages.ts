import { type Finding, Findings } from '../history/finding.ts';
import type { Page } from '../history/listing.ts';
import type { Read } from '../history/reading.ts';
import { hasSelector, selects } from '../history/selects.ts';
import { compareKeys, segmentsOf } from './segment.ts';

/** All pages of one list are of one version (ListMeta, `continue`). */
export function judgeConstantVersion({ history }: Read): Finding[] {
  const findings = new Findings('constant version');
  for (const { listing, pages, version } of history.listings.flatMap(segmentsOf))
    for (const { page, at } of pages) {
      findings.checked();
      if (page.resourceVersion !== version || version === undefined)
        findings.broken(
          { in: listing.name, at, how: 'wrong' },
          `the page is of version ${page.resourceVersion ?? '(absent)'}, the first of ${version ?? '(absent)'}`,
        );
    }
  return findings.all();
}

/**
 * No page holds more than the limit; where version "0" is asked for, a server may pay no heed to it (recordings, `paging` 56). One
 * that knows no limit at all shows the whole list without a token, which clients must expect (ListMeta, `limit`): that is advice.
 */
export function judgeWithinLimit({ history }: Read): Finding[] {
  const findings = new Findings('within limit');
  for (const { listing, pages } of history.listings.flatMap(segmentsOf))
    for (const { page, at } of pages) {
      const limit = limitOf(page);
      if (limit === undefined || page.query.resourceVersion === '0') continue;
      findings.checked();
      const { length } = page.items;
      if (length <= limit) continue;
      const isWhole = page.query.continue === undefined && page.continue === undefined;
      const what = `the page holds ${length} items, the limit is ${limit}`;
      findings.broken({ in: listing.name, at, how: 'wrong' }, what, { level: isWhole ? 'should' : 'must' });
    }
  return findings.all();
}

/** The limit that a page was asked for with; none where it is zero or less (recordings, `paging` 22 and 23). */
export function limitOf({ query: { limit } }: Pick<Page, 'query'>): number | undefined {
  const asked = Number(limit);
  return limit !== undefined && asked > 0 ? asked : undefined;
}

/** No object is on two pages, or on one twice. */
export function judgeOnce({ history }: Read): Finding[] {
  const findings = new Findings('once');
  for (const listing of history.listings) {
    const seen = new Map<string, number>();
    for (const { items } of segmentsOf(listing))
      for (const { item, page, index } of items) {
        findings.checked();
        const first = seen.get(item.key);
        if (first === undefined) seen.set(item.key, page);
        else
          findings.broken(
            { in: listing.name, at: page, item: index, how: 'repeated' },
            `${item.key} is shown again: it is on page ${first + 1} already`,
            { key: item.key, version: item.version },
          );
      }
  }
  return findings.all();
}

/**
 * A list has an order, and the same one each time (kubernetes/kubernetes#113730); by the bytes of namespace and name is that of
 * the store, which nobody promises. A list from a cache, by version "0", need not keep it.
 */
export function judgeInOrder({ history }: Read): Finding[] {
  const findings = new Findings('in order');
  const orders = new Map<string, { readonly name: string; readonly places: ReadonlyMap<string, number> }>();
  for (const segment of history.listings.flatMap(segmentsOf)) {
    const { listing, items, query, version, isFirst } = segment;
    const { name } = listing;
    const level = query.resourceVersion === '0' ? 'should' : 'must';
    const same = JSON.stringify([listing.namespace, query.labelSelector, query.fieldSelector, version]);
    const other = isFirst ? orders.get(same) : undefined;
    let last: { readonly key: string; readonly place: number } | undefined;
    for (const { item, page, index } of items) {
      findings.checked();
      const { key } = item;
      const mark = { in: name, at: page, item: index, how: 'disordered' } as const;
      const place = other?.places.get(key) ?? -1;
      if (last && place >= 0 && place < last.place)
        findings.broken(mark, `${key} is shown after ${last.key}, in ${other?.name} before it`, { key, level });
      else if (last && compareKeys(key, last.key) < 0)
        findings.broken(mark, `${key} is shown after ${last.key}`, { key, level: 'should' });
      last = { key, place: Math.max(place, last?.place ?? -1) };
    }
    if (isFirst && !other) orders.set(same, { name, places: new Map(items.map(({ item }, at) => [item.key, at])) });
  }
  return findings.all();
}

/** A page shows only what is asked for: of its namespace, and chosen by its selectors (kubernetes-sigs/metrics-server#604). */
export function judgeSelected({ history }: Read): Finding[] {
  const findings = new Findings('selected');
  for (const { listing, items, query } of history.listings.flatMap(segmentsOf)) {
    const chosen = selects({ ...query, namespace: listing.namespace });
    for (const { item, page, index } of items) {
      findings.checked();
      if (chosen(item.key, item) !== false) continue;
      findings.broken(
        { in: listing.name, at: page, item: index, how: 'wrong' },
        `${item.key} is shown, which is not what is asked for (labels ${JSON.stringify(item.labels)})`,
        { key: item.key, version: item.version },
      );
    }
  }
  return findings.all();
}

/**
 * `remainingItemCount`, where there is one, is the number of items on the pages that follow. It may be an estimate, and be absent
 * wherever a server likes, as it must be with selectors and on the last page (ListMeta): all of it is advice.
 */
export function judgeRemaining({ history }: Read): Finding[] {
  const findings = new Findings('remaining count');
  for (const { listing, pages, items, isComplete, query } of history.listings.flatMap(segmentsOf)) {
    let left = items.length;
    for (const { page, at } of pages) {
      left -= page.items.length;
      const { remainingItemCount: count } = page;
      if (count === undefined) continue;
      findings.checked();
      const wrong = hasSelector(query)
        ? `the page says that ${count} items remain, which with a selector nobody can know`
        : page.continue === undefined
          ? `the last page says that ${count} items remain`
          : isComplete && count !== left
            ? `the page says that ${JSON.stringify(count)} items remain; there are ${left}`
            : undefined;
      if (wrong !== undefined) findings.broken({ in: listing.name, at, how: 'wrong' }, wrong, { level: 'should' });
    }
  }
  return findings.all();
}

/**
 * The same token with the same query gives the same page, as long as it is good. A fresh one, from the refusal of an expired one,
 * stands for no state: each time it gives what there is.
 */
export function judgeRepeatable({ history }: Read): Finding[] {
  const findings = new Findings('repeatable');
  const pages = new Map<string, { readonly name: string; readonly text: string }>();
  const all = history.listings.flatMap((listing) => listing.pages);
  const fresh = new Set(all.filter(({ status }) => status === 410).map((page) => page.continue));
  for (const { name, namespace, representation, pages: read } of history.listings)
    read.forEach((page, at) => {
      const { continue: token } = page.query;
      if (token === undefined || page.status !== 200 || fresh.has(token)) return;
      const asked = JSON.stringify([namespace, representation, Object.entries(page.query).sort()]);
      const items = page.items.map(({ key, uid, version, digest }) => [key, uid, version, digest]);
      const text = JSON.stringify([page.resourceVersion, page.continue === undefined, items]);
      const before = pages.get(asked);
      if (!before) pages.set(asked, { name, text });
      else {
        findings.checked();
        if (before.text !== text)
          findings.broken({ in: name, at, how: 'wrong' }, `the token gives another page than in ${before.name}`);
      }
    });
  return findings.all();
}
