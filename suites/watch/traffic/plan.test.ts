import { describe, expect, test } from 'vitest';
import type { Frame } from '../../../specs/oracles/history/watching.ts';
import { lanesOf } from './lanes.ts';
import { lateLanes, spread } from './late.ts';
import { sizeOf } from './size.ts';
import { type Deed, deeds, type Step, stepsOf } from './steps.ts';

function take(count: number, seed = 1, writer = 0, objects = 3): Step[] {
  const steps = stepsOf(seed, writer, objects);
  return Array.from({ length: count }, () => steps.next().value);
}

describe('the steps of a writer', () => {
  test('are the same for the same seed, and others for another seed or writer', () => {
    expect(take(500)).toEqual(take(500));
    expect(take(500, 2)).not.toEqual(take(500));
    expect(take(500, 1, 1)).not.toEqual(take(500));
  });

  test('hold every deed before luck has a say', () => {
    expect(new Set(take(13).map(({ does }) => does))).toEqual(new Set(deeds));
  });

  test('create what is not there, and do nothing else to it', () => {
    const alive = new Set<number>();
    const ends: readonly Deed[] = ['delete', 'held delete'];
    for (const { slot, does } of take(2000)) {
      expect(alive.has(slot)).toBe(does !== 'create');
      if (does === 'create') alive.add(slot);
      if (ends.includes(does)) alive.delete(slot);
    }
  });
});

describe('the size of a traffic', () => {
  test('rises with the effort', () => {
    const sizes = (['quick', 'standard', 'deep'] as const).map((effort) => sizeOf(effort));
    const all = sizes.map(({ writers, steps }) => writers * steps);
    expect(all).toEqual(all.toSorted((a, b) => a - b));
  });

  test('is what was asked for, objects parted among the writers', () => {
    expect(sizeOf('quick', { writers: 4, objects: 10 })).toMatchObject({ writers: 4, objects: 3, pauseMs: 0 });
  });

  test('of a long time is written slowly, so that it fits into memory', () => {
    const { writers, steps, pauseMs, forMs } = sizeOf('deep', { seconds: 600 });
    expect(forMs).toBe(600_000);
    expect(writers * steps).toBeLessThanOrEqual(6010);
    expect(steps * pauseMs).toBeGreaterThanOrEqual(600_000);
    expect(sizeOf('quick', { seconds: 1 }).pauseMs).toBeGreaterThanOrEqual(20);
  });
});

test('a kind without a field that a status moves has no watch by that', () => {
  const names = (kind: string) => lanesOf({ kind }, 'quick').map(({ name }) => name);
  expect(names('Pod')).toContain('field');
  expect(names('Endpoints')).not.toContain('field');
  expect(lanesOf({ kind: 'Pod' }, 'deep').length).toBeGreaterThan(lanesOf({ kind: 'Pod' }, 'quick').length);
});

describe('the watches that begin when all is written', () => {
  const shown = (version: number): Frame => ({
    type: 'MODIFIED',
    at: 0,
    key: 'ns/a',
    uid: 'u',
    version: String(version),
    labels: {},
    kind: 'v1/Pod',
  });
  const mark: Frame = { type: 'BOOKMARK', at: 0, version: '7', kind: 'v1/Pod', endsInitial: false };
  const startsOf = (frames: readonly Frame[]) =>
    lateLanes({ plain: frames, all: [...frames, mark], writes: [] }, '3', 2).map(({ start }) => start);

  test('begin from some events, from each bookmark, and from versions that may be forgotten', () => {
    const starts = startsOf([shown(4), shown(5), shown(6)]);
    expect(starts).toEqual([
      { kind: 'exact', version: '1', from: 'expired' },
      { kind: 'exact', version: '3', from: 'expired' },
      { kind: 'exact', version: '7', from: 'bookmark' },
      { kind: 'exact', version: '4', from: 'event' },
      { kind: 'exact', version: '6', from: 'event' },
    ]);
  });

  test('of which the changes came long ago take their version for one that may be forgotten', () => {
    const starts = startsOf(Array.from({ length: 1000 }, (_, index) => shown(10 + index)));
    const from = (seen: string) => starts.flatMap((one) => ('from' in one && one.from === seen ? [one.version] : []));
    expect(from('event')).toEqual(['910', '1009']);
    expect(from('expired')).toEqual(['1', '3', '10', '909']);
  });
});

test('a spread holds the first and the last', () => {
  expect(spread([1, 2, 3, 4, 5, 6, 7], 3)).toEqual([1, 4, 7]);
  expect(spread([1, 2], 3)).toEqual([1, 2]);
  expect(spread([1, 2, 3], 1)).toEqual([3]);
});
