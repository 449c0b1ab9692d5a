import { describe, expect, test } from 'vitest';
import type { Broken } from './history/finding.ts';
import { read } from './history/reading.ts';
import { framesOf, historyOf, type Told, type ToldWatch, writesOf } from './history/told.test-data.ts';
import type { Frame } from './history/watching.ts';
import { type WatchGuarantee, watchJudges } from './watch.ts';

function judged(guarantee: WatchGuarantee, told: Told) {
  return watchJudges[guarantee](read(historyOf(told)));
}

function brokenIn(guarantee: WatchGuarantee, told: Told): string[] {
  return judged(guarantee, told)
    .filter((one): one is Broken => one.outcome === 'broken')
    .map(({ mark: { in: name, at, how } }) => `${name}[${at}] ${how}`);
}

/** Every judge that finds a breach. */
function speaking(told: Told): string[] {
  const history = read(historyOf(told));
  return Object.entries(watchJudges).flatMap(([name, judge]) =>
    judge(history).some(({ outcome }) => outcome === 'broken') ? [name] : [],
  );
}

const one = (frames: string | readonly Frame[], rest: Omit<ToldWatch, 'frames'> = {}): ToldWatch[] => [
  { frames, ...rest },
];

type Row = [what: string, told: Told, marks?: string[]];

/** Rows without marks keep the guarantee; and keep all others too. */
function rows(guarantee: WatchGuarantee, list: Row[]): void {
  describe(guarantee, () => {
    test.each(list)('%s', (_what, told, marks = []) => {
      expect(brokenIn(guarantee, told)).toEqual(marks);
      if (marks.length === 0) expect(speaking(told)).toEqual([]);
    });
  });
}

const life = '+a5 ~a6 +b7 ~b8 -a9 +c10 ~c11';
const lifeShown = '+a5 ~a6 +b7 ~b8 -a9 +c10 ~c11';

rows('reliable', [
  ['every change is shown', { writes: life, watches: one(lifeShown, { from: '4' }) }],
  ['the watch ends early', { writes: life, watches: one('+a5 ~a6', { from: '4' }) }],
  [
    'another goes on where one was cut',
    {
      writes: life,
      watches: [
        { frames: '+a5 ~a6', from: '4', how: 'broken' },
        { frames: '+b7 ~b8 -a9 +c10 ~c11', from: '6', seen: 'event', resumes: 'w1' },
      ],
    },
  ],
  ['changes that the run did not make', { writes: '+a5 ~a7', watches: one('+a5 +z6 ~a7', { from: '4' }) }],
  [
    'a write without an answer that was done',
    { writes: `${life} ?b12`, watches: one(`${lifeShown} ~b12`, { from: '4' }) },
  ],
  [
    'a write without an answer that was not done',
    { writes: `${life} ?b12 ~c13`, watches: one(`${lifeShown} ~c13`, { from: '4' }) },
  ],
  [
    'a deletion shown at a later version than its answer has',
    { writes: '+a5 -a6 +b9', watches: one('+a5 ~a6 -a7 +b9', { from: '4' }) },
  ],
  [
    'the first state is older than the request',
    { writes: life, watches: one(`+a5 ~a6 +b7 ~b8 -a9 +c10 ~c11`, { sentAt: 8500 }) },
  ],
  [
    'an object that came and went before the watch',
    { writes: '+a5 -a6 +b7 ~b8', watches: one('+b7 ~b8', { sentAt: 7500 }) },
  ],
  [
    'versions of many digits',
    {
      writes: '+a99999999999999999998 ~a100000000000000000000',
      watches: one('+a99999999999999999998 ~a100000000000000000000', { from: '9' }),
    },
  ],
  [
    'a change in the middle is missing',
    { writes: life, watches: one('+a5 +b7 ~b8 -a9 +c10 ~c11', { from: '4' }) },
    ['w1[1] missing'],
  ],
  ['the first is missing', { writes: life, watches: one('~a6 +b7', { from: '4' }) }, ['w1[0] missing']],
  [
    'a deletion is missing',
    { writes: life, watches: one('+a5 ~a6 +b7 ~b8 +c10 ~c11', { from: '4' }) },
    ['w1[4] missing'],
  ],
  [
    'a deletion of what was there when it began',
    { writes: life, watches: one('+c10 ~c11', { from: '8' }) },
    ['w1[0] missing'],
  ],
  [
    'a bookmark says that more was shown',
    { writes: life, watches: one('+a5 ~a6 *8', { from: '4', bookmarks: true }) },
    ['w1[2] missing', 'w1[2] missing'],
  ],
  [
    'what came between two connections',
    {
      writes: life,
      watches: [
        { frames: '+a5 ~a6', from: '4', how: 'broken' },
        { frames: '~b8 -a9 +c10', from: '6', seen: 'event', resumes: 'w1' },
      ],
    },
    ['w2[0] missing'],
  ],
  [
    'a change of somebody else that another watch shows',
    {
      writes: '+a5 ~a9',
      watches: [
        { frames: '+a5 ~a7 ~a9', from: '4' },
        { frames: '+a5 ~a9', from: '4' },
      ],
    },
    ['w2[1] missing'],
  ],
  ['an object that was there', { writes: '+a5 +b6 ~a7', watches: one('+a5 ~a7', { sentAt: 6500 }) }, ['w1[1] missing']],
]);

