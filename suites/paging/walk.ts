import { valueAt } from '../../specs/json.ts';
import type { Listing, Page } from '../../specs/oracles/history/listing.ts';
import type { Asked, Form, Recorder, SentQuery } from './recorder.ts';

export interface Walk extends Asked {
  /** For people, and unique in its history. */
  readonly name: string;
  /** What is done before each further page, counted from 1. */
  readonly between?: (page: number) => Promise<void>;
  /** Follow each token once more, when all pages have been read. */
  readonly again?: boolean;
  /** Pages after which it is left unread. */
  readonly most?: number;
}

/** Pages after which a list is not read any further: one that goes on for ever has no end. */
const mostPages = 60;

/** Reads a list to its end, page by page. The first listing is the list itself, the others are pages that were read again. */
export async function walk(recorder: Recorder, asked: Walk): Promise<[Listing, ...Listing[]]> {
  const { name, scope, between, again, most = mostPages } = asked;
  const namespace = scope === 'all' ? undefined : (scope?.namespace ?? (await recorder.namespace()));
  const listing = (called: string, form: Form, pages: readonly Page[]): Listing => ({
    name: called,
    namespace,
    representation: form,
    pages,
  });
  const pages: Page[] = [];
  let form: Form = 'object';
  let query: SentQuery = asked.query;
  for (let count = 1; count <= most; count++) {
    if (count > 1) await between?.(count - 1);
    const { page, answer } = await recorder.page({ ...asked, query });
    if (count === 1) form = formOf(answer.body);
    pages.push(page);
    if (page.status !== 200 || page.continue === undefined) break;
    query = goingOn(asked.query, page.continue);
  }
  const repeated: Listing[] = [];
  for (const [index, { query: sent, status }] of again ? pages.entries() : []) {
    if (sent.continue === undefined || status !== 200) continue;
    const { page } = await recorder.page({ ...asked, query: sent });
    repeated.push(listing(`${name}, page ${index + 1} again`, form, [page]));
  }
  return [listing(name, form, pages), ...repeated];
}

/** The query of the page that comes after: the same but for what says of which state the list is, which the token knows. */
export function goingOn(query: SentQuery, token: string): SentQuery {
  const { resourceVersion: _version, resourceVersionMatch: _match, ...same } = query;
  return { ...same, continue: token };
}

/** In which form a list came. */
function formOf(body: unknown): Form {
  const kind = valueAt(body, ['kind']);
  return kind === 'Table' ? 'table' : kind === 'PartialObjectMetadataList' ? 'metadata' : 'object';
}
