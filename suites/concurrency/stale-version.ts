import { objectFor } from '../../fixtures/transitions.ts';
import type { JsonObject } from '../../specs/json.ts';
import { type Judgement, type ObservedWrite, otherWriters } from '../../specs/oracles/update-rules.ts';
import { judgeDone, judgeRefused } from '../../specs/oracles/whole-write.ts';
import type { Client } from '../../src/client/client.ts';
import type { Library } from '../../src/contract/library.ts';
import { InconclusiveError } from '../../src/errors.ts';
import { type Outcome, pass } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement, type World } from '../../src/requirement.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';
import type { Way } from '../../src/ways/index.ts';
import { versionOf } from '../events.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { withStatus } from '../update-rules/generation.ts';
import { outcomeOf, ownManager, read } from '../update-rules/observe-write.ts';
import {
  applied,
  metadataOf,
  type Place,
  pathOf,
  placesOf,
  withLabel,
  withMetadata,
  writeStep,
} from '../update-rules/places.ts';
import { patched, patchWays } from './different-keys.ts';

/** A patch that names a version is made of that version or not at all. */
export function staleVersionIsConflict(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'concurrency.*.patch-with-stale-version-is-409',
    title:
      'A patch of {kind} that names another resourceVersion than the stored one is answered 409 and changes nothing',
    method:
      'In every patch type, at the object and at its status, names a version that is no longer stored, one that is not there yet and another uid: refused, and nothing changes. The same patch with the present version and uid succeeds.',
    covers: [],
    derivedFrom: patched,
    kills: ({ subresources }) => [
      'stale-version-accepted',
      'future-version-accepted',
      'current-version-refused',
      'update-changes-uid',
      ...(subresources ? (['stale-version-accepted-on-status'] as const) : []),
    ],
    *cases(subject) {
      const statuses = placesOf(subject.resource).filter(({ subresource }) => subresource?.writes === 'status');
      for (const place of [{ name: 'object' }, ...statuses]) {
        for (const way of patchWays) yield preconditionCase(subject, place, way);
      }
    },
  });
}

/** What the patch names of the object that it is meant for, and how it must come out. */
interface Attempt {
  readonly named: (now: JsonObject, first: string) => JsonObject;
  readonly judge: (observed: ObservedWrite) => Judgement;
}

const attempts: readonly Attempt[] = [
  {
    named: (_now, first) => ({ resourceVersion: first }),
    judge: (seen) => judgeRefused(seen, ownManager, 'a patch with a stale resourceVersion', [409]),
  },
  {
    named: (now) => ({ resourceVersion: later(versionOf(now)) }),
    judge: (seen) => judgeRefused(seen, ownManager, 'a patch with a resourceVersion that is not there yet'),
  },
  {
    // Of a PUT a conflict; a patch that writes another uid is invalid just as well (recordings, `pod-update-metadata-fields`).
    named: () => ({ uid: '00000000-0000-4000-8000-000000000000' }),
    judge: (seen) => judgeRefused(seen, ownManager, 'a patch with the uid of another object', [409, 422]),
  },
  {
    named: (now) => ({ resourceVersion: versionOf(now), uid: metadataOf(now)['uid'] }),
    judge: (seen) => judgeDone(seen, 'a patch with the present resourceVersion and uid'),
  },
];

/** A version that no object has, and that comes after all that are there. */
function later(version: string | undefined): string {
  if (version === undefined || !/^\d+$/.test(version))
    throw new InconclusiveError('the resourceVersion is no number: none can be said to come later');
  return `${version}0`;
}

function preconditionCase(subject: Subject, place: Place, way: Way): Case {
  return defineCase<Outcome>({
    name: `${place.name}/${way.name}`,
    gather: (world) => tryAttempts(world, subject, place, way),
    judge: (outcome) => outcome,
  });
}

async function tryAttempts({ client, sandbox }: World, subject: Subject, place: Place, way: Way): Promise<Outcome> {
  const stored = await sandbox.create(client, subject.resource, objectFor(subject.resource));
  const first = versionOf(stored.object);
  const label = { method: 'PATCH', path: stored.path, contentType: 'application/merge-patch+json' } as const;
  const moved = await client.send({ ...label, body: { metadata: { labels: { covenant: 'moved' } } } });
  if (first === undefined || moved.status !== 200 || versionOf(moved.body) === first) {
    await sandbox.remove(client, stored);
    throw new InconclusiveError(`a label does not give it another version: answer ${moved.status}`);
  }
  for (const { named, judge } of attempts) {
    const observed = await observe(client, subject, place, way, stored, (now) => named(now, first));
    const outcome = outcomeOf(judge, observed);
    if (outcome.kind === 'pass') continue;
    // Deleted by the uid that it now has: the one that it was made with may be lost.
    await sandbox.remove(client, { ...stored, uid: String(metadataOf(observed.after)['uid'] ?? stored.uid) });
    return outcome;
  }
  await sandbox.remove(client, stored);
  return pass;
}

/** Times that a patch is made anew because another client wrote in between. */
const tries = 4;

async function observe(
  client: Client,
  { schemas }: Subject,
  place: Place,
  way: Way,
  stored: StoredObject,
  named: (now: JsonObject) => JsonObject,
): Promise<ObservedWrite> {
  let before = await read(client, stored.path);
  for (let attempt = 1; ; attempt++) {
    const wanted = place.subresource ? withStatus(before, place.subresource) : withLabel(before, 'covenant', 'patched');
    const preconditions = named(before);
    const body = withPreconditions(way, way.body(before, wanted, schemas), before, preconditions);
    const answer = await writeStep(client, way, pathOf(stored, place), body, 'conditional');
    const after = await read(client, stored.path);
    const observed = { field: 'metadata', before, wanted, status: answer.status, answer: answer.body, after };
    if (attempt === tries || otherWriters(before, after, ownManager).length === 0) return observed;
    before = after;
  }
}

/** The patch with what it is made of: in JSON Patch an operation more, else members of its metadata. */
function withPreconditions(way: Way, body: unknown, stored: JsonObject, named: JsonObject): unknown {
  if (way.name === 'json-patch') {
    const operations = Object.entries(named).map(([name, value]) => ({
      op: 'replace',
      path: `/metadata/${name}`,
      value,
    }));
    return [...operations, ...(Array.isArray(body) ? body : [])];
  }
  const patch = (body ?? {}) as JsonObject;
  return way.name === 'apply' && body === undefined ? applied(stored, named) : withMetadata(patch, named);
}
