import { isObject, type JsonObject, valueAt } from '../../json.ts';
import { digestOf, identityOf, labelsOf, metadataDigestOf, stateOf } from './state.ts';
import type { Timed } from './write.ts';

/** The query of a list, each value as it was sent. */
export interface ListQuery {
  readonly limit?: string | undefined;
  readonly continue?: string | undefined;
  readonly resourceVersion?: string | undefined;
  readonly resourceVersionMatch?: string | undefined;
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
}

export interface Item {
  readonly key: string;
  readonly uid: string;
  readonly version: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly fields?: Readonly<Record<string, string>> | undefined;
  readonly digest?: string | undefined;
}

/** One answered request for a page. */
export interface Page extends Timed {
  readonly query: ListQuery;
  readonly status: number;
  /** Of a list that was answered with success. */
  readonly resourceVersion?: string | undefined;
  readonly remainingItemCount?: unknown;
  /** The token for more: of the list, or of the Status that says that the one sent is expired. */
  readonly continue?: string | undefined;
  readonly items: readonly Item[];
  /** The reason of a refusal. */
  readonly reason?: string | undefined;
}

/** A list that was read page by page: each page but the first goes on from the token of the one before. */
export interface Listing {
  /** For people, and unique in a history. */
  readonly name: string;
  /** Undefined: all of them. */
  readonly namespace?: string | undefined;
  readonly representation?: 'object' | 'metadata' | 'table';
  readonly pages: readonly Page[];
}

/** A page from the body that came; `fields` are the paths that field selectors of the run name. */
export function pageOf(
  query: ListQuery,
  { status, body, sentAt, at }: Timed & { readonly status: number; readonly body: unknown },
  fields: readonly string[] = [],
): Page {
  const token = valueAt(body, ['metadata', 'continue']);
  const version = valueAt(body, ['metadata', 'resourceVersion']);
  const rows = valueAt(body, ['rows']);
  const shown = Array.isArray(rows) ? rows.map((row: unknown) => valueAt(row, ['object'])) : valueAt(body, ['items']);
  const items = Array.isArray(shown) ? shown.filter(isObject) : [];
  const isWhole = valueAt(body, ['kind']) !== 'PartialObjectMetadataList' && !Array.isArray(rows);
  const reason = valueAt(body, ['reason']);
  return {
    query,
    status,
    sentAt,
    at,
    resourceVersion: typeof version === 'string' ? version : undefined,
    remainingItemCount: valueAt(body, ['metadata', 'remainingItemCount']),
    continue: typeof token === 'string' && token !== '' ? token : undefined,
    items: items.flatMap((item) => itemOf(item, isWhole, fields) ?? []),
    ...(typeof reason === 'string' && { reason }),
  };
}

function itemOf(item: JsonObject, isWhole: boolean, fields: readonly string[]): Item | undefined {
  const identity = identityOf(item);
  return (
    identity && {
      ...identity,
      labels: labelsOf(item),
      ...(isWhole && fields.length > 0 && { fields: stateOf(item, fields).fields }),
      digest: isWhole ? digestOf(item) : metadataDigestOf(item),
    }
  );
}
