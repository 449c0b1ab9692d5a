import type { ListQuery } from '../../specs/oracles/history/listing.ts';
import type { Library } from '../../src/contract/library.ts';
import { type Case, defineCase, type Plan, type Requirement } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { query } from '../promises/selection.ts';
import { ofLists, served } from './covers.ts';
import { judgeHistory } from './judge-history.ts';
import { type RefusedList, refusalCase } from './refused-list.ts';
import { type Scene, sceneOf } from './scene.ts';
import { firstAndAnother } from './some.ts';
import { compactedCase, futureCase } from './unavailable-version.ts';
import { walk } from './walk.ts';

/** A list is of a state that its resourceVersion allows. */
export function resourceVersionIsHonoured(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'list.*.resource-version-is-honoured',
    title: 'A list of the objects of {kind} with a resourceVersion is of a state that the value and its match allow',
    method:
      'Lists with every combination of version, match and limit, and compares with what was stored when; versions that are gone, still to come or no versions at all, and matches that there are not, are refused.',
    covers: ofLists(
      ...query('resourceVersion', 'constrains-the-state'),
      ...query('resourceVersionMatch', 'says-how-to-match'),
    ),
    derivedFrom: served,
    kills: () => ['exact-version-ignored', 'too-large-version-without-cause', 'compacted-version-answers-500'],
    *cases(subject, plan) {
      for (const [name, versionIn] of Object.entries(versions)) yield tableCase(subject, name, versionIn);
      for (const row of futureRows(plan)) yield futureCase(subject, row);
      yield compactedCase(subject);
      const sample = [matchQueries, versionQueries].flatMap((all) => firstAndAnother(plan, subject.resource.name, all));
      for (const refused of sample) yield refusalCase(subject, refused);
    },
  });
}

/** Versions that a list may be asked for at. */
const versions: Readonly<Record<string, (scene: Scene) => string | undefined>> = {
  'most-recent': () => undefined,
  any: () => '0',
  past: ({ past }) => past,
  present: ({ present }) => present,
};

const limits = [undefined, '2', '500'];

/** One version with all that may stand beside it. */
function tableCase({ resource }: Subject, name: string, versionIn: (scene: Scene) => string | undefined): Case {
  return defineCase({
    name,
    async gather(world) {
      const scene = await sceneOf(world, resource);
      const version = versionIn(scene);
      const matches =
        version === undefined
          ? [undefined]
          : version === '0'
            ? [undefined, 'NotOlderThan']
            : [undefined, 'NotOlderThan', 'Exact'];
      const listings = [];
      for (const match of matches)
        for (const limit of limits) {
          const asked: ListQuery = { resourceVersion: version, resourceVersionMatch: match, limit };
          listings.push(...(await walk(scene.recorder, { name: nameOf(asked), query: asked })));
        }
      return scene.recorder.history(listings);
    },
    judge: (history) =>
      judgeHistory(
        history,
        ['honoured', 'snapshot', 'constantVersion', 'withinLimit', 'once', 'selected', 'complete'],
        'each list is of a state that its resourceVersion, match and limit allow, and shows what was there then',
      ),
  });
}

/** A query in words: `list with resourceVersion=0 limit=2`. */
function nameOf(asked: ListQuery): string {
  const given = Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
  return given.length === 0 ? 'list' : `list with ${given.join(' ')}`;
}

const futures: readonly ListQuery[] = [
  {},
  { resourceVersionMatch: 'NotOlderThan' },
  { resourceVersionMatch: 'Exact' },
  { limit: '2' },
  { resourceVersionMatch: 'NotOlderThan', limit: '2' },
  { resourceVersionMatch: 'Exact', limit: '2' },
];

/** A server takes seconds to see that a version does not come: with less effort fewer are asked for. */
function futureRows({ seed, effort }: Plan): readonly ListQuery[] {
  if (effort === 'deep') return futures;
  return effort === 'standard' ? futures.slice(0, 3) : [futures[Math.abs(seed) % 3] ?? {}];
}

/** Matches that there are not, or that do not go with their version. */
const matchQueries: readonly RefusedList[] = [
  {
    name: 'match/without a version',
    query: { resourceVersionMatch: 'Exact' },
    statuses: [422],
    field: 'resourceVersionMatch',
  },
  {
    name: 'match/of any version',
    query: { resourceVersion: '0', resourceVersionMatch: 'Exact' },
    statuses: [422],
    field: 'resourceVersionMatch',
  },
  {
    name: 'match/unknown',
    query: { resourceVersion: '1', resourceVersionMatch: 'Newest' },
    statuses: [422],
    field: 'resourceVersionMatch',
  },
  {
    name: 'match/in lower case',
    query: { resourceVersion: '1', resourceVersionMatch: 'exact' },
    statuses: [422],
    field: 'resourceVersionMatch',
  },
];

/** Versions that are none. Servers before 1.33 answered 500 (recordings, `paging` 46). */
const versionQueries: readonly RefusedList[] = [
  { name: 'malformed/a word', query: { resourceVersion: 'newest' }, statuses: [400], known: 500 },
  { name: 'malformed/negative', query: { resourceVersion: '-1' }, statuses: [400], known: 500 },
  { name: 'malformed/a fraction', query: { resourceVersion: '1.5' }, statuses: [400], known: 500 },
];
