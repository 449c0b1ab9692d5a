import { objectFor } from '../../fixtures/transitions.ts';
import type { AnsweredWrite, ShownEvent } from '../../specs/oracles/shown-once.ts';
import type { Library } from '../../src/contract/library.ts';
import { InconclusiveError } from '../../src/errors.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { applyManager } from '../../src/ways/apply.ts';
import { ways } from '../../src/ways/index.ts';
import { answered, outcomeOfShown, watchBeside } from '../beside/watch-beside.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { sendAfresh } from '../refusals/send-afresh.ts';
import { withStatus } from './generation.ts';
import { ownManager, requestOf } from './observe-write.ts';
import { type Place, pathOf, placesOf, withLabel, written } from './places.ts';

/** A watch held beside the writes tells of each of them once. */
export function updateIsShownOnce(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'update.*.is-shown-once',
    title: 'Every write to {kind} is shown once by a watch that is held beside it',
    method:
      'Holds a watch, creates an object, writes to it in every way at every path, and deletes it: the watch shows each version that an answer had, once, between one creation and one deletion.',
    covers: [],
    derivedFrom: written,
    kills: () => ['watch-drops-every-fifth-event', 'watch-drops-deletes', 'watch-events-all-added'],
    *cases(subject) {
      for (const place of placesOf(subject.resource)) {
        if (place.subresource === undefined || place.subresource.writes === 'status') yield shownCase(subject, place);
      }
    },
  });
}

interface Shown {
  readonly writes: readonly AnsweredWrite[];
  readonly events: readonly ShownEvent[];
}

function shownCase({ resource, schemas }: Subject, place: Place): Case {
  return defineCase<Shown>({
    name: place.name,
    async gather(world) {
      const { client, sandbox } = world;
      const beside = await watchBeside(world, resource);
      const stored = await sandbox.create(client, resource, objectFor(resource));
      const writes = [answered('created', stored.object)];
      for (const [turn, way] of ways.entries()) {
        const { subresource } = place;
        const query = way.query?.replace(applyManager, `${ownManager}-shown-${turn}`);
        const answer = await sendAfresh(client, stored.path, (now) => {
          const wanted = subresource ? withStatus(now, subresource) : withLabel(now, 'covenant', String(turn));
          return requestOf(way, pathOf(stored, place), way.body(now, wanted, schemas), query);
        });
        if (answer.status !== 200) throw new InconclusiveError(`the write by ${way.name} is answered ${answer.status}`);
        writes.push(answered('updated', answer));
      }
      await sandbox.remove(client, stored);
      return { writes: [...writes, { kind: 'deleted', version: undefined }], events: await beside.shown(stored.uid) };
    },
    judge: ({ writes, events }) => outcomeOfShown(writes, events),
  });
}
