import { describe, expect, test } from 'vitest';
import type { Broken } from './history/finding.ts';
import { read } from './history/reading.ts';
import { historyOf, type Told, type ToldPage } from './history/told.test-data.ts';
import { listAnswer } from './paging/list-answer.ts';
import { type PagingGuarantee, pagingJudges } from './paging.ts';

function judged(guarantee: PagingGuarantee, told: Told) {
  return pagingJudges[guarantee](read(historyOf(told)));
}

function brokenIn(guarantee: PagingGuarantee, told: Told): string[] {
  return judged(guarantee, told)
    .filter((one): one is Broken => one.outcome === 'broken')
    .map(({ level, mark: { in: name, at, item, how } }) => {
      const place = item === undefined ? `${at}` : `${at}.${item}`;
      return `${name}[${place}] ${how}${level === 'should' ? ' (advice)' : ''}`;
    });
}

function speaking(told: Told): string[] {
  const history = read(historyOf(told));
  return Object.entries(pagingJudges).flatMap(([name, judge]) =>
    judge(history).some(({ outcome }) => outcome === 'broken') ? [name] : [],
  );
}

type Row = [what: string, told: Told, marks?: string[]];

/** Rows without marks keep the guarantee, and all others. */
function rows(guarantee: PagingGuarantee, list: Row[]): void {
  describe(guarantee, () => {
    test.each(list)('%s', (_what, told, marks = []) => {
      expect(brokenIn(guarantee, told)).toEqual(marks);
      if (marks.length === 0) expect(speaking(told)).toEqual([]);
    });
  });
}

// Between the two pages a is changed, b deleted and ab created.
const writes = '+a1 +b2 +c3 +d4 ~a6 -c7 +ab8 ~d9';

/** The state at version 4, two objects a page, read while the rest was written. */
const whole: readonly ToldPage[] = [
  { items: 'a1 b2', of: '4', limit: '2', next: 't', left: 2 },
  { items: 'c3 d4', of: '4', limit: '2', continue: 't', sentAt: 10_000 },
];

const list = (...told: readonly (Partial<ToldPage> | undefined)[]): Told => ({
  writes,
  lists: [
    {
      namespace: 'ns',
      told: whole.flatMap((page, at) => (told[at] === undefined ? [page] : [{ ...page, ...told[at] }])),
    },
  ],
});

const one = (...told: readonly ToldPage[]): Told => ({ writes, lists: [{ namespace: 'ns', told }] });

rows('snapshot', [
  ['the state of the first page on all', list()],
  ['objects of somebody else', list({ left: 3 }, { items: 'c3 cc4 d4', limit: '3' })],
  ['what somebody else changed', list({ items: 'a1 b3' })],
  [
    'a change that may or may not have been done',
    { ...one({ items: 'a1 b2 c3 d4', of: '5' }), writes: '+a1 +b2 +c3 +d4 ?d5' },
  ],
  [
    'an object that was deleted nobody knows when',
    { ...one({ items: 'a1', of: '5', sentAt: 4050 }), writes: '+a1 +b2 -b4 ~a9' },
  ],
  ['what was created between the pages', list({ items: 'a1 ab8' }), ['list 1[0.1] wrong', 'list 1[1] missing']],
  ['what was changed between the pages, as it is now', list({}, { items: 'c3 d9' }), ['list 1[1.1] wrong']],
  ['what was deleted between the pages is missing', list({}, { items: 'd4' }), ['list 1[1] missing']],
  ['an older state', { ...one({ items: 'a1 ab8 b2 d9', of: '9' }), writes }, ['list 1[0.0] wrong']],
  ['what was deleted before', { ...one({ items: 'a6 ab8 b2 c3 d9', of: '9' }), writes }, ['list 1[0.3] wrong']],
  ['an object is missing from the whole list', one({ items: 'a6 ab8 d9', of: '9' }), ['list 1[0] missing']],
]);

test('snapshot: a list that is not read to its end is not judged for what it does not show', () => {
  const findings = judged('snapshot', one({ items: 'a1', of: '4', limit: '1', next: 't' }));
  expect(findings).toEqual([
    expect.objectContaining({ outcome: 'kept', checked: 1 }),
    expect.objectContaining({ outcome: 'undecided', why: 'it was not read to its end' }),
  ]);
});