test('what cannot be told is said: the rest after an early end, and versions that are no numbers', () => {
  const early = judged('reliable', { writes: life, watches: one('+a5 ~a6', { from: '4' }) });
  expect(early).toContainEqual(
    expect.objectContaining({ outcome: 'undecided', in: 'w1', why: expect.stringContaining('version 6') }),
  );
  const cut = judged('reliable', { writes: '+a5 +b6', watches: one('+a5 +b6') });
  expect(cut).toEqual([
    expect.objectContaining({ outcome: 'undecided', why: expect.stringContaining('first objects end') }),
  ]);
  const renamed = framesOf('+a5').map((frame) => ({ ...frame, version: 'one' }) as Frame);
  const opaque = judged('reliable', { writes: life, watches: one(renamed, { from: '4' }) });
  expect(opaque).toEqual([expect.objectContaining({ outcome: 'undecided', why: expect.stringContaining('decimal') })]);
});

test('a breach says what is missing, and a stream in which all is wrong does not fill the report', () => {
  const [first] = judged('reliable', { writes: life, watches: one('+a5 +b7', { from: '4' }) });
  expect(first).toEqual({
    outcome: 'broken',
    guarantee: 'reliable',
    level: 'must',
    what: 'the change of ns/a to version 6 is not shown',
    mark: { in: 'w1', at: 1, how: 'missing' },
    key: 'ns/a',
    version: '6',
  });
  const many = Array.from({ length: 50 }, (_, i) => `+k${i + 10}`)
    .map((text, i) => text.replace('k', `k${'abcdefghij'[i % 10]}${'abcdefghij'[Math.floor(i / 10)]}`))
    .join(' ');
  const all = judged('reliable', { writes: `${many} +z99`, watches: one('+z99', { from: '4' }) });
  expect(all).toHaveLength(20);
  expect(all[0]).toMatchObject({ more: 30 });
});

rows('unique', [
  ['each change once', { writes: life, watches: one(lifeShown, { from: '4' }) }],
  ['a change again', { writes: life, watches: one('+a5 ~a6 ~a6 +b7', { from: '4' }) }, ['w1[2] repeated']],
  ['a change again, later', { writes: life, watches: one('+a5 ~a6 +b7 ~a6 ~b8', { from: '4' }) }, ['w1[3] repeated']],
  [
    'the version that it begins after',
    { writes: life, watches: one('~a6 +b7', { from: '6', seen: 'event' }) },
    ['w1[0] repeated'],
  ],
]);

