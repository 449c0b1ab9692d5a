import { describe, expect, test } from 'vitest';
import type { History } from '../../specs/oracles/history/history.ts';
import type { Item, ListQuery, Page } from '../../specs/oracles/history/listing.ts';
import type { Outcome } from '../../src/outcome.ts';
import { judgeExpired } from './expired-token.ts';
import { judgeHistory, lacksTokens } from './judge-history.ts';
import { judgeRefusedList } from './refused-list.ts';
import { judgeSelections, type Selections, textFields, whileQuiet } from './select.ts';
import { judgeOther } from './token-query.ts';
import { judgeTokens } from './tokens.ts';
import { judgeCompacted, judgeFuture } from './unavailable-version.ts';

function item(name: string, version: number): Item {
  return { key: `ns/${name}`, uid: `uid of ${name}`, version: String(version), labels: {} };
}

const [a, b, c] = [item('a', 1), item('b', 2), item('c', 3)];
const all = [a, b, c];

function page(query: ListQuery, items: readonly Item[], more: Partial<Page> = {}): Page {
  return { query, status: 200, resourceVersion: '3', items, sentAt: 10, at: 11, ...more };
}

/** Objects a, b and c, created at the versions 1, 2 and 3, and one list of them. */
function historyOf(...pages: readonly Page[]): History {
  return {
    kind: 'v1/Thing',
    writes: all.map((one) => ({ kind: 'created', ...one, state: { labels: {} }, sentAt: 0, at: Number(one.version) })),
    watchings: [],
    listings: [{ name: 'list', namespace: 'ns', pages }],
  };
}

const first = page({ limit: '2' }, [a, b], { continue: 't' });
const second = page({ limit: '2', continue: 't' }, [c]);
const whole = historyOf(first, second);

function status(code: number, reason: string, more: object = {}) {
  const body = { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason, message: 'no', ...more };
  return { status: code, body };
}

const ok = { status: 200, body: {} };
const badRequest = status(400, 'BadRequest');
const broken = status(500, 'InternalError');

type Row = [what: string, outcome: Outcome, kind: Outcome['kind'], reason?: string];

function outcomes(name: string, rows: readonly Row[]): void {
  describe(name, () => {
    test.each(rows)('%s', (_what, outcome, kind, reason) => {
      expect(outcome.kind).toBe(kind);
      if (reason !== undefined && 'reason' in outcome) expect(outcome.reason).toContain(reason);
    });
  });
}

const judged = (history: History) => judgeHistory(history, ['snapshot', 'withinLimit', 'complete'], 'right');

outcomes('a history', [
  ['kept', judged(whole), 'pass'],
  [
    'broken, with the page as people count',
    judged(historyOf(first, page({ continue: 't' }, []))),
    'violation',
    'list, page 2',
  ],
  ['against what nobody promises', judged(historyOf(page({ limit: '2' }, all))), 'advisory', 'page 1'],
  ['that is not answered', judged(historyOf(page({}, [], { status: 500 }))), 'inconclusive', 'page 1 is answered 500'],
  [
    'kept before the server fails',
    judged(historyOf(first, page({ continue: 't' }, [], { status: 502 }))),
    'inconclusive',
    'page 2',
  ],
  ['of nothing', judged({ ...whole, listings: [] }), 'inconclusive'],
]);

test('a breach has a time line of the writes and of the list, with the page marked', () => {
  const outcome = judged(historyOf(first, page({ continue: 't' }, [])));
  const lanes = outcome.kind === 'violation' ? outcome.timeLine?.lanes : [];
  expect(lanes?.map(({ name }) => name)).toEqual(['writes', 'list']);
  expect(lanes?.[0]?.events.map(({ label }) => label)).toEqual(['created a', 'created b', 'created c']);
  expect(lanes?.[1]?.events).toMatchObject([
    { label: 'page 1: a b and a token' },
    { label: 'page 2: nothing', mark: 'missing' },
  ]);
});

