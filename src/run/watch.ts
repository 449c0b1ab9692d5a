import type { Answer, Client } from '../client/client.ts';
import { heard } from '../client/heard.ts';
import type { Library } from '../contract/library.ts';
import { profilesOf } from '../contract/profile.ts';
import { messageOf } from '../errors.ts';
import type { Requirement, WatchedCase, Watcher } from '../requirement.ts';

/** The watchers of a run, started. */
export interface Watch {
  /** The same client, each of whose answers the watchers are shown, once. */
  over(client: Client): Client;
  /** What the watcher of a requirement found; its own failure, if that is what it came to. */
  conclude(requirement: Requirement): readonly WatchedCase[];
}

/** Starts the watchers of these requirements. They are told of the contracts of the run's profiles, and of no others. */
export function startWatch(requirements: readonly Requirement[], library: Library, profiles: readonly string[]): Watch {
  const narrowed = covered(library, profiles);
  const watchers = new Map<Requirement, Watcher>();
  const failures = new Map<Requirement, unknown>();
  for (const requirement of requirements) {
    if (requirement.watch) watchers.set(requirement, requirement.watch(narrowed));
  }

  const show = (answer: Answer) => {
    for (const [requirement, watcher] of watchers) {
      try {
        watcher.observe(answer);
      } catch (thrown) {
        // The check that sent the request must not suffer for it; what this watcher has seen is worth nothing now.
        failures.set(requirement, thrown);
        watchers.delete(requirement);
      }
    }
  };

  return {
    over: (client) => (watchers.size === 0 ? client : heard(client, show)),
    conclude(requirement) {
      try {
        if (failures.has(requirement)) throw failures.get(requirement);
        return watchers.get(requirement)?.conclude() ?? [];
      } catch (thrown) {
        const reason = `the watcher failed: ${messageOf(thrown)}`;
        return [{ name: '(the watcher)', outcome: { kind: 'error', reason } }];
      }
    },
  };
}

function covered(library: Library, profiles: readonly string[]): Library {
  const contracts = [...library.contracts].filter(([id]) =>
    profilesOf(library.profiles.values(), id).some((name) => profiles.includes(name)),
  );
  return { ...library, contracts: new Map(contracts) };
}
