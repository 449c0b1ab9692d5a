import { objectFor } from '../../fixtures/transitions.ts';
import { isObject, type JsonObject } from '../../specs/json.ts';
import type { Answer, Client } from '../../src/client/client.ts';
import { UnsupportedError } from '../../src/errors.ts';
import { type Case, defineCase, type Plan } from '../../src/requirement.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';
import type { Way } from '../../src/ways/index.ts';
import { answered, watchBeside } from '../beside/watch-beside.ts';
import type { Subject } from '../promises/for-each-kind.ts';
import { isDisturbed, unraced } from '../unraced.ts';
import { read, write } from '../update-rules/observe-write.ts';
import { metadataOf, type Place, pathOf } from '../update-rules/places.ts';
import { type DryTry, drySpellings, find, judgeDryRun, type SeenDryRun } from './dry-judge.ts';
import { lawfulChange } from './lawful-change.ts';

/** A finalizer that the sandbox takes off again. */
export const heldBy = 'kube-covenant.example/held';

/** A way of writing with a dry run asked for. */
export function dryQuery({ query }: Way, asked: string): string {
  return query === undefined ? asked : `${query}&${asked}`;
}

/** Dry runs of a lawful write of an object or a subresource, and the write itself. */
export function dryWriteCase(plan: Plan, { resource, schemas }: Subject, place: Place, way: Way): Case {
  return defineCase<SeenDryRun>({
    name: `${place.name}/${way.name}`,
    async gather(world) {
      const { client, sandbox } = world;
      const change = lawfulChange(resource, place);
      if (change === undefined) throw new UnsupportedError('the contract knows no lawful change of it');
      const beside = await watchBeside(world, resource);
      const stored = await sandbox.create(client, resource, objectFor(resource));
      const writes = [answered('created', stored.object)];
      const attempt = async (turn: number) => {
        const before = await read(client, stored.path);
        const body = way.body(before, change(before, turn), schemas);
        const path = pathOf(stored, place);
        const tries: DryTry[] = [];
        for (const asked of drySpellings(plan)) {
          const answer = await write(client, way, path, body, dryQuery(way, asked));
          tries.push({ asked, answer, now: await find(client, stored.path) });
        }
        const real = await write(client, way, path, body);
        if (real.status === 200) writes.push(answered('updated', real));
        return { before, tries, real };
      };
      const seen = await unraced(attempt, wasRaced);
      await sandbox.remove(client, stored);
      return { ...seen, shown: { writes, events: await beside.shown(stored.uid) } };
    },
    judge: judgeDryRun,
  });
}

/** Whether somebody else wrote to the object between the dry runs and the real one. */
function wasRaced({ before, tries, real }: SeenDryRun): boolean {
  const written = isObject(real.body) ? real.body : undefined;
  return (
    before !== undefined && (real.status === 409 || isDisturbed(before, [...tries.map(({ now }) => now), written]))
  );
}

/** A dry run of taking off the last finalizer of an object that is being deleted: it stays. */
export function dryReleaseCase(plan: Plan, { resource }: Subject): Case {
  const object = objectFor(resource);
  const held: JsonObject = { ...object, metadata: { ...metadataOf(object), finalizers: [heldBy] } };
  return defineCase<SeenDryRun>({
    name: 'object/release',
    async gather({ client, sandbox }) {
      const stored = await sandbox.create(client, resource, held);
      await client.send({ method: 'DELETE', path: `${stored.path}?propagationPolicy=Background` });
      const before = await read(client, stored.path);
      const tries: DryTry[] = [];
      for (const asked of drySpellings(plan)) {
        const answer = await release(client, stored, `?${asked}`);
        tries.push({ asked, answer, now: await find(client, stored.path) });
      }
      const real = await release(client, stored);
      await sandbox.remove(client, stored);
      return { before, tries, real };
    },
    judge: judgeDryRun,
  });
}

/** Takes the finalizers off an object, if it is still the one that was made. */
export function release(client: Client, { path, uid }: StoredObject, query = ''): Promise<Answer> {
  const body = { metadata: { uid, finalizers: null } };
  return client.send({ method: 'PATCH', path: `${path}${query}`, contentType: 'application/merge-patch+json', body });
}
