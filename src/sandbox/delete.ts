import { isObject } from '../../specs/json.ts';
import type { Answer, Client } from '../client/client.ts';

/** What the names of the finalizers begin with that the checks put on: those of others are theirs to take off. */
const ownFinalizers = 'kube-covenant.example/';

/**
 * Finalizers that a deletion of ours puts on for the garbage collector. The objects are the run's own, none has dependents, and
 * where no collector runs nobody else takes them off.
 */
const collectorFinalizers = ['orphan', 'foregroundDeletion'];

/**
 * Deletes the object at a path if, and only if, it is the one with this uid; takes finalizers off that the suite itself put
 * on, or had put on. `gone`: it is not there any more; `going`: the deletion was accepted; otherwise why it could not be deleted.
 */
export async function deleteByUid(
  client: Client,
  path: string,
  uid: string,
): Promise<'gone' | 'going' | { refused: string }> {
  const answer = await client.send({
    method: 'DELETE',
    path,
    body: {
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      gracePeriodSeconds: 0,
      propagationPolicy: 'Background',
      preconditions: { uid },
    },
  });
  if (answer.status === 404) return 'gone';
  // The uid no longer fits: ours is gone, and what now has its name is not ours to touch.
  if (answer.status === 409 && isNotOurs(answer)) return 'gone';
  if (answer.status >= 300) return { refused: `DELETE answered ${answer.status}` };
  const metadata = isObject(answer.body) && answer.body['kind'] !== 'Status' ? answer.body['metadata'] : undefined;
  const finalizers = isObject(metadata) ? metadata['finalizers'] : undefined;
  if (!Array.isArray(finalizers)) return 'going';
  const theirs = finalizers.filter((name) => !isOurs(String(name)));
  if (theirs.length === finalizers.length) return 'going';
  const body = { metadata: { uid, finalizers: theirs } };
  const freed = await client.send({ method: 'PATCH', path, contentType: 'application/merge-patch+json', body });
  return freed.status < 300 || freed.status === 404
    ? 'going'
    : { refused: `its finalizers stay: PATCH answered ${freed.status}` };
}

function isOurs(finalizer: string): boolean {
  return finalizer.startsWith(ownFinalizers) || collectorFinalizers.includes(finalizer);
}

function isNotOurs(answer: Answer): boolean {
  const message = isObject(answer.body) ? answer.body['message'] : undefined;
  return typeof message === 'string' && /uid/i.test(message);
}
