import type { Sandbox } from '../../src/sandbox/sandbox.ts';

const shelves = new WeakMap<Sandbox, Map<string, Promise<unknown>>>();

/**
 * What several checks look at and none of them changes: made by whoever needs it first, once for all that share a sandbox. What
 * could not be made is not tried again, and all learn why.
 */
export function shared<T>(sandbox: Sandbox, name: string, make: () => Promise<T>): Promise<T> {
  const shelf = shelves.get(sandbox) ?? new Map<string, Promise<unknown>>();
  shelves.set(sandbox, shelf);
  const known = shelf.get(name) as Promise<T> | undefined;
  if (known) return known;
  const made = make();
  shelf.set(name, made);
  return made;
}