test('lists lack tokens where each is whole, and not where none was answered', () => {
  expect(lacksTokens(whole)).toBeUndefined();
  expect(lacksTokens(historyOf(page({ limit: '2' }, all)))).toContain('no heed to the limit');
  expect(lacksTokens(historyOf(page({ limit: '2' }, [], { status: 500 })))).toBeUndefined();
});

const tokens = (...pages: readonly Page[]) => judgeTokens(historyOf(...pages), ['snapshot', 'once'], 'right');

outcomes('tokens that are followed at once', [
  ['lead to the rest', tokens(first, second), 'pass'],
  ['lead back', tokens(first, page({ continue: 't' }, [b, c])), 'violation', 'shown again'],
  ['are refused', tokens(first, page({ continue: 't' }, [], { status: 400 })), 'violation', 'refused with 400'],
  ['are too old already', tokens(first, page({ continue: 't' }, [], { status: 410 })), 'inconclusive'],
  ['find the server failing', tokens(first, page({ continue: 't' }, [], { status: 503 })), 'inconclusive'],
  ['are not given', tokens(page({ limit: '2' }, all)), 'unsupported'],
]);

const refused = { query: { limit: 'abc' }, statuses: [400] };
const option = { query: { resourceVersionMatch: 'x' }, statuses: [422], field: 'resourceVersionMatch' };
const cause = { reason: 'FieldValueNotSupported', message: 'no', field: 'resourceVersionMatch' };
const invalid = status(422, 'Invalid', { details: { kind: 'ListOptions', group: 'meta.k8s.io', causes: [cause] } });

outcomes('a list that is to be refused', [
  ['is', judgeRefusedList(refused, badRequest, ok), 'pass'],
  ['is, and names the option', judgeRefusedList(option, invalid, ok), 'pass'],
  ['is, and names none', judgeRefusedList(option, status(422, 'Invalid'), ok), 'violation'],
  ['is answered', judgeRefusedList(refused, ok, ok), 'violation', 'limit=abc'],
  ['is a failure', judgeRefusedList(refused, broken, ok), 'violation', '500'],
  ['is a failure that is known', judgeRefusedList({ ...refused, known: 500 }, broken, ok), 'advisory'],
  ['is refused as all are', judgeRefusedList(refused, badRequest, badRequest), 'inconclusive'],
]);

const future = (answer: { status: number; body: unknown }, shown: Partial<Page> = {}) =>
  judgeFuture({
    history: historyOf(page({ resourceVersion: '3000' }, [], { status: answer.status, ...shown })),
    answer,
  });
const tooLarge = { details: { causes: [{ reason: 'ResourceVersionTooLarge', message: 'too large' }] } };

outcomes('a version to come', [
  ['is too large', future(status(504, 'Timeout', tooLarge)), 'pass'],
  ['is too large, and no cause says so', future(status(504, 'Timeout')), 'advisory', 'cause'],
  ['is a 504 of another reason', future(status(504, 'Other', tooLarge)), 'violation'],
  ['is answered with what there is', future(ok), 'violation', 'older than 3000'],
  ['came in time', future(ok, { resourceVersion: '3001' }), 'pass'],
]);

const gone = (answer: { status: number; body: unknown }, control = 200, items: readonly Item[] = []) => {
  const query = { resourceVersion: '1', resourceVersionMatch: 'Exact' };
  const shown = page(query, items, { status: answer.status, resourceVersion: '1' });
  return judgeCompacted({ history: historyOf(shown), answer, control });
};

outcomes('the first version', [
  ['is gone', gone(status(410, 'Expired')), 'pass'],
  ['is still known', gone(ok, 200, [a]), 'pass'],
  ['is said to be known', gone(ok, 200, all), 'violation'],
  ['is a failure', gone(broken), 'violation', '500'],
  ['is gone, as any other is a failure', gone(status(410, 'Expired'), 500), 'inconclusive'],
]);

const expired = (answer: { status: number; body: unknown }, ...rest: readonly Page[]) =>
  judgeExpired({ history: historyOf(first, ...rest), answer, control: 200 });
