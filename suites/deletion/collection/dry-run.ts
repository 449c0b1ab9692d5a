import type { Resource } from '../../../src/contract/contract.ts';
import type { Library } from '../../../src/contract/library.ts';
import { type Case, defineCase, type Requirement } from '../../../src/requirement.ts';
import { forEachKind } from '../../promises/for-each-kind.ts';
import { written } from '../../update-rules/places.ts';
import { quickly } from '../../update-rules/sampling.ts';
import { optionsBody } from '../ask.ts';
import { firstOther } from '../judge-deletion.ts';
import { clear, inCorner, makeColoured } from './corner.ts';
import { background, type CollectionDeletion, observeCollection, type SeenCollection } from './delete-collection.ts';
import { judgeCollection, judgeRefusedCollection, judgeUntouched } from './judge-collection.ts';
import { isPromised } from './matches.ts';

/** A dry run of the most dangerous request there is does nothing at all. */
export function dryRunDeletesNothing(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'delete-collection.*.dry-run-deletes-nothing',
    title: 'A dry run of deleting the collection that {kind} is in is answered as the real thing and deletes nothing',
    method:
      'In a namespace of its own deletes the collection with dryRun=All, in the parameters and in the body: 200, and every object is there as it was, its version too; with another value of dryRun it is refused. The same without dryRun then deletes everything.',
    covers: [],
    derivedFrom: written,
    kills: () => ['delete-collection-ignores-dry-run', 'dry-run-delete-deletes'],
    *cases({ resource }, plan) {
      const promise = isPromised(library, resource);
      const inQuery = new URLSearchParams(background).toString();
      yield dryCase(resource, promise, 'in-the-query', { query: `dryRun=All&${inQuery}` });
      yield* quickly(
        plan,
        `${resource.name} dry runs`,
        [
          dryCase(resource, promise, 'with-selector', { query: `labelSelector=size%3Dbig&dryRun=All&${inQuery}` }),
          dryCase(resource, promise, 'in-the-body', {
            query: '',
            body: optionsBody({ ...background, dryRun: ['All'] } as Record<string, unknown>),
          }),
          unknownCase(resource, promise, { query: `dryRun=Covenant&${inQuery}` }),
        ],
        1,
      );
    },
  });
}

interface Dry {
  readonly dry: SeenCollection;
  /** The same without dryRun; undefined where the objects are not there any more. */
  readonly real: SeenCollection | undefined;
}

function dryCase(resource: Resource, promise: boolean, name: string, deletion: CollectionDeletion): Case {
  const what = 'a dry run of deleting a collection';
  return defineCase<Dry>({
    name,
    gather: (world) => gatherDry(world, resource, deletion),
    judge: ({ dry, real }) => {
      const untouched = judgeUntouched(what, dry);
      if (untouched.kind !== 'pass' || !real) return untouched;
      const control = judgeCollection(
        { what: 'the same without dryRun', resource, isPromised: promise, chooses: () => true },
        real,
      );
      if (control.kind === 'violation') return { kind: 'inconclusive', reason: control.reason };
      return firstOther([control, judgeDryAnswer(what, dry)]);
    },
  });
}

function judgeDryAnswer(what: string, { answer }: SeenCollection) {
  const { status } = answer;
  const reason = `${what} is answered ${status}`;
  if (status === 200) return { kind: 'pass' } as const;
  if (status >= 500) return { kind: 'inconclusive', reason } as const;
  const expected = 'it is answered as the real thing is: 200';
  return { kind: 'violation', reason, expected, actual: `answer ${status}; nothing is deleted` } as const;
}

function unknownCase(resource: Resource, promise: boolean, deletion: CollectionDeletion): Case {
  const owed = { what: 'a dryRun that there is not', isPromised: promise, statuses: [422, 400] };
  return defineCase<Dry>({
    name: 'unknown-value',
    gather: (world) => gatherDry(world, resource, deletion),
    judge: ({ dry }) => judgeRefusedCollection(owed, dry),
  });
}

function gatherDry(world: Parameters<Case['run']>[0], resource: Resource, deletion: CollectionDeletion): Promise<Dry> {
  return inCorner(world, async (corner) => {
    const began = performance.now();
    const made = await makeColoured(corner, resource);
    const dry = await observeCollection(corner, resource, made, began, background, deletion);
    const query = new URLSearchParams(background).toString();
    const isWhole = dry.left.length === made.length;
    const real = isWhole ? await observeCollection(corner, resource, made, began, background, { query }) : undefined;
    await clear(corner, made, (real ?? dry).left);
    return { dry, real };
  });
}
