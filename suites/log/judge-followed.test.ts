import { expect, test } from 'vitest';
import { followedLines } from '../../fixtures/running-pods.ts';
import { judgeFollowed, type SeenFollowed } from './judge-followed.ts';

const right: SeenFollowed = {
  before: followedLines.slice(0, 2),
  whole: followedLines,
  status: 200,
  numbers: [1, 2, 3, 4],
  end: { kind: 'complete', reason: 'the server ended the watch', at: 0 },
  arrivedWhileRunning: true,
};

test.each<[string, Partial<SeenFollowed>]>([
  ['that ends with its container', {}],
  ['that stays open when its container has ended', { end: undefined }],
])('a followed log is right %s', (_what, seen) => {
  expect(judgeFollowed({ ...right, ...seen })).toEqual({ kind: 'pass' });
});

test.each<[string, Partial<SeenFollowed>, RegExp]>([
  ['that ends with what was there', { numbers: [1] }, /ends before its container does/],
  ['that shows nothing', { numbers: [] }, /ends before its container does/],
  ['that does not end, and shows nothing more', { numbers: [1, 2], end: undefined }, /stops to show new lines/],
  ['that leaves a line out', { numbers: [1, 3, 4] }, /each line once and in order/],
  ['that shows a line twice', { numbers: [1, 1, 2, 3, 4] }, /each line once and in order/],
  ['that turns lines round', { numbers: [1, 3, 2, 4] }, /each line once and in order/],
  ['that is refused', { status: 400, numbers: [] }, /cannot be followed/],
  ['that comes all at once at the end', { arrivedWhileRunning: false }, /held back until its container has ended/],
])('a followed log is wrong %s', (_what, seen, reason) => {
  const outcome = judgeFollowed({ ...right, ...seen });
  expect(outcome).toMatchObject({ kind: 'violation', reason: expect.stringMatching(reason) });
});

test.each<[string, Partial<SeenFollowed>, RegExp]>([
  ['where it could not be opened', { status: undefined }, /cannot be followed/],
  ['where the server fails', { status: 500, numbers: [] }, /cannot be followed: 500/],
  ['where the connection broke', { numbers: [1], end: { kind: 'broken', reason: 'reset', at: 0 } }, /broke .*: reset/],
  ['where the log itself is not what was written', { whole: ['begin'] }, /not what it wrote/],
  ['where the container had ended before', { before: followedLines }, /had ended before/],
])('nothing is said %s', (_what, seen, reason) => {
  const outcome = judgeFollowed({ ...right, ...seen });
  expect(outcome).toMatchObject({ kind: 'inconclusive', reason: expect.stringMatching(reason) });
});
