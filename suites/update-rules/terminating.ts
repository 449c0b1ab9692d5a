import { objectFor } from '../../fixtures/transitions.ts';
import { isObject } from '../../specs/json.ts';
import { judgeServerKept } from '../../specs/oracles/server-kept.ts';
import { inconclusive, type Outcome, pass } from '../../src/outcome.ts';
import { type Case, defineCase, type World } from '../../src/requirement.ts';
import type { Way } from '../../src/ways/index.ts';
import type { Subject } from '../promises/for-each-kind.ts';
import { outcomeOf, ownManager, read } from './observe-write.ts';
import { applied, metadataOf, type Place, pathOf, withLabel, withMetadata, writeStep } from './places.ts';

const finalizer = 'kube-covenant.example/holds-it';

/** What is sent to an object that is being deleted: nothing special, or another end than the one it has. */
const sent = [
  { name: 'what it is', members: {} },
  { name: 'null', members: { deletionTimestamp: null, deletionGracePeriodSeconds: null } },
  { name: 'an earlier time', members: { deletionTimestamp: '2016-08-08T02:20:42Z' } },
  { name: 'a longer grace', members: { deletionGracePeriodSeconds: 77 } },
] as const;

/** An object that is being deleted, and held by a finalizer, keeps its end whatever is written to it. */
export function terminatingCase(subject: Subject, places: readonly Place[], way: Way): Case {
  return defineCase<Outcome>({
    name: `being-deleted/${way.name}`,
    gather: (world) => writeWhileDeleted(world, subject, places, way),
    judge: (outcome) => outcome,
  });
}

async function writeWhileDeleted(
  { client, sandbox }: World,
  { resource, schemas }: Subject,
  places: readonly Place[],
  way: Way,
): Promise<Outcome> {
  const held = { name: 'held', given: { metadata: { finalizers: [finalizer] } }, to: { absent: true } } as const;
  const stored = await sandbox.create(client, resource, objectFor(resource, held));
  const preconditions = { uid: stored.uid };
  // The default of some kinds has the garbage collector put a finalizer of its own on, and take it off again.
  const body = { apiVersion: 'v1', kind: 'DeleteOptions', propagationPolicy: 'Background', preconditions };
  const deleted = await client.send({ method: 'DELETE', path: stored.path, body });
  if (deleted.status >= 300) {
    await sandbox.remove(client, stored);
    return inconclusive(`it cannot be deleted: DELETE answers ${deleted.status}`);
  }
  let before = await read(client, stored.path);
  if (typeof metadataOf(before)['deletionTimestamp'] !== 'string') {
    await sandbox.remove(client, stored);
    return inconclusive('it does not show that it is being deleted');
  }
  let accepted = 0;
  for (const place of places) {
    for (const [turn, { name, members }] of sent.entries()) {
      const wanted = place.subresource === undefined ? withLabel(before, 'covenant', `written-${turn}`) : before;
      const forged = withMetadata(wanted, members);
      const labels = place.subresource === undefined && { labels: metadataOf(wanted)['labels'] };
      const written =
        way.name === 'apply' ? applied(before, { ...members, ...labels }) : way.body(before, forged, schemas);
      const answer = await writeStep(client, way, pathOf(stored, place), written, `late-${place.name}-${turn}`);
      const after = await read(client, stored.path);
      const field = 'metadata.deletionTimestamp';
      const observed = { field, before, wanted, status: answer.status, answer: answer.body, after };
      const outcome = outcomeOf((seen) => judgeServerKept(seen, `${name} to ${place.name}`, ownManager), observed);
      if (outcome.kind !== 'pass') {
        await sandbox.remove(client, { ...stored, uid: String(metadataOf(after)['uid'] ?? stored.uid) });
        return outcome;
      }
      if (isObject(answer.body) && answer.status === 200) accepted++;
      before = after;
    }
  }
  // What was deleted already need not say what holds it when it is deleted again.
  await client.send({
    method: 'PATCH',
    path: stored.path,
    contentType: 'application/merge-patch+json',
    body: { metadata: { uid: stored.uid, finalizers: null } },
  });
  await sandbox.remove(client, stored);
  return accepted > 0 ? pass : inconclusive('no write at all is accepted while it is being deleted');
}
