import { objectFor } from '../../fixtures/transitions.ts';
import type { AnsweredWrite, ShownEvent } from '../../specs/oracles/shown-once.ts';
import type { Library } from '../../src/contract/library.ts';
import { InconclusiveError, UnsupportedError } from '../../src/errors.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { answered, outcomeOfShown, watchBeside } from '../beside/watch-beside.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { written } from '../update-rules/places.ts';
import { type CreatingWay, creatingWays } from './creating-ways.ts';

/** A watch held beside the creation tells of it once, in whatever way it comes about. */
export function createIsShownOnce(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'create.*.is-shown-once',
    title: 'The creation of {kind} is shown once by a watch that is held beside it',
    method:
      'Holds a watch, creates an object in every way, and deletes it: the watch shows it added once, as it was answered, and deleted once.',
    covers: [],
    derivedFrom: written,
    kills: () => ['watch-drops-deletes', 'creation-shown-as-change'],
    *cases(subject) {
      for (const way of creatingWays(subject.resource)) yield shownCase(subject, way);
    },
  });
}

interface Shown {
  readonly writes: readonly AnsweredWrite[];
  readonly events: readonly ShownEvent[];
}

function shownCase({ resource }: Subject, way: CreatingWay): Case {
  return defineCase<Shown>({
    name: way.name,
    async gather(world) {
      const { client, sandbox } = world;
      const beside = await watchBeside(world, resource);
      try {
        const { answer, stored } = await sandbox.createBy(
          resource,
          (place) => way.send(client, place, objectFor(resource)),
          way.unnamed ? { unnamed: true } : {},
        );
        if (answer.status === 404) throw new UnsupportedError(`the target creates nothing by ${way.name}`);
        if (!stored) throw new InconclusiveError(`the creation by ${way.name} is answered ${answer.status}`);
        await sandbox.remove(client, stored);
        const writes: AnsweredWrite[] = [answered('created', answer), { kind: 'deleted', version: undefined }];
        return { writes, events: await beside.shown(stored.uid) };
      } finally {
        beside.done();
      }
    },
    judge: ({ writes, events }) => outcomeOfShown(writes, events),
  });
}