rows('ordered', [
  ['by version', { writes: life, watches: one(lifeShown, { from: '4' }) }],
  ['first objects in any order', { writes: life, watches: one('+b8 +a6 -a9 +c10', { sentAt: 8500 }) }],
  [
    'two changes the other way round',
    { writes: life, watches: one('+a5 +b7 ~a6 ~b8', { from: '4' }) },
    ['w1[2] disordered'],
  ],
  [
    'a change older than the first objects',
    { writes: life, watches: one('+b8 ~a6', { sentAt: 8500 }) },
    ['w1[1] disordered'],
  ],
]);

test('ordered: where versions are no numbers, all watches show the same order', () => {
  const named = (text: string) =>
    framesOf(text).map((frame) => ({ ...frame, version: `v${'version' in frame ? frame.version : ''}` }) as Frame);
  const told = (second: string): Told => ({
    watches: [
      { frames: named('+a5 +b6 +c7'), from: 'v4' },
      { frames: named(second), from: 'v4' },
    ],
  });
  expect(brokenIn('ordered', told('+a5 +b6 +c7'))).toEqual([]);
  expect(brokenIn('ordered', told('+a5 +c7 +b6'))).toEqual(['w2[2] disordered']);
});

const leaving = '+a5 l=1 ~a6 l=2 ~a7 l=1 +b8 l=1';

rows('typed', [
  ['each as it happened', { writes: life, watches: one(lifeShown, { from: '4' }) }],
  [
    'an object that leaves, in its last chosen state',
    { writes: leaving, watches: one('+a5 l=1 -a6 +a7 l=1 +b8 l=1', { from: '4', labelSelector: 'l=1' }) },
  ],
  [
    'an object that leaves, in its new state',
    {
      writes: leaving,
      watches: one(
        framesOf('+a5 l=1 -a6 l=2 +a7 l=1 +b8 l=1').map((frame) =>
          frame.type === 'DELETED' ? { ...frame, digest: 'ns/a as of 6' } : frame,
        ),
        { from: '4', labelSelector: 'l=1' },
      ),
    },
  ],
  ['a change as ADDED', { writes: life, watches: one('+a5 +a6 +b7', { from: '4' }) }, ['w1[1] wrong']],
  ['a creation as MODIFIED', { writes: life, watches: one('~a5 ~a6 +b7', { from: '4' }) }, ['w1[0] wrong']],
  [
    'a deletion as MODIFIED',
    {
      writes: '+a5 -a6 +b7',
      watches: [
        { frames: '+a5 -a6 +b7', from: '4' },
        { frames: '+a5 ~a6 +b7', from: '4' },
      ],
    },
    ['w2[1] wrong'],
  ],
  ['a change as DELETED', { writes: life, watches: one('+a5 -a6 +b7', { from: '4' }) }, ['w1[1] wrong']],
  [
    'a change of what is deleted',
    { writes: '+a5 -a6 +b9', watches: one('+a5 -a6 ~a8 +b9', { from: '4' }) },
    ['w1[2] wrong'],
  ],
  [
    'the state of another version',
    {
      writes: life,
      watches: one(
        framesOf('+a5 ~a6 +b7').map((frame, i) => (i === 1 ? ({ ...frame, digest: 'ns/a as of 5' } as Frame) : frame)),
        { from: '4' },
      ),
    },
    ['w1[1] wrong'],
  ],
  [
    'a deletion in another state than the last',
    {
      writes: '+a5 ~a6 -a7 +b9',
      watches: one(
        framesOf('+a5 ~a6 -a7 +b9').map((frame) =>
          frame.type === 'DELETED' ? { ...frame, digest: 'ns/a as of 5' } : frame,
        ),
        { from: '4' },
      ),
    },
    ['w1[2] wrong'],
  ],
  [
    'a deletion at the version of the last state',
    { writes: '+a5 ~a6 -a6 +b9', watches: one('+a5 ~a6 -a6 +b9', { from: '4' }) },
    ['w1[2] wrong'],
  ],
  [
    'another uid',
    {
      writes: life,
      watches: one(
        framesOf('+a5 ~a6').map((frame) => ({ ...frame, uid: 'x' }) as Frame),
        { from: '4' },
      ),
    },
    ['w1[0] wrong', 'w1[1] wrong'],
  ],
  [
    'an object without kind',
    {
      writes: life,
      watches: one(
        framesOf('+a5').map((frame) => ({ ...frame, kind: 'undefined/undefined' }) as Frame),
        { from: '4' },
      ),
    },
    ['w1[0] wrong'],
  ],
  [
    'an event of no known type',
    { watches: one([{ type: 'STRANGE', at: 1, what: 'an event of type REPLACED' }], { from: '4' }) },
    ['w1[0] wrong'],
  ],
  [
    'a change of another object at its version',
    { writes: life, watches: one('+a5 +b6 ~b8', { from: '4' }) },
    ['w1[1] wrong'],
  ],
  [
    'metadata where whole objects are asked for',
    {
      writes: life,
      watches: one(
        framesOf('+a5').map((frame) => ({ ...frame, kind: 'meta.k8s.io/v1/PartialObjectMetadata' }) as Frame),
        { from: '4' },
      ),
    },
    ['w1[0] wrong'],
  ],
  [
    'an object that is first shown as changed, where all are shown first',
    { writes: '+a5 ~a6 +b7', watches: one('+b7 ~a8', { sentAt: 7500 }) },
    ['w1[1] wrong'],
  ],
]);

