import { objectFor } from '../../fixtures/transitions.ts';
import type { JsonObject } from '../../specs/json.ts';
import type { Resource } from '../../src/contract/contract.ts';
import { schemaAt } from '../../src/schema/fields.ts';
import type { Subject } from '../promises/for-each-kind.ts';

/** A finalizer of our own: nobody takes it off but the checks, and the clean-up. */
export const ownFinalizer = 'kube-covenant.example/holds-it';

/** The smallest valid object, with these finalizers. */
export function heldObject(resource: Resource, finalizers: readonly string[] = [ownFinalizer]): JsonObject {
  return withGiven(resource, { metadata: { finalizers } });
}

/** The seconds that a Pod of ours asks for itself. */
export const ownPeriod = 40;

/**
 * An object that is given time to end, where its kind has that: it is bound to a node that is not there, so that nothing runs and
 * nothing ends it before its time. Undefined for the other kinds.
 */
export function boundObject(
  { resource, schemas }: Subject,
  finalizers: readonly string[] = [],
): JsonObject | undefined {
  const isGraceful = ['terminationGracePeriodSeconds', 'nodeName'].every((field) => schemaAt(schemas, ['spec', field]));
  if (!isGraceful) return undefined;
  const spec = { nodeName: 'kube-covenant-no-such-node', terminationGracePeriodSeconds: ownPeriod };
  return withGiven(resource, { spec, ...(finalizers.length > 0 && { metadata: { finalizers } }) });
}

function withGiven(resource: Resource, given: JsonObject): JsonObject {
  return objectFor(resource, { name: 'given', given, to: { absent: true } });
}
