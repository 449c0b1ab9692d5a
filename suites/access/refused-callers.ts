import type { Library } from '../../src/contract/library.ts';
import { type Case, defineCase, type Need, type Plan, type Requirement } from '../../src/requirement.ts';
import type { FaultId } from '../../src/seeded-faults.ts';
import { collectionOperations, type Operation, objectOperations } from '../operations.ts';
import { forEachKind, type KindRequirement, type Subject } from '../promises/for-each-kind.ts';
import { written } from '../update-rules/places.ts';
import { type Asker, ask, judgeAsking, type SeenAsking } from './asked-by.ts';
import { creationCase } from './creation.ts';

/** Nobody: with anonymous callers switched on kube-apiserver answers them as somebody who may do nothing (recordings, step 53). */
const anonymous: Asker = { name: 'anonymous', caller: 'anonymous', statuses: [401, 403] };

/** Somebody with a token that no one was given. */
const stranger: Asker = { name: 'wrong-token', caller: 'stranger', tokenIn: 'authorization', statuses: [401] };

/** The same in the vendors' header. A server that does not know that takes them for nobody. */
const vendorStranger: Asker = { ...anonymous, name: 'wrong-x-auth-token', caller: 'stranger', tokenIn: 'x-auth-token' };

/** Somebody that the server knows, and who may do nothing with the kinds that are checked. */
const other: Asker = { name: 'other', caller: 'other', statuses: [403] };

/** Who is not known gets nothing. */
export function unknownCallerIsRefused(library: Library): Requirement[] {
  return refused(library, [anonymous, stranger, vendorStranger], 'authentication', {
    id: 'access.*.unknown-caller-is-401',
    title: 'A request about {kind} without a valid credential is answered 401 and changes nothing',
    method:
      'Sends every operation on the object, its subresources and its collection without a credential (401; 403 where the server lets such callers ask), with a token that nobody has (401), and with that in X-Auth-Token: refused with a Status, nothing changes, and nothing of the object is in the answer. Sent by the run itself it must succeed.',
    covers: [{ subresource: '*', parts: ['status/401', 'status/401/body/*'] }],
    kills: ({ name, subresources = [] }) => [
      'anonymous-may-read',
      'wrong-token-taken-for-anonymous',
      'any-x-auth-token-is-trusted',
      'refused-write-stored',
      'refusal-shows-the-object',
      'failure-without-reason',
      'status-code-mismatch',
      'failure-as-plain-text',
      ...(subresources.some(({ name }) => name === 'status') ? (['status-open-to-anybody'] as const) : []),
      ...(name === 'pod' ? (['log-open-to-anybody'] as const) : []),
    ],
  });
}

/** Who is known and may not gets nothing either. */
export function forbiddenCallerIsRefused(library: Library): Requirement[] {
  return refused(library, [other], 'second-credential', {
    id: 'access.*.forbidden-caller-is-403',
    title: 'A request about {kind} by a caller that may not make it is answered 403 and changes nothing',
    method:
      'Sends every operation on the object, its subresources and its collection with the second credential (--other-token): answered 403 with a Status, nothing changes, and nothing of the object is in the answer. Sent by the run itself it must succeed. What the server lets that caller do, by its own review, is left out.',
    covers: [{ subresource: '*', parts: ['status/403', 'status/403/body/*'] }],
    kills: ({ name, subresources = [] }) => [
      'refused-write-stored',
      'refusal-shows-the-object',
      'forbidden-answers-404',
      'forbidden-answers-500',
      'forbidden-answers-401',
      'watch-open-to-anybody',
      'collection-deletion-open-to-anybody',
      'failure-without-reason',
      'status-code-mismatch',
      ...(subresources.some(({ name }) => name === 'status') ? (['status-open-to-anybody'] as const) : []),
      ...(name === 'pod' ? (['log-open-to-anybody'] as const) : []),
    ],
  });
}

type Said = Pick<KindRequirement, 'id' | 'title' | 'method' | 'covers'> & {
  readonly kills: (resource: Subject['resource']) => readonly FaultId[];
};

function refused(library: Library, askers: readonly Asker[], need: Need, said: Said): Requirement[] {
  return forEachKind(library, {
    ...said,
    derivedFrom: written,
    needs: [need],
    *cases(subject, plan) {
      for (const operation of [...objectOperations(subject, library, plan), ...collectionOperations(subject.resource)])
        for (const asker of askersOf(askers, operation, plan)) yield refusedCase(subject, operation, asker);
      for (const asker of askers) yield creationCase(subject, asker);
    },
  });
}

/**
 * With quick effort only the first caller tries every operation: a server that tells callers apart by their operation does so
 * before it looks at a token. What is asked of all namespaces is left to more effort.
 */
function askersOf(askers: readonly Asker[], { name, scope }: Operation, { effort }: Plan): readonly Asker[] {
  if (effort !== 'quick' || name === 'get' || name === 'put') return askers;
  return scope === 'cluster' ? [] : askers.slice(0, 1);
}

function refusedCase({ resource }: Subject, operation: Operation, asker: Asker): Case {
  const what = `${operation.name} by ${asker.name}`;
  return defineCase<SeenAsking>({
    name: `${operation.name}/${asker.name}`,
    gather: (world) => ask(world, resource, operation, asker),
    judge: (seen) => judgeAsking(what, asker.statuses, seen),
  });
}
