import { valueAt } from '../../../specs/json.ts';
import { explain } from '../../../specs/oracles/update-rules.ts';
import type { Resource } from '../../../src/contract/contract.ts';
import type { Library } from '../../../src/contract/library.ts';
import { InconclusiveError } from '../../../src/errors.ts';
import { inconclusive, type Outcome, pass, unsupported, violation } from '../../../src/outcome.ts';
import { type Case, defineCase, type Requirement, type World } from '../../../src/requirement.ts';
import { versionOf } from '../../events.ts';
import { forEachKind } from '../../promises/for-each-kind.ts';
import { query } from '../../promises/selection.ts';
import { written } from '../../update-rules/places.ts';
import { quickly } from '../../update-rules/sampling.ts';
import { optionsBody } from '../ask.ts';
import { clear, inCorner, makeColoured } from './corner.ts';
import { background, observeCollection, type SeenCollection } from './delete-collection.ts';
import { judgeRefusedCollection } from './judge-collection.ts';
import { isPromised } from './matches.ts';

/** Options that a list takes, and what a deletion with them deletes. */
export interface Lawful {
  readonly name: string;
  /** `version` is one at which the first two objects were there, and the others were not. */
  readonly query: (version: string) => string;
  /** Whether the objects that came after the version are deleted as well; both are lawful where it is not said. */
  readonly later?: boolean;
}

/**
 * The options stand in the query, what becomes of the objects in the body: without a body kube-apiserver takes a resourceVersion
 * for a precondition of every object as well (seen of 1.33 and 1.34).
 */
const lawful: readonly Lawful[] = [
  { name: 'exact-version', query: (version) => `resourceVersion=${version}&resourceVersionMatch=Exact`, later: false },
  { name: 'version-not-older', query: (version) => `resourceVersion=${version}&resourceVersionMatch=NotOlderThan` },
  // Servers that list in parts behind the scenes take it for the exact version.
  { name: 'version-alone', query: (version) => `resourceVersion=${version}` },
  { name: 'any-version', query: () => 'resourceVersion=0' },
  { name: 'time-limit', query: () => 'timeoutSeconds=30', later: true },
];

/** Options that a list refuses. What a list takes all the same is not looked at. */
const wrong: readonly { readonly name: string; readonly query: string; readonly statuses: readonly number[] }[] = [
  { name: 'version-no-number', query: 'resourceVersion=abc', statuses: [400, 422] },
  { name: 'match-without-version', query: 'resourceVersionMatch=Exact', statuses: [400, 422] },
  { name: 'match-unknown', query: 'resourceVersion=1&resourceVersionMatch=Covenant', statuses: [400, 422] },
  { name: 'match-exact-of-zero', query: 'resourceVersion=0&resourceVersionMatch=Exact', statuses: [400, 422] },
  { name: 'time-limit-no-number', query: 'timeoutSeconds=abc', statuses: [400, 422] },
  { name: 'limit-no-number', query: 'limit=abc', statuses: [400, 422] },
  { name: 'version-to-come', query: 'resourceVersion=9000000000', statuses: [400, 410, 422, 504] },
];

/** Which state of the store is deleted, and for how long it may take, is asked for as of a list. */
export function takesTheOptionsOfAList(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'delete-collection.*.takes-the-options-of-a-list',
    title:
      'Deleting the collection that {kind} is in takes a resourceVersion, how to match it, and a time limit as a list does',
    method:
      'In a namespace of its own makes objects, notes the version, and makes more; deletes the collection with each value that a list takes: what came later is deleted only where the version allows. Values that a list refuses are refused, and nothing is deleted.',
    covers: [
      {
        actions: ['deletecollection'],
        parts: [
          ...query('resourceVersion', 'constrains-the-state'),
          ...query('resourceVersionMatch', 'says-how-to-match'),
          ...query('timeoutSeconds', 'bounds-the-call'),
        ],
      },
    ],
    derivedFrom: written,
    kills: () => ['exact-version-ignored'],
    *cases({ resource }, plan) {
      const promise = isPromised(library, resource);
      const [exact, ...others] = lawful;
      const tried = [...(exact ? [exact] : []), ...quickly(plan, `${resource.name} list options`, others, 1)];
      for (const options of tried) yield lawfulCase(resource, promise, options);
      for (const options of quickly(plan, `${resource.name} wrong list options`, wrong, 1))
        yield wrongCase(resource, promise, options);
    },
  });
}

