import { expect, test } from 'vitest';
import { framesOf, type ToldWatch } from '../history/told.test-data.ts';
import { judged, life, one, rows } from './rows.test-data.ts';

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
  ['all changes after all', { writes: life, watches: one(life, { from: '1', seen: 'expired' }) }],
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
  ['it ends in time', { writes: life, watches: one(life, { from: '4', timeoutSeconds: 20, endAt: 20_100 }) }],
  ['it ends early', { writes: life, watches: one('+a5', { from: '4', timeoutSeconds: 20, endAt: 6000 }) }],
  [
    'it ends late by what a slow server needs',
    { writes: life, watches: one(life, { from: '4', timeoutSeconds: 20, endAt: 25_000 }) },
  ],
  [
    'it goes on, and another request is answered',
    { writes: `${life} +d40`, watches: one(life, { from: '4', timeoutSeconds: 20, endAt: 45_000 }) },
    ['w1[7] wrong'],
  ],
  [
    'it is broken off when its time is over',
    { writes: life, watches: one(life, { from: '4', timeoutSeconds: 20, endAt: 20_100, how: 'broken' }) },
    ['w1[7] wrong'],
  ],
]);

test('bounded: a late end while nothing else is answered, and an early one by us, are not judged', () => {
  const late = judged('bounded', {
    writes: life,
    watches: one(life, { from: '4', timeoutSeconds: 20, endAt: 45_000 }),
  });
  expect(late).toContainEqual(expect.objectContaining({ outcome: 'undecided' }));
  const ours = judged('bounded', {
    writes: life,
    watches: one(life, { from: '4', timeoutSeconds: 20, endAt: 12_000, how: 'closed' }),
  });
  expect(ours).toContainEqual(expect.objectContaining({ outcome: 'undecided' }));
});

rows('prompt', [
  ['headers and changes at once', { writes: life, watches: one(life, { from: '4' }) }],
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
    'a watch that is read slowly on purpose',
    {
      writes: '+a5 +b6',
      watches: [
        { frames: '+a5 +b6', from: '4' },
        { frames: '+a5', from: '4', isReadSlowly: true },
      ],
    },
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
