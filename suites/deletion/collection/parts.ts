import { objectFor } from '../../../fixtures/transitions.ts';
import type { Resource } from '../../../src/contract/contract.ts';
import type { Library } from '../../../src/contract/library.ts';
import { type Case, defineCase, type Requirement, type World } from '../../../src/requirement.ts';
import type { StoredObject } from '../../../src/sandbox/sandbox.ts';
import { forEachKind } from '../../promises/for-each-kind.ts';
import { query } from '../../promises/selection.ts';
import { written } from '../../update-rules/places.ts';
import { quickly } from '../../update-rules/sampling.ts';
import { optionsBody } from '../ask.ts';
import { clear, inCorner, makeColoured } from './corner.ts';
import { background, listAll, observeCollection, type SeenCollection } from './delete-collection.ts';
import { judgeCollection } from './judge-collection.ts';
import { judgeParts, type PartsSeen } from './judge-parts.ts';
import { isPromised } from './matches.ts';
import { aged, brokenTokenCase, otherQueryCase, tokenIn } from './tokens.ts';

/** How many objects there are, and how many one part may delete. */
const objects = 5;
const limit = 2;

/** A limit is how many are deleted at most; a token goes on where the last part ended. */
export function goesInParts(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'delete-collection.*.goes-in-parts',
    title:
      'Deleting the collection that {kind} is in with a limit deletes no more than that, and a token goes on from there',
    method:
      'In a namespace of its own deletes five objects in parts of two, with and without a selector, and reads what is left after each; an object that is made in between is in no part. A limit of zero, and one that is larger, delete all. A token that is none, or too old, deletes nothing; one that is sent with another selector deletes nothing that neither chooses. A server may ignore the limit: an advisory, unless its answer shows a part.',
    covers: [
      {
        actions: ['deletecollection'],
        parts: [
          ...query('limit', 'continue-when-there-are-more', 'consistent-snapshot'),
          ...query('continue', 'same-query', 'expired-token-is-gone'),
        ],
      },
    ],
    derivedFrom: written,
    kills: () => [
      'delete-collection-goes-past-limit',
      'delete-collection-limit-ignored',
      'delete-collection-part-without-token',
      'delete-collection-bad-token-starts-again',
    ],
    *cases({ resource }, plan) {
      const promise = isPromised(library, resource);
      yield partsCase(resource, promise, 'all', {});
      yield brokenTokenCase(resource, promise, 'token-that-is-none', () => 'kube-covenant');
      yield* quickly(
        plan,
        `${resource.name} parts`,
        [
          partsCase(resource, promise, 'with-selector', { labelSelector: 'size=big' }),
          ...['0', '10000'].map((size) => wholeCase(resource, promise, size)),
          brokenTokenCase(resource, promise, 'token-too-old', aged),
          otherQueryCase(resource, promise),
        ],
        1,
      );
    },
  });
}

/** Objects of which every second one is big. */
const labels = Array.from(
  { length: objects },
  (_, at): Record<string, string> => (at % 2 === 0 ? { size: 'big' } : {}),
);

function partsCase(
  resource: Resource,
  promise: boolean,
  name: string,
  selector: Readonly<Record<string, string>>,
): Case {
  const size = name === 'all' ? limit : 1;
  return defineCase<PartsSeen>({
    name,
    gather: (world) => inCorner(world, (corner) => gatherParts(corner, resource, selector, size)),
    judge: (seen) => judgeParts({ resource, isPromised: promise, limit: size }, seen),
  });
}

async function gatherParts(
  corner: World,
  resource: Resource,
  selector: Readonly<Record<string, string>>,
  size: number,
): Promise<PartsSeen> {
  const began = performance.now();
  const made = await makeColoured(corner, resource, labels);
  const chosen = made.filter((_, at) => Object.keys(selector).length === 0 || at % 2 === 0);
  const parts: SeenCollection[] = [];
  let late: StoredObject | undefined;
  let token: string | undefined;
  do {
    const text = new URLSearchParams({
      ...selector,
      limit: String(size),
      ...(token !== undefined && { continue: token }),
    });
    const deletion = { query: text.toString(), body: optionsBody(background) };
    const seen = await observeCollection(corner, resource, made, began, background, deletion);
    parts.push(seen);
    token = tokenIn(seen);
    // Made when the list stood already: no part has it.
    if (token !== undefined) late ??= await corner.sandbox.create(corner.client, resource, lateObject(resource));
  } while (token !== undefined && parts.length <= objects + 1);
  const left = await listAll(corner, resource);
  await clear(corner, late ? [...made, late] : made, left);
  return { made, chosen, parts, late, left };
}

function lateObject(resource: Resource) {
  return objectFor(resource, { name: 'late', given: { metadata: { labels: { size: 'big' } } }, to: { absent: true } });
}

/** No limit at all, and one that is never reached. */
function wholeCase(resource: Resource, promise: boolean, size: string): Case {
  return defineCase<SeenCollection>({
    name: `limit-${size}`,
    gather: (world) =>
      inCorner(world, async (corner) => {
        const began = performance.now();
        const made = await makeColoured(corner, resource, labels);
        const text = new URLSearchParams({ limit: size, ...background }).toString();
        const seen = await observeCollection(corner, resource, made, began, background, { query: text });
        await clear(corner, made, seen.left);
        return seen;
      }),
    judge: (seen) =>
      judgeCollection(
        { what: `a deletion with limit ${size}`, resource, isPromised: promise, chooses: () => true },
        seen,
      ),
  });
}
