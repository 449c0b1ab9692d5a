import { describe, expect, test } from 'vitest';
import { type Outcome, pass, violation } from '../outcome.ts';
import { disputeOf } from '../registry.ts';
import { type Dispute, settle } from './dispute.ts';
import { loadSpecs, dispute as text } from './small-specs.test-data.ts';

const { disputes } = loadSpecs({ 'disputes.yaml': text });
const [dispute] = disputes as [Dispute];

const broken = (effect: 'ignored' | 'refused', status: number): Outcome =>
  violation({ reason: 'r', expected: 'e', actual: 'a', observed: { effect, status } });

describe('a violation of a disputed promise', () => {
  test('is disputed where the answer is the known one of the Kubernetes API, and keeps what was found', () => {
    expect(settle(broken('ignored', 200), dispute, false)).toEqual({
      ...broken('ignored', 200),
      kind: 'disputed',
      dispute: 'size-is-dropped',
    });
  });

  test('stays one where the documents are taken strictly', () => {
    expect(settle(broken('ignored', 200), dispute, true)).toEqual(broken('ignored', 200));
  });

  test.each<[string, Outcome]>([
    ['the effect is another', broken('refused', 200)],
    ['the status is another', broken('ignored', 202)],
    ['what the write did is not known', violation({ reason: 'r', expected: 'e', actual: 'a' })],
  ])('stays one where %s', (_what, outcome) => {
    expect(settle(outcome, dispute, false)).toEqual(outcome);
  });

  test('stays one where there is no dispute', () => {
    expect(settle(broken('ignored', 200), undefined, false)).toEqual(broken('ignored', 200));
  });
});

test.each<Outcome>([
  pass,
  { kind: 'inconclusive', reason: 'r' },
  { kind: 'unsupported', reason: 'r' },
  { kind: 'error', reason: 'r' },
])('no other outcome is ever disputed: $kind', (outcome) => {
  expect(settle(outcome, dispute, false)).toEqual(outcome);
});

test('a case is under a dispute that names its requirement and matches its name', () => {
  expect(disputeOf(disputes, 'update.thing.size', 'spec.size/set/put')?.id).toBe('size-is-dropped');
  expect(disputeOf(disputes, 'update.thing.size', 'spec.sizes/set/put')).toBeUndefined();
  expect(disputeOf(disputes, 'update.thing.other', 'spec.size/set/put')).toBeUndefined();
});
