import type { PagingGuarantee } from '../paging.ts';
import type { History } from './history.ts';
import type { Listing, Page } from './listing.ts';
import { isObject, type Mutation } from './mutation.test-data.ts';

function ofPages(
  name: string,
  breaks: PagingGuarantee,
  change: (
    place: { page: Page; at: number; pages: readonly Page[]; listing: Listing },
    history: History,
  ) => readonly Page[] | undefined,
): Mutation {
  return {
    name,
    breaks,
    places: (history) =>
      history.listings.flatMap((listing, index) =>
        listing.pages.flatMap((page, at) => {
          const pages = change({ page, at, pages: listing.pages, listing }, history);
          if (!pages) return [];
          return [
            () => ({ ...history, listings: history.listings.map((one, i) => (i === index ? { ...one, pages } : one)) }),
          ];
        }),
      ),
  };
}

/** Whether every change of an object is the run's, and one of them that of the version. */
function isOwn(key: string, version: string, { writes, watchings }: History): boolean {
  const versions = writes.flatMap((write) => (write.key === key && 'version' in write ? [write.version] : []));
  const isTouched =
    writes.some((write) => write.key === key && (write.kind === 'unknown' || write.kind === 'deleted')) ||
    watchings.some(({ frames }) =>
      frames.some((frame) => isObject(frame) && frame.key === key && !versions.includes(frame.version)),
    );
  return !isTouched && versions.includes(version);
}

/** Ways to break what a list shows. */
export const pagingMutations: readonly Mutation[] = [
  ofPages('an object is lost', 'snapshot', ({ page, at, pages }, history) => {
    const [first] = page.items;
    return first && isOwn(first.key, first.version, history) && pages.every(({ status }) => status === 200)
      ? pages.with(at, { ...page, items: page.items.slice(1) })
      : undefined;
  }),
  ofPages('an object is of a later state', 'snapshot', ({ page, at, pages }) => {
    const [first, ...rest] = page.items;
    return first && page.resourceVersion !== undefined
      ? pages.with(at, { ...page, items: [{ ...first, version: String(Number(page.resourceVersion) + 1) }, ...rest] })
      : undefined;
  }),
  ofPages('an object is in another state', 'snapshot', ({ page, at, pages }, history) => {
    const [first, ...rest] = page.items;
    return first && isOwn(first.key, first.version, history)
      ? pages.with(at, { ...page, items: [{ ...first, digest: 'other' }, ...rest] })
      : undefined;
  }),
  ofPages('a page is of another version', 'constantVersion', ({ page, at, pages }) =>
    at > 0 && page.status === 200 && pages[at - 1]?.status === 200
      ? pages.with(at, { ...page, resourceVersion: `${page.resourceVersion}0` })
      : undefined,
  ),
  ofPages('a page holds more', 'withinLimit', ({ page, at, pages }) => {
    const [moved, ...rest] = pages[at + 1]?.items ?? [];
    const next = pages[at + 1];
    return moved && next && page.items.length === Number(page.query.limit)
      ? pages.with(at, { ...page, items: [...page.items, moved] }).with(at + 1, { ...next, items: rest })
      : undefined;
  }),
  ofPages('an object is on two pages', 'once', ({ page, at, pages }) => {
    const last = pages[at - 1]?.items.at(-1);
    return last && page.status === 200 ? pages.with(at, { ...page, items: [last, ...page.items] }) : undefined;
  }),
  ofPages('two objects change places', 'inOrder', ({ page, at, pages }) => {
    const [first, second, ...rest] = page.items;
    return first && second ? pages.with(at, { ...page, items: [second, first, ...rest] }) : undefined;
  }),
  ofPages('an object that is not chosen', 'selected', ({ page, at, pages }) => {
    const [first, ...rest] = page.items;
    return first && pages[0]?.query.labelSelector !== undefined
      ? pages.with(at, { ...page, items: [{ ...first, labels: { l: '1' } }, ...rest] })
      : undefined;
  }),
  ofPages('the token is lost', 'complete', ({ page, at, pages }, history) => {
    const next = pages[at + 1]?.items[0];
    return next &&
      pages[at + 1]?.status === 200 &&
      pages[at]?.status === 200 &&
      isOwn(next.key, next.version, history) &&
      pages.slice(0, at).every(({ status }) => status === 200)
      ? [...pages.slice(0, at), { ...page, continue: undefined }]
      : undefined;
  }),
  ofPages('the remaining items are miscounted', 'remaining', ({ page, at, pages }) =>
    page.remainingItemCount !== undefined && pages.slice(at).every(({ status }) => status === 200)
      ? pages.with(at, { ...page, remainingItemCount: Number(page.remainingItemCount) + 1 })
      : undefined,
  ),
  ofPages('the token gives another page', 'repeatable', ({ page, at, pages }) =>
    page.query.continue?.startsWith('token') && page.status === 200
      ? [...pages.slice(0, at + 1), { ...page, items: page.items.slice(1) }, ...pages.slice(at + 1)]
      : undefined,
  ),
  ofPages('the list is an old one', 'honoured', ({ page, at, pages }) =>
    at === 0 && page.query.resourceVersionMatch === undefined
      ? pages.with(at, { ...page, resourceVersion: '10' })
      : undefined,
  ),
  ofPages('the list is not of the very version', 'honoured', ({ page, at, pages }) =>
    at === 0 && page.query.resourceVersionMatch === 'Exact'
      ? pages.with(at, { ...page, resourceVersion: `${page.resourceVersion}1` })
      : undefined,
  ),
  ofPages('a token is refused as bad', 'honoured', ({ page, at, pages }) =>
    at === 0 ? pages.with(at, { ...page, status: 400, items: [] }) : undefined,
  ),
  ofPages('no reason for an expired token', 'expiredToken', ({ page, at, pages }) =>
    page.status === 410 ? pages.with(at, { ...page, reason: 'BadRequest' }) : undefined,
  ),
  ofPages('no fresh token', 'expiredToken', ({ page, at, pages }) =>
    page.status === 410 ? pages.with(at, { ...page, continue: undefined }) : undefined,
  ),
];
