import type { History } from '../../specs/oracles/history/history.ts';
import type { PagingGuarantee } from '../../specs/oracles/paging.ts';
import type { Library } from '../../src/contract/library.ts';
import { inconclusive, type Outcome, unsupported, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { query } from '../promises/selection.ts';
import { ofLists, rulesOf, served } from './covers.ts';
import { judgeHistory, lacksTokens } from './judge-history.ts';
import type { Form, SentQuery } from './recorder.ts';
import { sceneOf } from './scene.ts';
import { firstAndAnother } from './some.ts';
import { walk } from './walk.ts';

/** Without a token there is no more, and with one there may be. */
export function tokenMeansMore(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'paging.*.token-means-more',
    title: 'A part of a list of the objects of {kind} carries a token exactly while there is more',
    method:
      'Follows the tokens to the end and compares with what is stored; how many items are said to remain is held against how many come.',
    covers: rulesOf('limit', 'continue-when-there-are-more'),
    derivedFrom: served,
    kills: () => ['remaining-item-count-is-total', 'token-missing-though-more'],
    *cases(subject, plan) {
      for (const limit of firstAndAnother(plan, `${subject.resource.name} more`, ['1', '2', '3', '5']))
        yield tokenCase(subject, `limit ${limit}`, { limit }, ['object'], ['complete', 'remaining', 'snapshot']);
      const selected = { limit: '1', labelSelector: 'shade=dark' };
      yield tokenCase(subject, 'selected', selected, ['object'], ['complete', 'remaining', 'selected', 'once']);
    },
  });
}

/** A token goes on where its page ended. */
export function tokenGoesOn(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'paging.*.token-goes-on',
    title: 'A token goes on where the part of the list of the objects of {kind} ended that gave it',
    method:
      'Follows each token twice, of whole objects, tables and metadata, with and without selectors: nothing is left out, nothing is repeated, and the same token gives the same page.',
    covers: ofLists(...query('continue')),
    derivedFrom: served,
    kills: () => ['page-boundary-loses-item', 'page-boundary-repeats-item'],
    *cases(subject) {
      const whole: readonly PagingGuarantee[] = [
        'once',
        'repeatable',
        'inOrder',
        'constantVersion',
        'snapshot',
        'complete',
      ];
      const forms: readonly Form[] = ['object', 'metadata', 'table'];
      for (const form of forms) yield tokenCase(subject, form, { limit: '2' }, [form], whole);
      const past = { limit: '2', resourceVersionMatch: 'Exact' };
      yield tokenCase(subject, 'past', past, ['object'], whole);
      const selected = { limit: '1', labelSelector: '!covenant.example/mark' };
      yield tokenCase(subject, 'selected', selected, ['object', 'table'], [...whole, 'selected']);
    },
  });
}

/** Lists read to the end in parts, each token followed twice. */
function tokenCase(
  { resource }: Subject,
  name: string,
  asked: SentQuery,
  forms: readonly Form[],
  guarantees: readonly PagingGuarantee[],
): Case {
  return defineCase<History>({
    name,
    async gather(world) {
      const { recorder, past } = await sceneOf(world, resource);
      const sent = asked.resourceVersionMatch === undefined ? asked : { ...asked, resourceVersion: past };
      const listings = [];
      for (const form of forms) {
        const called = form === 'object' ? 'list' : `${form} list`;
        listings.push(...(await walk(recorder, { name: called, query: sent, form, again: true })));
      }
      return recorder.history(listings);
    },
    judge: (history) =>
      judgeTokens(history, guarantees, 'each token goes on where its page ended, until there is no more'),
  });
}

/** Lists in parts whose tokens are followed at once: none of them may be refused. */
export function judgeTokens(history: History, guarantees: readonly PagingGuarantee[], expected: string): Outcome {
  const outcome = judgeHistory(history, guarantees, expected);
  if (outcome.kind === 'violation') return outcome;
  for (const { name, pages } of history.listings) {
    const at = pages.findIndex(({ query: { continue: token }, status }) => token !== undefined && status !== 200);
    const { status } = pages[at] ?? { status: 200 };
    // It may be that history was cut just now; a failure of the server's own says nothing.
    if (status === 410 || status >= 500)
      return inconclusive(`${name}, page ${at + 1}: its token is answered ${status}`);
    if (status !== 200)
      return violation({
        reason: `${name}, page ${at + 1}: the token that page ${at} gave is refused with ${status}`,
        expected,
        actual: `answer ${status}`,
      });
  }
  const lacking = lacksTokens(history);
  return lacking === undefined ? outcome : unsupported(lacking);
}
