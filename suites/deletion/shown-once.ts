import { objectFor } from '../../fixtures/transitions.ts';
import type { JsonObject } from '../../specs/json.ts';
import { pendingEnd } from '../../specs/oracles/deletion-rules.ts';
import type { AnsweredWrite, ShownEvent } from '../../specs/oracles/shown-once.ts';
import type { Library } from '../../src/contract/library.ts';
import { InconclusiveError } from '../../src/errors.ts';
import { type Outcome, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { answered, outcomeOfShown, watchBeside } from '../beside/watch-beside.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { written } from '../update-rules/places.ts';
import { type AskedDeletion, ask } from './ask.ts';
import { release } from './observe-deletion.ts';
import { boundObject, heldObject } from './subjects.ts';

/** A watch held beside a deletion tells of it once, and of each of its steps where there are several. */
export function deletionIsShownOnce(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'delete.*.is-shown-once',
    title: 'Every deletion of {kind} is shown once by a watch that is held beside it',
    method:
      'Holds a watch and deletes objects: at once, held by a finalizer, in the foreground, and after a time. The watch shows once that the object is being deleted, where it stays, and once that it is gone.',
    covers: [],
    derivedFrom: written,
    kills: () => [
      'finalizer-held-delete-sends-no-event',
      'released-object-sends-no-event',
      'watch-drops-deletes',
      'watch-events-all-added',
    ],
    *cases(subject) {
      const { resource } = subject;
      const background = ask({ gracePeriodSeconds: 0, propagationPolicy: 'Background' });
      yield shownCase(subject, 'at-once', objectFor(resource), background);
      yield shownCase(subject, 'held', heldObject(resource), background);
      yield shownCase(subject, 'in-the-foreground', objectFor(resource), ask({ propagationPolicy: 'Foreground' }));
      const bound = boundObject(subject);
      if (bound) yield shownCase(subject, 'after-a-time', bound, ask({ gracePeriodSeconds: 30 }));
    },
  });
}

interface Shown {
  readonly writes: readonly AnsweredWrite[];
  readonly events: readonly ShownEvent[];
}

function shownCase({ resource }: Subject, name: string, object: JsonObject, deletion: AskedDeletion): Case {
  return defineCase<Shown>({
    name,
    async gather(world) {
      const { client, sandbox } = world;
      const beside = await watchBeside(world, resource);
      const stored = await sandbox.create(client, resource, object);
      const writes: AnsweredWrite[] = [answered('created', stored.object)];
      const answer = await client.send(deletion.request(stored.path));
      if (answer.status >= 300) throw new InconclusiveError(`the deletion is answered ${answer.status}`);
      const found = await client.send({ method: 'GET', path: stored.path });
      // Where it stays, the deletion is a change first.
      if (found.status === 200) writes.push(answered('updated', found));
      await release(world, stored, found.status === 404);
      return { writes: [...writes, { kind: 'deleted', version: undefined }], events: await beside.shown(stored.uid) };
    },
    judge: ({ writes, events }) => judgeMarked(events) ?? outcomeOfShown(writes, events),
  });
}

/** What is once being deleted is so in every event that follows. */
function judgeMarked(events: readonly ShownEvent[]): Outcome | undefined {
  const first = events.findIndex(({ object }) => pendingEnd(object) !== undefined);
  const revived = first < 0 ? -1 : events.findIndex(({ object }, at) => at > first && pendingEnd(object) === undefined);
  if (revived < 0) return undefined;
  return violation({
    reason: 'a watch shows an object that is being deleted, and then one that is not',
    expected: 'metadata.deletionTimestamp in every event after the first that has it',
    actual: `event ${first + 1} has it, event ${revived + 1} (${events[revived]?.type}) has not`,
  });
}
