import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pagingJudges } from '../paging.ts';
import { watchJudges } from '../watch.ts';
import type { History } from './history.ts';
import { play, scripts } from './model.test-data.ts';
import type { Mutation } from './mutation.test-data.ts';
import { pagingMutations } from './paging-mutations.test-data.ts';
import { read } from './reading.ts';
import { watchMutations } from './watch-mutations.test-data.ts';

const judges = { ...watchJudges, ...pagingJudges };

function breaches(history: History): string[] {
  const ready = read(history);
  return Object.values(judges).flatMap((judge) =>
    judge(ready).flatMap((one) =>
      one.outcome === 'broken' ? [`${one.guarantee}: ${one.mark.in}[${one.mark.at}] ${one.what}`] : [],
    ),
  );
}

// Seed and path are in the message of a property that fails.
test('no judge speaks on a right history', () => {
  fc.assert(
    fc.property(scripts, (script) => {
      expect(breaches(play(script))).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

/** Somebody who sees everything: without, what others may have done unseen excuses much. */
const witness = { at: -1, begins: 'exact', scope: 'all', bookmarks: false, cuts: [] } as const;

const mutations: readonly Mutation[] = [...watchMutations, ...pagingMutations];

describe('a history that is broken at one place', () => {
  test.each(mutations.map((mutation) => [mutation.breaks, mutation.name, mutation] as const))(
    '%s: %s',
    (breaks, _name, { places }) => {
      fc.assert(
        fc.property(scripts, fc.nat(), (script, pick) => {
          const history = play({ ...script, watchers: [...script.watchers, witness] });
          const found = places(history);
          const place = found[pick % Math.max(1, found.length)];
          fc.pre(place !== undefined);
          expect(judges[breaks](read(place()))).toContainEqual(expect.objectContaining({ outcome: 'broken' }));
        }),
        { numRuns: 12 },
      );
    },
  );
});