rows('filtered', [
  [
    'objects enter and leave',
    { writes: leaving, watches: one('+a5 l=1 -a6 +a7 l=1 +b8 l=1', { from: '4', labelSelector: 'l in (1,3)' }) },
  ],
  [
    'objects of one namespace',
    { writes: '+a5 +x/a6 +b7', watches: one('+a5 +b7', { from: '4', namespace: 'ns' }) },
    [],
  ],
  [
    'one object by its name',
    { writes: '+a5 +b6 ~a7 -b8 ~a9', watches: one('+a5 ~a7 ~a9', { from: '4', fieldSelector: 'metadata.name=a' }) },
  ],
  [
    'an object that never entered',
    { writes: '+a5 l=2 +b8 l=1', watches: one('+b8 l=1', { from: '4', labelSelector: 'l=1' }) },
  ],
  [
    'an object of another namespace',
    { writes: '+a5 +x/a6 +a7', watches: one('+a5 +x/a6 +a7', { from: '4', namespace: 'ns' }) },
    ['w1[1] wrong'],
  ],
  [
    'an object that is not chosen',
    { writes: leaving, watches: one('+a5 l=1 ~a6 l=2 ~a7 l=1 +b8 l=1', { from: '4', labelSelector: 'l=1' }) },
    ['w1[1] wrong'],
  ],
  [
    'the deletion of one that is not chosen',
    { writes: '+a5 l=2 -a6 +b8 l=1', watches: one('-a6 l=2 +b8 l=1', { from: '4', labelSelector: 'l=1' }) },
    ['w1[0] wrong'],
  ],
  [
    'an object leaves, and nothing is shown',
    { writes: '+a5 l=1 ~a6 l=2 +b8 l=1', watches: one('+a5 l=1 +b8 l=1', { from: '4', labelSelector: 'l=1' }) },
    ['w1[1] missing'],
  ],
  [
    'an object enters, and nothing is shown',
    { writes: '+a5 l=2 ~a6 l=1 +b8 l=1', watches: one('+b8 l=1', { from: '4', labelSelector: 'l=1' }) },
    ['w1[0] missing'],
  ],
]);

