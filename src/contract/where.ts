import type { Locator } from './types.ts';

/** The words for a place in a document: `Function › spec.tolerations`. */
export function whereOf({ section, table, row }: Locator): string {
  const parts = [section, table === undefined ? undefined : `table ${table}`, row];
  return parts.filter((part) => part !== undefined).join(' › ');
}
