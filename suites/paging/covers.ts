import { query, type Selection } from '../promises/selection.ts';

/** The parts of the promises that are made of lists. */
export function ofLists(...parts: readonly string[]): Selection[] {
  return [{ actions: ['list'], parts }];
}

/** The rules of a list's query parameter, without that it is taken. */
export function rulesOf(parameter: string, ...rules: readonly string[]): Selection[] {
  return ofLists(...query(parameter, ...rules).slice(1));
}

/** That a kind is served at all: its objects are listed then, in parts as well (api-conventions, "Lists and simple kinds"). */
export const served: readonly Selection[] = [{ parts: [''] }];
