import type { Resource } from '../../../src/contract/contract.ts';
import type { Library } from '../../../src/contract/library.ts';
import { type Outcome, pass } from '../../../src/outcome.ts';
import { type Case, defineCase, type Requirement } from '../../../src/requirement.ts';
import { forEachKind } from '../../promises/for-each-kind.ts';
import { written } from '../../update-rules/places.ts';
import { quickly } from '../../update-rules/sampling.ts';
import { firstOther } from '../judge-deletion.ts';
import { clear, inCorner, makeColoured } from './corner.ts';
import { background, observeCollection, type SeenCollection } from './delete-collection.ts';
import { judgeCollection, judgeRefusedCollection } from './judge-collection.ts';
import { isPromised } from './matches.ts';
import { type BadSelector, badSelectors } from './selectors.ts';

/** A selector that is not understood is not taken for none: that would delete everything. */
export function badSelectorDeletesNothing(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'delete-collection.*.bad-selector-deletes-nothing',
    title:
      'Deleting the collection that {kind} is in by a selector that cannot be understood is answered 400 and deletes nothing',
    method:
      'In a namespace of its own deletes the collection by broken label selectors, unknown fields and both: refused with 400, and every object is there as it was. A lawful selector then deletes what it chooses.',
    covers: [],
    derivedFrom: written,
    kills: () => ['bad-selector-deletes-everything', 'unknown-field-deletes-everything'],
    *cases({ resource }, plan) {
      const promise = isPromised(library, resource);
      const isOfLabels = ({ query }: BadSelector) => query['fieldSelector'] === undefined;
      const ofLabels = badSelectors.filter(isOfLabels);
      const ofFields = badSelectors.filter((selector) => !isOfLabels(selector));
      const { name } = resource;
      yield badCase(resource, promise, 'labels', quickly(plan, `${name} bad labels`, ofLabels, 2));
      const [unknown, ...others] = ofFields;
      const some = [...(unknown ? [unknown] : []), ...quickly(plan, `${name} bad fields`, others, 1)];
      yield badCase(resource, promise, 'fields', some);
    },
  });
}

interface Tried {
  readonly selector: BadSelector;
  readonly seen: SeenCollection;
}

interface Bad {
  readonly tried: readonly Tried[];
  /** The deletion by a lawful selector that followed; undefined where objects were lost before. */
  readonly control: SeenCollection | undefined;
}

/** One after another to the same objects, until one of them does harm. */
function badCase(resource: Resource, promise: boolean, name: string, tries: readonly BadSelector[]): Case {
  return defineCase<Bad>({
    name,
    gather: (world) =>
      inCorner(world, async (corner) => {
        const began = performance.now();
        const made = await makeColoured(corner, resource);
        const send = (query: Readonly<Record<string, string>>) =>
          observeCollection(corner, resource, made, began, background, {
            query: new URLSearchParams({ ...query, ...background }).toString(),
          });
        const tried: Tried[] = [];
        for (const selector of tries) {
          tried.push({ selector, seen: await send(selector.query) });
          if (tried.at(-1)?.seen.left.length !== made.length) break;
        }
        const isWhole = tried.at(-1)?.seen.left.length === made.length;
        const control = isWhole ? await send({ labelSelector: 'size=big' }) : undefined;
        await clear(corner, made, control?.left ?? tried.at(-1)?.seen.left ?? []);
        return { tried, control };
      }),
    judge: (bad) => judgeBad(resource, promise, bad),
  });
}

function judgeBad(resource: Resource, promise: boolean, { tried, control }: Bad): Outcome {
  const outcomes = tried.map(({ selector: { name }, seen }) =>
    judgeRefusedCollection({ what: `a selector that is none (${name})`, isPromised: promise, statuses: [400] }, seen),
  );
  const first = firstOther(outcomes);
  if (first.kind !== 'pass' || !control) return first;
  const what = 'a lawful selector after those';
  const chooses = ({ object }: SeenCollection['made'][number]) => JSON.stringify(object['metadata']).includes('"big"');
  const outcome = judgeCollection({ what, resource, isPromised: promise, chooses }, control);
  return outcome.kind === 'violation' ? { kind: 'inconclusive', reason: outcome.reason } : pass;
}
