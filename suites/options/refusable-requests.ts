import { objectFor } from '../../fixtures/transitions.ts';
import type { JsonObject } from '../../specs/json.ts';
import type { Request } from '../../src/client/client.ts';
import type { Plan } from '../../src/requirement.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';
import { type Way, ways } from '../../src/ways/index.ts';
import { mergePatch } from '../../src/ways/merge-patch.ts';
import { put } from '../../src/ways/put.ts';
import { sentBody } from '../../src/ways/sent-body.ts';
import type { Subject } from '../promises/for-each-kind.ts';
import { type Place, pathOf, placesOf, withLabel, withMetadata } from '../update-rules/places.ts';
import { sampledWays } from '../update-rules/sampling.ts';
import { dryQuery } from './dry-write.ts';

/** A request about an object that is there, dry or real; `free` is a name that nothing has. */
type Asking = (stored: StoredObject, dry: boolean, free: string) => Request;

/** A request that is refused, and the nearest that is not. */
export interface RefusableRequest {
  readonly name: string;
  readonly refused: Asking;
  readonly lawful: Asking;
}

/** One request for each reason for which a write may be refused: creations, writes in every way, deletions. */
export function* refusableRequests(subject: Subject, plan: Plan): Iterable<RefusableRequest> {
  yield* creations(subject);
  yield* writes(subject, plan);
  yield* deletions();
}

const badLabel = (object: JsonObject) => withLabel(object, 'covenant-option', 'no label value!');
const goodLabel = (object: JsonObject) => withLabel(object, 'covenant-option', 'lawful');

function* creations({ resource }: Subject): Iterable<RefusableRequest> {
  const post = ({ path }: StoredObject, dry: boolean, object: JsonObject, name: string): Request => ({
    method: 'POST',
    path: `${collectionOf(path)}${dry ? '?dryRun=All' : ''}`,
    body: withMetadata(object, { name }),
  });
  const object = objectFor(resource);
  const lawful: Asking = (stored, dry, free) => post(stored, dry, object, free);
  yield { name: 'create/taken', refused: (stored, dry) => post(stored, dry, object, stored.name), lawful };
  yield { name: 'create/bad-label', refused: (stored, dry, free) => post(stored, dry, badLabel(object), free), lawful };
}

/** Changes that no way of writing makes: of what the object is called, and of an object that it is no longer. */
const refusedChanges = {
  'other-name': (object: JsonObject) => withMetadata(object, { name: 'covenant-other' }),
  stale: (object: JsonObject) => withMetadata(goodLabel(object), { resourceVersion: '1' }),
};

function* writes({ resource, schemas }: Subject, plan: Plan): Iterable<RefusableRequest> {
  const by =
    (way: Way, place: Place, change: (object: JsonObject) => JsonObject): Asking =>
    (stored, dry) => {
      const body = sentBody(way, stored.object, change(stored.object), schemas);
      const query = dry ? dryQuery(way, 'dryRun=All') : way.query;
      return {
        method: way.method,
        path: `${pathOf(stored, place)}${query === undefined ? '' : `?${query}`}`,
        contentType: way.contentType,
        body,
      };
    };
  const object: Place = { name: 'object' };
  for (const way of sampledWays(plan, 'dry-run-validates', ways))
    yield { name: `bad-label/${way.name}`, refused: by(way, object, badLabel), lawful: by(way, object, goodLabel) };
  for (const way of [put, mergePatch])
    for (const name of ['other-name', 'stale'] as const)
      yield {
        name: `${name}/${way.name}`,
        refused: by(way, object, refusedChanges[name]),
        lawful: by(way, object, goodLabel),
      };
  const absent: Asking = (stored, dry, free) =>
    by(mergePatch, object, goodLabel)({ ...stored, path: `${collectionOf(stored.path)}/${free}` }, dry, free);
  yield { name: 'absent/merge-patch', refused: absent, lawful: by(mergePatch, object, goodLabel) };
  for (const place of placesOf(resource)) {
    if (place.subresource === undefined) continue;
    const lawful = by(mergePatch, place, (stored) => stored);
    yield { name: `stale/${place.name}`, refused: by(mergePatch, place, refusedChanges.stale), lawful };
  }
}

function* deletions(): Iterable<RefusableRequest> {
  const by = (path: string, dry: boolean, uid: string): Request => {
    const policy = { propagationPolicy: 'Background', preconditions: { uid } };
    const body = { apiVersion: 'v1', kind: 'DeleteOptions', ...policy, ...(dry && { dryRun: ['All'] }) };
    return { method: 'DELETE', path, body };
  };
  const nobody = '00000000-0000-4000-8000-000000000000';
  const lawful: Asking = ({ path, uid }, dry) => by(path, dry, uid);
  yield { name: 'delete/other-uid', refused: ({ path }, dry) => by(path, dry, nobody), lawful };
  const absent: Asking = ({ path, uid }, dry, free) => by(`${collectionOf(path)}/${free}`, dry, uid);
  yield { name: 'delete/absent', refused: absent, lawful };
}

function collectionOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
