import { valueAt } from '../../../specs/json.ts';
import type { DeletionAsked } from '../../../specs/oracles/deletion-rules.ts';
import type { Resource } from '../../../src/contract/contract.ts';
import type { Library } from '../../../src/contract/library.ts';
import { type Case, defineCase, type Requirement } from '../../../src/requirement.ts';
import type { StoredObject } from '../../../src/sandbox/sandbox.ts';
import { forEachKind } from '../../promises/for-each-kind.ts';
import { coveredBy, query, type Selection } from '../../promises/selection.ts';
import { written } from '../../update-rules/places.ts';
import { quickly } from '../../update-rules/sampling.ts';
import { optionsBody } from '../ask.ts';
import { firstOther } from '../judge-deletion.ts';
import { ownFinalizer } from '../subjects.ts';
import { clear, colours, inCorner, makeColoured } from './corner.ts';
import {
  background,
  type CollectionDeletion,
  listAll,
  observeCollection,
  type SeenCollection,
} from './delete-collection.ts';
import { judgeCollection, judgeUntouched, type OwedCollection } from './judge-collection.ts';
import { type Selector, selectors } from './selectors.ts';

/** As many of the labels as tell what is chosen from what is not. */
const few = [...colours.slice(0, 1), ...colours.slice(2)];

const promised: readonly Selection[] = [{ actions: ['deletecollection'], parts: [''] }];

/** Whether a document promises that objects of a kind can be deleted together. */
export function isPromised(library: Library, { name }: Resource): boolean {
  return coveredBy(promised)(library, name).length > 0;
}

/** Everything that is chosen is deleted, and nothing else, here or anywhere. */
export function deletesWhatMatches(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'delete-collection.*.deletes-what-matches',
    title: 'Deleting the collection that {kind} is in deletes every one that the selectors choose, and no other',
    method:
      'In a namespace of its own makes objects with and without labels, deletes the collection by labels, by fields, by both and by nothing, and reads what is left; objects with finalizers stay, being deleted; those of another namespace, with the same labels, stay as they are.',
    covers: [
      {
        actions: ['deletecollection'],
        parts: [
          ...['', 'status/200', 'status/200/body/*'],
          ...query('labelSelector', 'everything-by-default'),
          ...query('fieldSelector', 'everything-by-default'),
        ],
      },
    ],
    derivedFrom: written,
    kills: () => [
      'delete-collection-ignores-selectors',
      'delete-collection-refuses-options',
      'delete-collection-deletes-one',
      'delete-collection-crosses-namespaces',
      'delete-collection-ignores-finalizers',
    ],
    *cases({ resource }, plan) {
      const promise = isPromised(library, resource);
      const all = { resource, isPromised: promise, chooses: () => true };
      const inQuery = new URLSearchParams(background).toString();
      yield wholeCase('everything', all, background, { query: inQuery });
      yield wholeCase('options-in-the-body', all, background, { query: '', body: optionsBody(background) });
      yield heldCase(all);
      yield elsewhereCase({ resource, isPromised: promise });
      const more = [
        wholeCase('no-options', all, {}, { query: '' }),
        wholeCase('empty-selectors', all, background, { query: `labelSelector=&fieldSelector=&${inQuery}` }),
      ];
      yield* quickly(plan, `${resource.name} everything`, more, 1);
      for (const selector of quickly(plan, `${resource.name} selectors`, selectors, 1))
        yield selectorCase({ resource, isPromised: promise }, selector);
    },
  });
}

type Subject = Pick<OwedCollection, 'resource' | 'isPromised'>;

function wholeCase(
  name: string,
  owed: Omit<OwedCollection, 'what'>,
  asked: DeletionAsked,
  deletion: CollectionDeletion,
): Case {
  const { resource } = owed;
  return defineCase<SeenCollection>({
    name,
    gather: (world) =>
      inCorner(world, async (corner) => {
        const began = performance.now();
        const made = await makeColoured(corner, resource);
        const seen = await observeCollection(corner, resource, made, began, asked, deletion);
        await clear(corner, made, seen.left);
        return seen;
      }),
    judge: (seen) => judgeCollection({ what: 'a deletion of the whole collection', ...owed }, seen),
  });
}

