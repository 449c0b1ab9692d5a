import type { JsonObject } from '../../specs/json.ts';
import type { PreconditionAnswer } from '../../specs/oracles/concurrency.ts';
import type { Library } from '../../src/contract/library.ts';
import type { Plan, Requirement } from '../../src/requirement.ts';
import type { Way } from '../../src/ways/index.ts';
import { put } from '../../src/ways/put.ts';
import { forEachKind } from '../promises/for-each-kind.ts';
import { metadataOf, written } from '../update-rules/places.ts';
import { quickly } from '../update-rules/sampling.ts';
import { type Attempt, attemptOf, conditionalCase, writablePlaces } from './conditional-writes.ts';
import { patched, patchWays } from './different-keys.ts';
import { malformedVersions, openVersions, otherVersions } from './named-version.ts';
import { recreatedCase } from './recreated.ts';

/** A PUT is made of the version that it names or not at all. */
export function staleVersionIsConflict(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'concurrency.*.stale-version-is-409',
    title:
      'A write of {kind} with a resourceVersion that is no longer the stored one is answered 409 and changes nothing',
    method:
      'At every path sends a PUT that names a version from before, one of another object, ones that are not there yet or that the counter has passed since, and another uid: refused, and nothing changes; and ones that name none, which are written or refused as a whole. The same with the present version succeeds. Then deletes the object, makes another of its name, and writes with the version of the first in every way.',
    covers: [{ subresource: '*', parts: ['status/409', 'status/409/body/*'] }],
    derivedFrom: written,
    kills: ({ subresources }) => [
      'stale-version-accepted',
      'future-version-accepted',
      'passed-future-version-accepted',
      'conflict-answers-422',
      ...(subresources ? (['stale-version-accepted-on-status'] as const) : []),
    ],
    *cases(subject, plan) {
      for (const place of writablePlaces(subject)) {
        const name = `${subject.resource.name} ${place.name}`;
        yield conditionalCase(subject, place, `${place.name}/put`, [...attemptsOf(plan, name, put), withoutVersion]);
      }
      for (const way of quickly(plan, `recreated ${subject.resource.name}`, [put, ...patchWays], 1))
        yield recreatedCase(subject, way);
    },
  });
}

/** A patch that names a version is made of that version or not at all. */
export function patchWithStaleVersionIsConflict(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'concurrency.*.patch-with-stale-version-is-409',
    title:
      'A patch of {kind} that names another resourceVersion than the stored one is answered 409 and changes nothing',
    method:
      'In every patch type, at every path, names versions that are no longer stored, of another object, or not there yet, and another uid: refused, and nothing changes; and ones that say nothing, which are written or refused as a whole. The same patch with the present version succeeds.',
    covers: [],
    derivedFrom: patched,
    kills: ({ subresources }) => [
      'stale-version-accepted',
      'future-version-accepted',
      'passed-future-version-accepted',
      'current-version-refused',
      'conflict-answers-422',
      ...(subresources ? (['stale-version-accepted-on-status'] as const) : []),
    ],
    *cases(subject, plan) {
      for (const place of writablePlaces(subject)) {
        const name = `${subject.resource.name} ${place.name}`;
        for (const way of quickly(plan, name, patchWays, 1))
          yield conditionalCase(subject, place, `${place.name}/${way.name}`, attemptsOf(plan, name, way));
      }
    },
  });
}

/** What is no version at all is no reason to write. */
export function malformedVersionIsRefused(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'concurrency.*.malformed-version-is-refused',
    title: 'A write of {kind} with a resourceVersion that is none is refused as the fault of the client',
    level: 'SHOULD',
    method:
      'In every way at every path names texts, negative numbers, fractions and numbers of thirty digits: refused, and nothing changes. An answer of 500, which Kubernetes gives, is advised against. The same with the present version succeeds.',
    covers: [],
    derivedFrom: written,
    *cases(subject, plan) {
      const { name } = subject.resource;
      for (const place of quickly(plan, `malformed ${name}`, writablePlaces(subject), 1)) {
        const ways = quickly(plan, `malformed ${name} ${place.name}`, [put, ...patchWays], 1);
        const attempts = ways.flatMap((way) =>
          quickly(plan, `${place.name} ${way.name}`, malformedVersions, 1).map((version) => attemptOf(version, way)),
        );
        yield conditionalCase(subject, place, place.name, attempts);
      }
    },
  });
}

/** The versions to be named: with quick effort those that servers are known to take wrongly, one more, and one that is open. */
function attemptsOf(plan: Plan, name: string, way: Way): Attempt[] {
  const [stale, passed, ...more] = otherVersions.map((version) => attemptOf(version, way));
  const others = [stale, passed, ...quickly(plan, name, more, 1)].filter((attempt) => attempt !== undefined);
  const open = quickly(plan, `open ${name}`, openVersions, 1).map((version) => attemptOf(version, way));
  // What may be written comes last: what may not be seen to be refused needs something to change.
  return [...others, otherUid(way), ...open];
}

/** A conflict; but to write another uid is invalid just as well (recordings, `pod-update-metadata-fields`). */
function otherUid(way: Way): Attempt {
  return {
    way,
    what: 'with the uid of another object',
    names: (_known, now) => ({
      uid: '00000000-0000-4000-8000-000000000000',
      ...(way.name === 'put' && { resourceVersion: metadataOf(now)['resourceVersion'] }),
    }),
    predicted: () => ({ effect: 'refused', statuses: [409, 422], tolerated: [] }),
  };
}

const either: PreconditionAnswer = { effect: 'either', statuses: [400, 409, 422], tolerated: [] };

/** Of a PUT alone: a patch without a version is what a patch is. */
const withoutVersion: Attempt = {
  way: put,
  what: 'without a resourceVersion',
  names: (): JsonObject => ({ resourceVersion: undefined }),
  predicted: () => either,
};
