import type { Item, Listing, ListQuery, Page } from '../history/listing.ts';

/** An item with its place, which a time line needs. */
export interface PlacedItem {
  readonly item: Item;
  readonly page: number;
  readonly index: number;
}

/**
 * Pages that are of one state: all of a listing, or those up to an expired token, and those from the fresh token that came in its
 * place, which are of a later state.
 */
export interface Segment {
  readonly listing: Listing;
  /** With their places in the listing. */
  readonly pages: readonly { readonly page: Page; readonly at: number }[];
  readonly items: readonly PlacedItem[];
  /** What the state is of: the version of the first page. */
  readonly version: string | undefined;
  /** The query of the first page of the listing. */
  readonly query: ListQuery;
  /** It begins at the beginning of the list, not with a token. */
  readonly isFirst: boolean;
  /** The last page has no token: there is no more. */
  readonly isComplete: boolean;
}

export function segmentsOf(listing: Listing): Segment[] {
  const groups: { page: Page; at: number }[][] = [[]];
  listing.pages.forEach((page, at) => {
    if (page.status !== 200) groups.push([]);
    else groups.at(-1)?.push({ page, at });
  });
  return groups
    .filter((pages) => pages.length > 0)
    .map((pages) => ({
      listing,
      pages,
      items: pages.flatMap(({ page, at }) => page.items.map((item, index) => ({ item, page: at, index }))),
      version: pages[0]?.page.resourceVersion,
      query: listing.pages[0]?.query ?? {},
      isFirst: pages[0]?.page.query.continue === undefined,
      isComplete: pages.at(-1)?.page.continue === undefined,
    }));
}

/** The order of keys as a store keeps them: by the bytes of namespace and name. */
export function compareKeys(a: string, b: string): number {
  return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}
