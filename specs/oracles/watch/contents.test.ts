import { expect, test } from 'vitest';
import { framesOf, type ToldWatch, writesOf } from '../history/told.test-data.ts';
import type { Frame } from '../history/watching.ts';
import { brokenIn, judged, life, one, rows } from './rows.test-data.ts';

const leaving = '+a5 l=1 ~a6 l=2 ~a7 l=1 +b8 l=1';

rows('typed', [
  ['each as it happened', { writes: life, watches: one(life, { from: '4' }) }],
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