const afresh: readonly ToldPage[] = [
  { items: 'a1 b2', of: '4', limit: '2', next: 't' },
  { items: '', limit: '2', continue: 't', status: 410, reason: 'Expired', next: 'fresh', sentAt: 10_000 },
  { items: 'd9', of: '9', limit: '2', continue: 'fresh', sentAt: 11_000 },
];

const noToken: ToldPage = { items: '', limit: '2', continue: 't', status: 410, reason: 'Expired', sentAt: 10_000 };

rows('expiredToken', [
  ['it goes on from the state there is', one(...afresh)],
  ['no token to go on from', one(...afresh.slice(0, 1), noToken), ['list 1[1] wrong (advice)']],
  [
    'another reason',
    one(...afresh.slice(0, 1), { ...(afresh[1] as ToldPage), reason: 'BadRequest' }),
    ['list 1[1] wrong'],
  ],
  [
    'the fresh token is refused',
    one(...afresh.slice(0, 2), {
      items: '',
      limit: '2',
      continue: 'fresh',
      status: 410,
      reason: 'Expired',
      next: 'again',
      sentAt: 11_000,
    }),
    ['list 1[2] wrong'],
  ],
]);

rows('constantVersion', [
  ['one version', list()],
  ['another on the second page', list({}, { of: '9' }), ['list 1[1] wrong']],
  ['none', list({ of: undefined } as unknown as ToldPage), ['list 1[0] wrong', 'list 1[1] wrong']],
]);

rows('withinLimit', [
  ['as many as asked for', list()],
  [
    'fewer, and even none, with a token',
    one(
      { items: 'a1', of: '4', limit: '2', next: 't' },
      { items: '', of: '4', limit: '2', continue: 't', next: 'u' },
      { items: 'b2 c3', of: '4', limit: '2', continue: 'u', next: 'v' },
      { items: 'd4', of: '4', limit: '2', continue: 'v' },
    ),
  ],
  ['no heed to the limit at version 0', one({ items: 'a1 b2 c3 d4', of: '4', limit: '2', resourceVersion: '0' })],
  ['no limit: 0 and less', one({ items: 'a1 b2 c3 d4', of: '4', limit: '0' })],
  [
    'the whole list, as if there were no limit',
    one({ items: 'a1 b2 c3 d4', of: '4', limit: '2' }),
    ['list 1[0] wrong (advice)'],
  ],
  ['more, and yet not all', list({ items: 'a1 b2 c3', limit: '2' }, { items: 'd4' }), ['list 1[0] wrong']],
  ['more on a later page', list({ items: 'a1', limit: '1' }, { items: 'b2 c3 d4' }), ['list 1[1] wrong']],
]);

rows('once', [
  ['each once', list()],
  ['the last of a page again on the next', list({}, { items: 'b2 c3 d4', limit: '3' }), ['list 1[1.0] repeated']],
  ['twice on one page', list({ items: 'a1 a1 b2', limit: '3' }), ['list 1[0.1] repeated']],
]);

rows('inOrder', [
  ['by key', list()],
  [
    'by the bytes of the key',
    { writes: '+a/b1 +a/bb2 +ab/a3', lists: [{ told: [{ items: 'a/b1 a/bb2 ab/a3', of: '3' }] }] },
  ],
  ['not by key', list({ items: 'b2 a1' }), ['list 1[0.1] disordered (advice)']],
  ['over two pages', list({ items: 'c3 d4' }, { items: 'a1 b2' }), ['list 1[1.0] disordered (advice)']],
  [
    'another order than before',
    {
      writes,
      lists: [
        { namespace: 'ns', told: whole },
        { namespace: 'ns', told: [{ items: 'a1 c3 b2 d4', of: '4' }] },
      ],
    },
    ['list 2[0.2] disordered'],
  ],
]);