const old = page({ continue: 'old' }, [], { status: 410, reason: 'Expired', continue: 'fresh' });
const { continue: _fresh, ...bare } = old;
const tooOld = status(410, 'Expired');

outcomes('an old token', [
  ['leads on', expired(tooOld, old, page({ continue: 'fresh' }, [c])), 'pass'],
  ['leads nowhere', expired(tooOld, bare), 'advisory', 'no token'],
  ['leads past something', expired(tooOld, old, page({ continue: 'fresh' }, [])), 'violation'],
  ['leads back', expired(tooOld, old, page({ continue: 'fresh' }, all)), 'violation'],
  ['leads to a refusal', expired(tooOld, old, page({ continue: 'fresh' }, [], { status: 410 })), 'violation'],
  ['is a failure', expired(broken, page({ continue: 'old' }, [], { status: 500 })), 'violation'],
  ['is still good', expired(ok, page({ continue: 'old' }, [c])), 'unsupported'],
  ['is not one that the server wrote', expired(badRequest), 'unsupported'],
  [
    'tells nothing where no token is good',
    judgeExpired({ history: whole, answer: tooOld, control: 500 }),
    'inconclusive',
  ],
]);

const other = (answer: { status: number; body: unknown }, items: readonly Item[] = [], refusedWith?: number) => {
  const history = historyOf(
    page({ continue: 't', fieldSelector: 'metadata.name!=b' }, items, { status: answer.status }),
  );
  const seen = { history, before: [a], answer, control: 200 };
  return judgeOther(seen, { name: 'a field selector', ...(refusedWith !== undefined && { refused: refusedWith }) });
};

outcomes('a token with another query', [
  ['is refused', other(badRequest), 'pass'],
  ['goes on', other(ok, [c]), 'pass'],
  ['goes on with what is not asked for', other(ok, [b, c]), 'violation', 'ns/b'],
  ['goes back', other(ok, [a, c]), 'violation', 'which the page showed'],
  ['that must be refused goes on', other(ok, [c], 400), 'violation'],
  ['that must be refused is', other(badRequest, [], 400), 'pass'],
  ['finds the server failing', other(broken), 'inconclusive'],
]);

const query = { fieldSelector: 'metadata.name=b' };
const selections = (items: readonly Item[], code = 200, after: readonly Item[] = all) =>
  judgeSelections({ before: all, lists: [{ query, status: code, items }], after });

outcomes('a list that chooses', [
  ['what it is to', selections([b]), 'pass'],
  ['all', selections(all), 'violation', 'fieldSelector=metadata.name=b'],
  ['nothing', selections([]), 'violation', 'ns/b is chosen'],
  ['and is refused', selections([], 400), 'violation', '400'],
  ['and fails', selections([], 500), 'inconclusive'],
  ['while somebody writes', selections(all, 200, [a, b]), 'inconclusive'],
]);

describe('lists between two whole ones', () => {
  const quiet: Selections = { before: all, lists: [], after: all };
  const busy: Selections = { before: all, lists: [], after: [a] };

  test.each<[string, readonly Selections[], Selections, number]>([
    ['are made once where nobody writes', [quiet], quiet, 1],
    ['are made again where somebody does', [busy, busy, quiet], quiet, 3],
    ['are given up in the end', [busy, busy, busy, busy, busy], busy, 4],
  ])('%s', async (_what, answers, result, times) => {
    let count = 0;
    expect(await whileQuiet(async () => answers[count++] as Selections)).toBe(result);
    expect(count).toBe(times);
  });
});

test('an object may be selected by the texts of its spec and status that need no escapes', () => {
  const object = {
    spec: { a: 'x', b: 5, c: '', d: 'x,y', e: { f: 'x' } },
    status: { phase: 'Pending' },
    data: { a: 'x' },
  };
  expect(textFields(object)).toEqual([
    { path: 'spec.a', value: 'x' },
    { path: 'status.phase', value: 'Pending' },
  ]);
});