rows('initialState', [
  ['all objects first', { writes: life, watches: one('+a6 +b8 -a9 +c10', { sentAt: 8500 }) }],
  ['none after a version', { writes: life, watches: one('+b7 ~b8', { from: '6' }) }],
  [
    'initial events and their end',
    {
      writes: life,
      watches: one('+a6 +b8 *8! -a9', { sentAt: 8500, from: '6', sendInitialEvents: true, bookmarks: true }),
    },
  ],
  [
    'initial events that catch up before their end',
    {
      writes: life,
      watches: one('+a6 +b7 ~b8 *8! -a9', { sentAt: 8500, from: '6', sendInitialEvents: true, bookmarks: true }),
    },
  ],
  [
    'no initial events where none are wanted',
    { writes: life, watches: one('~b8 -a9', { sentAt: 7500, sendInitialEvents: false }) },
  ],
  ['an object is missing', { writes: '+a5 +b6 ~a7', watches: one('+a5 ~a7', { sentAt: 6500 }) }, ['w1[1] missing']],
  [
    'all are missing',
    { writes: '+a5 +b6 ~a7', watches: one('~a7', { sentAt: 6500 }) },
    ['w1[0] missing', 'w1[0] missing'],
  ],
  [
    'objects that are there, after a version',
    { writes: life, watches: one('+a6 +b7 ~b8', { from: '6' }) },
    ['w1[0] wrong'],
  ],
  [
    'an end of the first objects of a watch without a version',
    { writes: life, watches: one('+a6 +b8 *8! -a9', { sentAt: 8500, bookmarks: true }) },
  ],
  [
    'an end where there were no initial events',
    { writes: life, watches: one('+b7 ~b8 *8! -a9', { from: '6', bookmarks: true }) },
    ['w1[2] wrong'],
  ],
  [
    'two ends',
    {
      writes: life,
      watches: one('+a6 +b8 *8! -a9 *9!', { sentAt: 8500, from: '6', sendInitialEvents: true, bookmarks: true }),
    },
    ['w1[4] repeated'],
  ],
  [
    'an end before the version asked for',
    {
      writes: life,
      watches: one('+a6 +b7 *7!', { sentAt: 8500, from: '8', sendInitialEvents: true, bookmarks: true }),
    },
    ['w1[2] wrong'],
  ],
  [
    'no end, in a stream that goes on',
    {
      writes: life,
      watches: one('+a6 +b8 -a9 +c10', { sentAt: 8500, from: '6', sendInitialEvents: true, bookmarks: true }),
    },
    ['w1[4] missing'],
  ],
  [
    'no end, in all the time it had',
    {
      writes: '+a5',
      watches: one('+a5', {
        sentAt: 8500,
        from: '5',
        sendInitialEvents: true,
        bookmarks: true,
        timeoutSeconds: 20,
        endAt: 28_600,
      }),
    },
    ['w1[1] missing'],
  ],
]);

test('initial state: an end that may still come is not missing', () => {
  const told: ToldWatch = {
    frames: '+a5',
    from: '5',
    sendInitialEvents: true,
    bookmarks: true,
    timeoutSeconds: 2,
    endAt: 2010,
  };
  expect(judged('initialState', { writes: '+a5', watches: [told] })).toContainEqual(
    expect.objectContaining({ outcome: 'undecided' }),
  );
  expect(brokenIn('initialState', { writes: '+a5', watches: [told] })).toEqual([]);
});

const first: ToldWatch = { frames: '+a5 ~a6', from: '4', how: 'broken' };
const again = (frames: string, rest: Partial<ToldWatch> = {}): ToldWatch => ({
  frames,
  from: '6',
  seen: 'event',
  resumes: 'w1',
  ...rest,
});

rows('resumable', [
  ['from an event', { writes: life, watches: [first, again('+b7 ~b8')] }],
  [
    'from a bookmark',
    {
      writes: life,
      watches: [{ ...first, frames: '+a5 ~a6 *6', bookmarks: true }, again('+b7 ~b8', { seen: 'bookmark' })],
    },
  ],
  ['the next change is missing', { writes: life, watches: [first, again('~b8 -a9')] }, ['w2[0] missing']],
  ['the last one again', { writes: life, watches: [first, again('~a6 +b7')] }, ['w2[0] repeated']],
]);

rows('gapless', [
  ['from a list', { writes: life, watches: one('+b7 ~b8', { from: '6' }) }],
  [
    'what came after the list is missing',
    { writes: life, watches: one('-a9 +c10', { from: '6' }) },
    ['w1[0] missing', 'w1[0] missing'],
  ],
  ['what the list showed comes again', { writes: life, watches: one('~a6 +b7', { from: '6' }) }, ['w1[0] repeated']],
]);