rows('selected', [
  [
    'what is asked for',
    { writes: '+a1 l=1 +b2 +c3 l=1', lists: [{ told: [{ items: 'a1 l=1 c3 l=1', of: '3', labelSelector: 'l=1' }] }] },
  ],
  ['another namespace', { ...list({ items: 'a1 x/a2' }) }, ['list 1[0.1] wrong']],
  [
    'what the selector does not choose',
    { writes, lists: [{ told: [{ items: 'a1 l=1 b2 l=2', of: '4', labelSelector: 'l=1' }] }] },
    ['list 1[0.1] wrong'],
  ],
  [
    'another object than the field selector names',
    { writes, lists: [{ told: [{ items: 'a1', of: '4', fieldSelector: 'metadata.name=b' }] }] },
    ['list 1[0.0] wrong'],
  ],
]);

rows('complete', [
  ['a token until there is no more', list()],
  [
    'a token, and then nothing',
    one(
      ...whole.slice(0, 1),
      { items: 'c3 d4', of: '4', limit: '2', continue: 't', next: 'u', sentAt: 10_000 },
      { items: '', of: '4', limit: '2', continue: 'u', sentAt: 10_000 },
    ),
  ],
  [
    'no token on the first page',
    one({ items: 'a1 b2', of: '4', limit: '2' }),
    ['list 1[0] missing', 'list 1[0] missing'],
  ],
]);

rows('remaining', [
  ['what is left', list()],
  ['nothing is said', list({ left: undefined } as unknown as ToldPage)],
  ['all there are', list({ left: 4 }), ['list 1[0] wrong (advice)']],
  ['a number on the last page', list({}, { left: 0 }), ['list 1[1] wrong (advice)']],
  [
    'a number with a selector',
    {
      writes: '',
      lists: [{ told: [{ items: 'a1 l=1', of: '4', limit: '1', next: 't', left: 1, labelSelector: 'l=1' }] }],
    },
    ['list 1[0] wrong (advice)'],
  ],
]);

const second = whole[1] as ToldPage;

rows('repeatable', [
  [
    'the same page',
    {
      writes,
      lists: [
        { namespace: 'ns', told: whole },
        { namespace: 'ns', told: [second] },
      ],
    },
  ],
  [
    'another page',
    {
      writes,
      lists: [
        { namespace: 'ns', told: whole },
        { namespace: 'ns', told: [{ ...second, items: 'd4' }] },
      ],
    },
    ['list 2[0] wrong'],
  ],
  [
    'another version',
    {
      writes,
      lists: [
        { namespace: 'ns', told: whole },
        { namespace: 'ns', told: [{ ...second, of: '9' }] },
      ],
    },
    ['list 2[0] wrong'],
  ],
  [
    'another end',
    {
      writes,
      lists: [
        { namespace: 'ns', told: whole },
        { namespace: 'ns', told: [{ ...second, next: 'u' }] },
      ],
    },
    ['list 2[0] wrong'],
  ],
]);

rows('honoured', [
  ['the newest without a version', one({ items: 'a6 ab8 b2 d9', of: '9' })],
  ['newer than all writes', one({ items: 'a6 ab8 b2 d9', of: '12' })],
  ['an old one by version 0', one({ items: 'a1 b2 c3 d4', of: '4', resourceVersion: '0', sentAt: 20_000 })],
  ['the very version', one({ items: 'a1 b2 c3 d4', of: '4', resourceVersion: '4', resourceVersionMatch: 'Exact' })],
  [
    'gone',
    one({
      items: '',
      status: 410,
      reason: 'Expired',
      resourceVersion: '1',
      resourceVersionMatch: 'Exact',
      sentAt: 20_000,
    }),
  ],
  ['not older', one({ items: 'a6 ab8 b2 d9', of: '9', resourceVersion: '4', resourceVersionMatch: 'NotOlderThan' })],
  [
    'a version that is not there yet',
    one({ items: '', status: 504, reason: 'Timeout', resourceVersion: '99', sentAt: 20_000 }),
  ],
  [
    'an old one without a version',
    one({ items: 'a1 b2 c3 d4', of: '4', sentAt: 20_000 }),
    ['list 1[0] wrong', 'list 1[0.2] wrong'],
  ],
  [
    'a deleted object of the newest version',
    one({ items: 'a6 ab8 b2 c3 d9', of: '9', sentAt: 20_000 }),
    ['list 1[0.3] wrong'],
  ],
  [
    'another version than the very one',
    one({ items: 'a1 b2 c3 d4', of: '5', resourceVersion: '4', resourceVersionMatch: 'Exact' }),
    ['list 1[0] wrong'],
  ],
  [
    'a newer one than limit and version say',
    one({ items: 'a6', of: '9', limit: '1', resourceVersion: '4', next: 't' }),
    ['list 1[0] wrong'],
  ],
  [
    'an older one than asked for',
    one({ items: 'a1 b2 c3 d4', of: '4', resourceVersion: '6', sentAt: 20_000 }),
    ['list 1[0] wrong'],
  ],
  [
    'a match that is not known',
    one({ items: 'a1', of: '4', resourceVersion: '4', resourceVersionMatch: 'Bogus' }),
    ['list 1[0] wrong'],
  ],
  ['a status that is none of those', one({ items: '', status: 404, resourceVersion: '4' }), ['list 1[0] wrong']],
  [
    'a status that is known to be wrong',
    one({ items: '', status: 500, resourceVersion: 'abc' }),
    ['list 1[0] wrong (advice)'],
  ],
]);

