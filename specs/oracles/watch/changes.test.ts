import { expect, test } from 'vitest';
import { framesOf, type Told, type ToldWatch } from '../history/told.test-data.ts';
import type { Frame } from '../history/watching.ts';
import { brokenIn, judged, life, one, rows } from './rows.test-data.ts';

rows('reliable', [
  ['every change is shown', { writes: life, watches: one(life, { from: '4' }) }],
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
  ['a write without an answer that was done', { writes: `${life} ?b12`, watches: one(`${life} ~b12`, { from: '4' }) }],
  [
    'a write without an answer that was not done',
    { writes: `${life} ?b12 ~c13`, watches: one(`${life} ~c13`, { from: '4' }) },
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
  ['each change once', { writes: life, watches: one(life, { from: '4' }) }],
  ['a change again', { writes: life, watches: one('+a5 ~a6 ~a6 +b7', { from: '4' }) }, ['w1[2] repeated']],
  ['a change again, later', { writes: life, watches: one('+a5 ~a6 +b7 ~a6 ~b8', { from: '4' }) }, ['w1[3] repeated']],
  [
    'the version that it begins after',
    { writes: life, watches: one('~a6 +b7', { from: '6', seen: 'event' }) },
    ['w1[0] repeated'],
  ],
]);

rows('ordered', [
  ['by version', { writes: life, watches: one(life, { from: '4' }) }],
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
