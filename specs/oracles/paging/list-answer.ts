import type { ListQuery } from '../history/listing.ts';
import { compareVersions, isDecimal } from '../history/versions.ts';

/** Of which state a list is: the newest, any, one no older than the version asked for, that very one, or that of its token. */
export type ListState = 'most recent' | 'any' | 'not older' | 'exact' | 'of the token';

/** How a list may be answered. Where there is a state and there are statuses, either is right. */
export interface ListAnswer {
  readonly state?: ListState;
  /** Statuses that refuse it rightly. */
  readonly refused: readonly number[];
  /** A status that real servers are known to answer, and should not. */
  readonly known?: number;
  /** The server may pay no heed to the limit. */
  readonly mayIgnoreLimit?: boolean;
}

/** What a list is asked at: the newest version that was answered before it. */
export interface ListMoment {
  readonly newest: string;
}

const matches = ['Exact', 'NotOlderThan'];

/**
 * The table of resourceVersion, resourceVersionMatch, limit and continue (API concepts, "Semantics for get and list"; KEP-2523;
 * recordings, `paging` 18 to 58). What lies beyond the newest version times out, what is compacted is gone.
 */
export function listAnswer(query: ListQuery, { newest }: ListMoment): ListAnswer {
  const { limit, continue: token = '', resourceVersion: version = '', resourceVersionMatch: match = '' } = query;
  if (limit !== undefined && limit !== '' && !isInt64(limit)) return refused(400);
  const isBadMatch =
    match !== '' &&
    (!matches.includes(match) || version === '' || token !== '' || (version === '0' && match === 'Exact'));
  if (isBadMatch) return refused(422);
  if (token !== '') {
    // A token may be bad or expired: what it is decides.
    if (version === '') return { state: 'of the token', refused: [400, 410] };
    if (version === '0') return { state: 'of the token', refused: [400, 410], mayIgnoreLimit: true };
    return refused(400);
  }
  if (version === '') return { state: 'most recent', refused: [] };
  if (!/^[0-9]+$/.test(version)) return { refused: [400], known: 500 };
  if (version === '0') return { state: 'any', refused: [], mayIgnoreLimit: true };
  if (!isDecimal(version)) return { state: 'not older', refused: [400, 410] };
  const isExact = match === 'Exact' || (match === '' && Number(limit ?? 0) > 0);
  const isFuture = isDecimal(newest) && compareVersions(version, newest) > 0;
  if (isExact) return isFuture ? { state: 'exact', refused: [504], known: 500 } : { state: 'exact', refused: [410] };
  return { state: 'not older', refused: isFuture ? [504] : [] };
}

function refused(status: number): ListAnswer {
  return { refused: [status] };
}

function isInt64(text: string): boolean {
  if (!/^[+-]?[0-9]+$/.test(text)) return false;
  const value = BigInt(text.replace('+', ''));
  return value >= -(2n ** 63n) && value < 2n ** 63n;
}
