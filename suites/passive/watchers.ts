import type { PassiveJudge } from '../../specs/oracles/passive.ts';
import { type IdentityTracker, trackIdentities } from '../../specs/oracles/passive-identity.ts';
import type { Library } from '../../src/contract/library.ts';
import type { Watcher } from '../../src/requirement.ts';
import { sightingOf } from './sight.ts';
import { newTally } from './tally.ts';

/** Holds every answer against each contract that describes its operation. */
export function watchOperations(judge: PassiveJudge): (library: Library) => Watcher {
  return (library) => {
    const sighting = sightingOf(library);
    const tally = newTally();
    return {
      observe(answer) {
        const { seen, operations } = sighting(answer);
        for (const promised of operations) {
          const deviations = judge(seen, promised);
          if (!deviations) continue;
          if (deviations.length === 0) tally.kept(promised.name);
          for (const deviation of deviations) tally.broken(promised.name, deviation, seen.status, answer.exchange);
        }
      },
      conclude: () => tally.cases(),
    };
  };
}

/** Follows the objects of every resource, through whatever operation they show. */
export function watchIdentities(library: Library): Watcher {
  const sighting = sightingOf(library);
  const tally = newTally();
  const trackers = new Map<string, IdentityTracker>();
  return {
    observe(answer) {
      const { seen, objects } = sighting(answer);
      const [resource] = objects?.resources ?? [];
      if (!objects || !resource) return;
      const tracker = trackers.get(resource.path) ?? trackIdentities();
      trackers.set(resource.path, tracker);
      const { at, durationMs } = answer.exchange;
      const deviations = tracker.judge({
        method: seen.method,
        status: seen.status,
        body: seen.body,
        kind: resource.kind,
        target: objects.target,
        path: objects.path,
        dryRun: seen.path.includes('dryRun='),
        // `at` is rounded: an answer that may have been sent earlier counts as sent earlier.
        sent: at - 1,
        answered: at + durationMs,
      });
      if (!deviations) return;
      // Contracts that describe the same object share its life.
      for (const { contract, name } of objects.resources) {
        const subject = `${contract} ${name}`;
        if (deviations.length === 0) tally.kept(subject);
        for (const deviation of deviations) tally.broken(subject, deviation, seen.status, answer.exchange);
      }
    },
    conclude: () => tally.cases(),
  };
}