export interface SeenAt {
  readonly seen: SeenCollection;
  /** How many of the objects that were made were there at the version. */
  readonly earlier: number;
}

function lawfulCase(resource: Resource, promise: boolean, options: Lawful): Case {
  return defineCase<SeenAt>({
    name: options.name,
    gather: (world) => gatherAt(world, resource, options.query),
    judge: (seen) => judgeAt(promise, options, seen),
  });
}

function gatherAt(world: World, resource: Resource, queryAt: Lawful['query']): Promise<SeenAt> {
  return inCorner(world, async (corner) => {
    const began = performance.now();
    const before = await makeColoured(corner, resource, [{}, {}]);
    const { name } = await corner.sandbox.namespace();
    const path = resource.collection.replace('{namespace}', name);
    const version = versionOf((await corner.client.send({ method: 'GET', path })).body);
    if (version === undefined) throw new InconclusiveError('a list does not tell its resourceVersion');
    const made = [...before, ...(await makeColoured(corner, resource, [{}, {}]))];
    const deletion = { query: queryAt(version), body: optionsBody(background) };
    const seen = await observeCollection(corner, resource, made, began, background, deletion);
    await clear(corner, made, seen.left);
    return { seen, earlier: before.length };
  });
}

/** What came before the version is deleted, and what came after it where that is what was asked for. */
export function judgeAt(promise: boolean, { name, later }: Lawful, { seen, earlier }: SeenAt): Outcome {
  const { answer, listed, made, left } = seen;
  const what = `a deletion of the collection (${name})`;
  const expected = `${what} deletes what a list with the same options shows`;
  const alive = new Set(
    left
      .filter((object) => valueAt(object, ['metadata', 'deletionTimestamp']) === undefined)
      .map((object) => valueAt(object, ['metadata', 'uid'])),
  );
  const count = (some: SeenCollection['made']) => some.filter(({ uid }) => alive.has(uid)).length;
  const [early, late] = [count(made.slice(0, earlier)), count(made.slice(earlier))];
  const actual = `answer ${answer.status}${answer.status < 400 ? '' : `: ${explain(answer.body)}`}; left are ${early} of ${earlier} earlier objects and ${late} of ${made.length - earlier} later ones`;
  const broken = (reason: string) => violation({ reason: `${what}: ${reason}`, expected, actual });
  const lost = made.length - earlier - late;
  if (answer.status >= 400 && (lost > 0 || early < earlier)) return broken('it is refused, and yet deletes');
  if (later === false && lost > 0) return broken('it deletes what came after the version that it names');
  if (answer.status >= 500) return inconclusive(`${what} is answered ${answer.status}`);
  if ((answer.status === 405 || answer.status === 404) && !promise)
    return unsupported(`a collection of this kind cannot be deleted: answer ${answer.status}`);
  if (answer.status >= 400)
    return listed >= 400
      ? unsupported(`a list does not take this either: answer ${listed}`)
      : broken('it is refused, and a list is not');
  // Any version may be an old one, at which none of them was there.
  if (early > 0 && name !== 'any-version') return broken('it does not delete all that was there at the version');
  return later === true && late > 0 ? broken('it does not delete all') : pass;
}

function wrongCase(
  resource: Resource,
  promise: boolean,
  { name, query: text, statuses }: (typeof wrong)[number],
): Case {
  const what = `a deletion of the collection with options that a list refuses (${name})`;
  return defineCase<SeenCollection>({
    name: `refused/${name}`,
    gather: (world) =>
      inCorner(world, async (corner) => {
        const began = performance.now();
        const made = await makeColoured(corner, resource, [{}, {}]);
        const deletion = { query: text, body: optionsBody(background) };
        const seen = await observeCollection(corner, resource, made, began, background, deletion);
        await clear(corner, made, seen.left);
        return seen;
      }),
    judge: (seen) => {
      const isTaken = seen.listed < 400 && seen.answer.status < 400;
      if (isTaken) return unsupported(`a list takes this as well: answer ${seen.listed}`);
      return judgeRefusedCollection({ what, isPromised: promise, statuses }, seen);
    },
  });
}