rows('bookmarkable', [
  ['a bookmark after each change', { writes: life, watches: one('+a5 *5 ~a6 *6 +b7', { from: '4', bookmarks: true }) }],
  [
    'a bookmark of a version at which nothing was',
    { writes: '+a5 ~a9', watches: one('+a5 *7 ~a9', { from: '4', bookmarks: true }) },
  ],
  ['the same bookmark twice', { writes: life, watches: one('+a5 *5 *5 ~a6', { from: '4', bookmarks: true }) }],
  [
    'a change of before it comes after it',
    { writes: life, watches: one('+a5 *6 ~a6', { from: '4', bookmarks: true }) },
    ['w1[2] disordered'],
  ],
  [
    'a change of before it never comes',
    { writes: life, watches: one('+a5 *6 +b7', { from: '4', bookmarks: true }) },
    ['w1[1] missing'],
  ],
  [
    'it goes back',
    { writes: life, watches: one('+a5 ~a6 *5 +b7', { from: '4', bookmarks: true }) },
    ['w1[2] disordered'],
  ],
  ['nobody asked for it', { writes: life, watches: one('+a5 *5', { from: '4' }) }, ['w1[1] wrong']],
]);

test('bookmarkable: where none comes in any watch, nothing is said', () => {
  const [finding] = judged('bookmarkable', { writes: life, watches: one('+a5', { from: '4', bookmarks: true }) });
  expect(finding).toMatchObject({ outcome: 'undecided', why: 'no bookmark came' });
});

rows('expiry', [
  ['an error', { writes: life, watches: one('E410', { from: '1', seen: 'expired' }) }],
  ['a status', { writes: life, watches: one('', { from: '1', seen: 'expired', status: 410, reason: 'Expired' }) }],
  ['all changes after all', { writes: life, watches: one(lifeShown, { from: '1', seen: 'expired' }) }],
  ['a stream that loses its place', { writes: life, watches: one('+a5 ~a6 E410', { from: '4' }) }],
  ['the stream goes on after the error', { writes: life, watches: one('E410 +a5', { from: '4' }) }, ['w1[1] wrong']],
  [
    'what is left of the changes',
    { writes: life, watches: one('~b8 -a9', { from: '1', seen: 'expired' }) },
    ['w1[0] missing', 'w1[0] missing', 'w1[0] missing'],
  ],
  [
    'changes before the error',
    { writes: life, watches: one('+a5 E410', { from: '1', seen: 'expired' }) },
    ['w1[0] wrong'],
  ],
  [
    'another reason',
    { writes: life, watches: one('', { from: '1', seen: 'expired', status: 410, reason: 'BadRequest' }) },
    ['w1[0] wrong'],
  ],
  [
    'an error with another reason',
    {
      writes: life,
      watches: one([{ type: 'ERROR', at: 1, kind: 'v1/Status', code: 410, reason: '' }], {
        from: '1',
        seen: 'expired',
      }),
    },
    ['w1[0] wrong'],
  ],
]);

rows('bounded', [
  ['it ends in time', { writes: life, watches: one(lifeShown, { from: '4', timeoutSeconds: 20, endAt: 20_100 }) }],
  ['it ends early', { writes: life, watches: one('+a5', { from: '4', timeoutSeconds: 20, endAt: 6000 }) }],
  [
    'it ends late by what a slow server needs',
    { writes: life, watches: one(lifeShown, { from: '4', timeoutSeconds: 20, endAt: 25_000 }) },
  ],
  [
    'it goes on, and another request is answered',
    { writes: `${life} +d40`, watches: one(lifeShown, { from: '4', timeoutSeconds: 20, endAt: 45_000 }) },
    ['w1[7] wrong'],
  ],
  [
    'it is broken off when its time is over',
    { writes: life, watches: one(lifeShown, { from: '4', timeoutSeconds: 20, endAt: 20_100, how: 'broken' }) },
    ['w1[7] wrong'],
  ],
]);

