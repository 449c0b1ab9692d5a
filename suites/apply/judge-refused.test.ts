import { expect, test } from 'vitest';
import { judgeRefused } from './judge-refused.ts';

const before = { metadata: { labels: { a: '1' }, resourceVersion: '1' } };
const changed = { metadata: { labels: { a: '2' }, resourceVersion: '2' } };
const request = { contentType: undefined, body: '' };

test.each([
  ['refused, and nothing changes', 422, before, true],
  ['refused as the other status has it', 400, before, true],
  ['accepted', 200, before, 'ignored'],
  ['accepted, and the object changes', 200, changed, 'other'],
  ['refused, and yet the object changes', 422, changed, 'other'],
  ['refused with another status', 409, before, 'refused'],
])('a patch that must be refused is %s', (_what, status, after, expected) => {
  const judged = judgeRefused({ request, before, after, status, answer: {} }, [422, 400], 'it must be');
  expect(judged.kept === false ? judged.effect : judged.kept).toBe(expected);
});
