import type { JsonObject } from '../specs/json.ts';
import { otherWriters } from '../specs/oracles/update-rules.ts';
import { wait } from '../src/client/client.ts';
import { ownManager } from './update-rules/observe-write.ts';

/** Times that something is tried because another client (a controller, say) wrote to the object in between. */
const attempts = 5;

/**
 * Milliseconds before it is tried anew, twice as many each time: a controller that answers each write with one of its own gathers
 * them for a second, and shows by nothing that it is done.
 */
const firstPauseMs = 150;

/** Tries once, and anew as long as somebody else came in between; each turn on top of what is there then. */
export async function unraced<T>(
  attempt: (turn: number) => Promise<T>,
  isRaced: (seen: T) => boolean,
  pauseMs: number = firstPauseMs,
): Promise<T> {
  for (let turn = 1; ; turn++) {
    const seen = await attempt(turn);
    if (turn === attempts || !isRaced(seen)) return seen;
    await wait(pauseMs * 2 ** (turn - 1));
  }
}

/** Whether any of these states of an object shows that somebody else wrote to it since. */
export function isDisturbed(before: JsonObject, states: readonly (JsonObject | undefined)[]): boolean {
  return states.some((state) => state !== undefined && otherWriters(before, state, ownManager).length > 0);
}