test('bounded: a late end while nothing else is answered, and an early one by us, are not judged', () => {
  const late = judged('bounded', {
    writes: life,
    watches: one(lifeShown, { from: '4', timeoutSeconds: 20, endAt: 45_000 }),
  });
  expect(late).toContainEqual(expect.objectContaining({ outcome: 'undecided' }));
  const ours = judged('bounded', {
    writes: life,
    watches: one(lifeShown, { from: '4', timeoutSeconds: 20, endAt: 12_000, how: 'closed' }),
  });
  expect(ours).toContainEqual(expect.objectContaining({ outcome: 'undecided' }));
});

rows('prompt', [
  ['headers and changes at once', { writes: life, watches: one(lifeShown, { from: '4' }) }],
  [
    'headers late for no reason that is known',
    { writes: '+a4', watches: one('+a4', { from: '3', answeredAt: 15_000, endAt: 16_000 }) },
  ],
  [
    'nothing is shown to anybody',
    {
      writes: '+a5 +b6',
      watches: [
        { frames: '', from: '4' },
        { frames: '', from: '4' },
      ],
    },
  ],
  [
    'headers only with the first change',
    { writes: '+a15', watches: one('+a15', { from: '4', answeredAt: 15_050 }) },
    ['w1[0] wrong'],
  ],
  [
    'a change is held back from one watch',
    {
      writes: '+a5 +b6',
      watches: [
        { frames: '+a5 +b6', from: '4' },
        { frames: '+a5', from: '4' },
      ],
    },
    ['w2[1] missing'],
  ],
  [
    'a change is shown much later than to another',
    {
      writes: '+a5 +b6',
      watches: [
        { frames: '+a5 +b6', from: '4' },
        { frames: framesOf('+a5 +b6').map((frame, i) => (i === 1 ? { ...frame, at: 30_000 } : frame)), from: '4' },
      ],
    },
    ['w2[1] wrong'],
  ],
]);

const empty = (count: number, sentAt: number): ToldWatch[] =>
  Array.from({ length: count }, (_, i) => ({
    frames: '',
    from: '4',
    seen: 'event',
    sentAt: sentAt + i * 1000,
    endAt: sentAt + i * 1000 + 500,
    ...(i > 0 && { resumes: `w${i}` }),
  }));

rows('prompt', [
  ['a few watches that end at once', { writes: '+a5', watches: empty(4, 6000) }],
  ['watches that end before anything is written', { writes: '+a50', watches: empty(9, 6000) }],
  ['watches that all end at once', { writes: '+a5', watches: empty(6, 6000) }, ['w5[0] missing']],
]);

const dry = writesOf('+a5 !a5 ~a9');

rows('quiet', [
  ['nothing is shown', { writes: dry, watches: one('+a5 ~a9', { from: '4' }) }],
  ['somebody else changes it', { writes: dry, watches: one('+a5 ~a7 ~a9', { from: '4' }) }],
  [
    'what a dry run would have made',
    {
      writes: dry,
      watches: one(
        framesOf('+a5 ~a7 ~a9').map((frame, i) => (i === 1 ? ({ ...frame, digest: 'dry ns/a' } as Frame) : frame)),
        { from: '4' },
      ),
    },
    ['w1[1] wrong'],
  ],
  [
    'the same state with another version',
    {
      writes: dry,
      watches: one(
        framesOf('+a5 ~a7 ~a9').map((frame, i) => (i === 1 ? ({ ...frame, digest: 'ns/a as of 5' } as Frame) : frame)),
        { from: '4' },
      ),
    },
    ['w1[1] wrong'],
  ],
  [
    'an object that was only created on trial',
    {
      writes: [
        ...writesOf('+a5'),
        { kind: 'unchanged', why: 'dry run', key: 'ns/b', version: undefined, sentAt: 5500, at: 5600 },
      ],
      watches: one('+a5 +b6', { from: '4' }),
    },
    ['w1[1] wrong'],
  ],
]);
