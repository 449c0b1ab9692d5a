import type { Sandbox } from '../../../src/sandbox/sandbox.ts';

const rooms = new WeakMap<Sandbox, Map<string, Sandbox>>();

/** A namespace in which nobody but the checks of one name writes; the kinds share it, each has its own collection there. */
export function roomOf(sandbox: Sandbox, name: string): Sandbox {
  const ofRun = rooms.get(sandbox) ?? new Map<string, Sandbox>();
  rooms.set(sandbox, ofRun);
  const room = ofRun.get(name) ?? sandbox.another();
  ofRun.set(name, room);
  return room;
}
