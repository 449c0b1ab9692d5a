import type { Selection } from '../promises/selection.ts';

/** A patch of one type: the operation takes it, answers 200 with the object, and does what the type says. */
export function patchOf(type: string): Selection[] {
  return [{ actions: ['patch'], parts: ['', 'body', `body/${type}`, 'status/200', 'status/200/body/*'] }];
}