test('honoured: a failure of the server decides nothing', () => {
  const findings = judged('honoured', one({ items: '', status: 503 }));
  expect(findings).toContainEqual(expect.objectContaining({ outcome: 'undecided', why: 'it is answered 503' }));
});

// API concepts, "Semantics for get and list", the tables for lists; each row once with a limit and once without.
test.each([
  [{}, 'most recent'],
  [{ limit: '5' }, 'most recent'],
  [{ limit: '5', continue: 't' }, 'of the token'],
  [{ resourceVersion: '0' }, 'any'],
  [{ resourceVersion: '0', limit: '5' }, 'any'],
  [{ resourceVersion: '0', limit: '5', continue: 't' }, 'of the token'],
  [{ resourceVersion: '7' }, 'not older'],
  [{ resourceVersion: '7', limit: '5' }, 'exact'],
  [{ resourceVersion: '7', limit: '0' }, 'not older'],
  [{ resourceVersion: '7', limit: '5', continue: 't' }, 400],
  [{ resourceVersionMatch: 'Exact' }, 422],
  [{ resourceVersionMatch: 'Exact', limit: '5' }, 422],
  [{ resourceVersion: '0', resourceVersionMatch: 'Exact' }, 422],
  [{ resourceVersion: '7', resourceVersionMatch: 'Exact' }, 'exact'],
  [{ resourceVersion: '7', resourceVersionMatch: 'Exact', limit: '5' }, 'exact'],
  [{ resourceVersion: '7', resourceVersionMatch: 'Exact', limit: '5', continue: 't' }, 422],
  [{ resourceVersionMatch: 'NotOlderThan' }, 422],
  [{ resourceVersion: '0', resourceVersionMatch: 'NotOlderThan' }, 'any'],
  [{ resourceVersion: '7', resourceVersionMatch: 'NotOlderThan' }, 'not older'],
  [{ resourceVersion: '7', resourceVersionMatch: 'NotOlderThan', limit: '5' }, 'not older'],
  [{ resourceVersion: '7', resourceVersionMatch: 'Other' }, 422],
  [{ limit: 'abc' }, 400],
  [{ limit: '1.5' }, 400],
  [{ limit: '9999999999999999999' }, 400],
  [{ limit: '-1' }, 'most recent'],
  [{ limit: '' }, 'most recent'],
  [{ resourceVersion: 'abc' }, 400],
] as const)('a list with %o is %s', (query, expected) => {
  const { state, refused } = listAnswer(query, { newest: '9' });
  expect(typeof expected === 'number' ? [state, ...refused] : state).toEqual(
    typeof expected === 'number' ? [undefined, expected] : expected,
  );
});

test('what is not there yet times out, or is refused as real servers do', () => {
  const ask = { newest: '9' };
  expect(listAnswer({ resourceVersion: '99' }, ask)).toEqual({ state: 'not older', refused: [504] });
  expect(listAnswer({ resourceVersion: '99', resourceVersionMatch: 'Exact' }, ask)).toEqual({
    state: 'exact',
    refused: [504],
    known: 500,
  });
  expect(listAnswer({ resourceVersion: '9', resourceVersionMatch: 'Exact' }, ask)).toEqual({
    state: 'exact',
    refused: [410],
  });
  expect(listAnswer({ resourceVersion: 'abc' }, ask)).toEqual({ refused: [400], known: 500 });
});
