import type { Library } from '../../src/contract/library.ts';
import type { Requirement } from '../../src/requirement.ts';
import { forEachKind } from '../promises/for-each-kind.ts';
import { written } from '../update-rules/places.ts';
import { covers } from './covers.ts';
import { trafficCase } from './lane-cases.ts';
import { lanesOf } from './traffic/lanes.ts';

/** A watch knows no parts. */
export function watchesAreWhole(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'watch.*.takes-no-limit-and-no-token',
    title: 'A watch of {kind} is not cut into parts by limit or continue',
    method: 'Watches with each, by parameter and by the old paths, while others write: a refusal or the whole stream.',
    covers: covers.parts,
    derivedFrom: written,
    kills: () => ['watch-cut-by-limit'],
    *cases(subject, plan) {
      const odd = lanesOf(subject.resource, plan.effort).filter(({ also }) => also !== undefined);
      for (const { name } of odd) {
        yield trafficCase(subject, plan, name, {
          guarantees: ['reliable', 'unique', 'ordered', 'initialState'],
          isAbout: (watcher) => watcher === name,
          expected: 'a refusal with 400 or 422, or the stream that there is without the parameter',
          // An old path that is not there is the matter of another requirement.
          lacking: [403, 404],
          refusedWith: [400, 422],
        });
      }
    },
  });
}
