import type { Resource } from '../../src/contract/contract.ts';
import type { PatchExample } from './patch-case.ts';

/**
 * Whether the finalizers, the one list of every kind that is stored just as it is written, may be rewritten: not where a
 * document has it that other fields than those change, and no others. A server that holds to it would keep them for good.
 */
export function listsAreFree({ otherFields, updatableFields = [] }: Resource): boolean {
  return otherFields === undefined || updatableFields.some(({ field }) => field.startsWith('metadata.finalizers'));
}

/** The examples that can be tried on a kind. */
export function triable(resource: Resource, examples: readonly PatchExample[]): readonly PatchExample[] {
  return listsAreFree(resource) ? examples : examples.filter(({ given }) => given?.['finalizers'] === undefined);
}