function selectorCase({ resource, isPromised: promise }: Subject, { name, query: queryOf, chooses }: Selector): Case {
  return defineCase<SeenCollection>({
    name: `selector/${name}`,
    gather: (world) =>
      inCorner(world, async (corner) => {
        const began = performance.now();
        const made = await makeColoured(corner, resource);
        const text = new URLSearchParams({ ...queryOf(made), ...background }).toString();
        const seen = await observeCollection(corner, resource, made, began, background, { query: text });
        await clear(corner, made, seen.left);
        return seen;
      }),
    judge: (seen) =>
      judgeCollection(
        {
          what: `a deletion by selectors (${name})`,
          resource,
          isPromised: promise,
          chooses: (stored) => chooses(labelsOf(stored), seen.made.indexOf(stored)),
        },
        seen,
      ),
  });
}

function labelsOf({ object }: StoredObject): Readonly<Record<string, string>> {
  return (valueAt(object, ['metadata', 'labels']) ?? {}) as Readonly<Record<string, string>>;
}

/** What finalizers hold is not gone, and does not keep the rest from going; the policy counts for each. */
function heldCase(owed: Omit<OwedCollection, 'what'>): Case {
  const { resource } = owed;
  const asked = { propagationPolicy: 'Foreground' } as const;
  return defineCase<SeenCollection>({
    name: 'held-by-finalizers',
    gather: (world) =>
      inCorner(world, async (corner) => {
        const began = performance.now();
        const free = await makeColoured(corner, resource, colours.slice(0, 1));
        const made = [...(await makeColoured(corner, resource, colours.slice(1), [ownFinalizer])), ...free];
        const seen = await observeCollection(corner, resource, made, began, asked, {
          query: '',
          body: optionsBody(asked),
        });
        await clear(corner, made, seen.left);
        return seen;
      }),
    judge: (seen) => judgeCollection({ what: 'a deletion of objects with finalizers', ...owed }, seen),
  });
}

interface Elsewhere {
  readonly here: readonly SeenCollection[];
  readonly there: Pick<SeenCollection, 'made' | 'left'>;
}

/** A path names one namespace: of the objects of another none is touched, whatever their labels. */
function elsewhereCase({ resource, isPromised: promise }: Subject): Case {
  const what = 'a deletion of the collection of one namespace';
  const isBig = (stored: StoredObject) => labelsOf(stored)['size'] === 'big';
  return defineCase<Elsewhere>({
    name: 'other-namespace',
    // The other namespace is that of the whole chapter.
    gather: (other) =>
      inCorner(other, async (corner) => {
        const began = performance.now();
        const [made = [], there = []] = await Promise.all(
          [corner, other].map((one) => makeColoured(one, resource, few)),
        );
        const here: SeenCollection[] = [];
        // By labels first: where even that goes too far, nothing is deleted that has not these labels.
        for (const labelled of [{ labelSelector: 'size=big' }, {}]) {
          const text = new URLSearchParams({ ...labelled, ...background }).toString();
          const still = here.length > 0 ? made.filter((stored) => !isBig(stored)) : made;
          here.push(await observeCollection(corner, resource, still, began, background, { query: text }));
          if (here.at(-1)?.answer.status !== 200) break;
        }
        const left = await listAll(other, resource);
        await clear(corner, made, here.at(-1)?.left ?? []);
        await clear(other, there, left);
        return { here, there: { made: there, left } };
      }),
    judge: ({ here, there }) =>
      firstOther([
        judgeUntouched('a deletion of the collection of another namespace', there),
        ...here.map((seen, turn) =>
          judgeCollection({ what, resource, isPromised: promise, chooses: turn === 0 ? isBig : () => true }, seen),
        ),
      ]),
  });
}
