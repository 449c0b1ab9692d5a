import { query } from '../promises/selection.ts';
import { type PlannedRequirement, plannedChapter } from './planned.ts';

const actions = ['list'];

/** A requirement on parts of a list, with the parts of the promises that it covers. */
function list(id: string, title: string, method: string, parts: readonly string[]): PlannedRequirement {
  return { id, title, method, covers: [{ actions, parts }] };
}

/** Lists, whole and in parts. */
export const plannedPaging = plannedChapter('paging', 'Lists and their parts', [
  list(
    'list.*.holds-every-object',
    'A list holds all {kinds} that are stored, each once, of one namespace or of all',
    'Lists after creating and deleting, and compares with what is stored.',
    ['', 'status/200', 'status/200/body/application/json'],
  ),
  list(
    'list.*.selectors-choose',
    'A list with selectors holds all {kinds} that they choose, and no others; without them all',
    'Lists by labels and by fields, in parts and whole, and compares with what is stored.',
    [...query('labelSelector', 'everything-by-default'), ...query('fieldSelector', 'everything-by-default')],
  ),
  list(
    'list.*.resource-version-is-honoured',
    'A list with a resourceVersion is of a state of the {kinds} that the value and its match allow',
    'Lists with every combination of version, match and limit, and compares with what was stored when.',
    [...query('resourceVersion', 'constrains-the-state'), ...query('resourceVersionMatch', 'says-how-to-match')],
  ),
  list(
    'list.*.timeout-is-taken',
    'A list of {kinds} takes a time limit',
    'Lists with several limits, lawful and not.',
    query('timeoutSeconds', 'bounds-the-call'),
  ),
  list(
    'list.*.bookmarks-mean-nothing-without-watch',
    'Asking for bookmarks changes nothing of a list of {kinds}',
    'Lists with and without the parameter and compares.',
    ['parameter/query/allowWatchBookmarks/rule/ignored-without-watch'],
  ),
  list(
    'paging.*.parts-hold-at-most-limit',
    'No part of a list of {kinds} holds more objects than the limit',
    'Lists in parts of several sizes and counts.',
    query('limit'),
  ),
  list(
    'paging.*.token-means-more',
    'A part of a list of {kinds} carries a token exactly while there is more',
    'Follows the tokens to the end and compares with what is stored.',
    query('limit', 'continue-when-there-are-more').slice(1),
  ),
  list(
    'paging.*.parts-are-one-snapshot',
    'All parts of a list of {kinds} together are the list as it was when the first was asked for',
    'Writes at random between the parts and compares them with what was stored at the beginning.',
    query('limit', 'consistent-snapshot').slice(1),
  ),
  list(
    'paging.*.token-goes-on',
    'A token goes on where the part of the list of {kinds} ended that gave it',
    'Follows each token twice, and sees that no object is left out or repeated.',
    query('continue'),
  ),
  list(
    'paging.*.token-is-for-its-query',
    'A token sent with another query about {kinds} is refused, or goes on within what it was given for',
    'Sends tokens with other selectors, versions and paths.',
    query('continue', 'same-query').slice(1),
  ),
  list(
    'paging.*.expired-token-is-410',
    'A token of a list of {kinds} that is no longer good is answered 410 with another to go on from',
    'Waits until a token expires, where the target lets one, and follows the one that it answers.',
    query('continue', 'expired-token-is-gone').slice(1),
  ),
]);
