import type { JsonObject } from '../../specs/json.ts';
import { otherWriters } from '../../specs/oracles/update-rules.ts';
import { ownManager } from '../update-rules/observe-write.ts';

/** Times that something is tried anew because another client (a controller, say) wrote to the object in between. */
const attempts = 4;

/** Tries once, and anew as long as somebody else came in between; each turn on top of what is there then. */
export async function unraced<T>(attempt: (turn: number) => Promise<T>, isRaced: (seen: T) => boolean): Promise<T> {
  for (let turn = 1; ; turn++) {
    const seen = await attempt(turn);
    if (turn === attempts || !isRaced(seen)) return seen;
  }
}

/** Whether any of these states of an object shows that somebody else wrote to it since. */
export function isDisturbed(before: JsonObject, states: readonly (JsonObject | undefined)[]): boolean {
  return states.some((state) => state !== undefined && otherWriters(before, state, ownManager).length > 0);
}
