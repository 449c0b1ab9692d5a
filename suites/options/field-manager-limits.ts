import { nameOfLength, unprintableNames } from '../../fixtures/generators/manager-names.ts';
import type { Library } from '../../src/contract/library.ts';
import type { Plan, Requirement } from '../../src/requirement.ts';
import { ways } from '../../src/ways/index.ts';
import { forEachKind } from '../promises/for-each-kind.ts';
import { written } from '../update-rules/places.ts';
import { sampledWays } from '../update-rules/sampling.ts';
import { sampledPlaces } from './sampled-places.ts';
import { parameter } from './with-parameter.ts';
import { type WrongValues, wrongCreationCase, wrongWriteCase } from './wrong-values.ts';

/** A name that is stored with every object that its owner writes is short, and can be shown. */
export function fieldManagerLimitsAreHeld(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'field-manager.*.limits-are-held',
    title: 'A fieldManager of a write of {kind} that is too long or not printable is refused',
    method:
      'Writes in every way under names of 129 characters and with characters that nothing shows: refused, and nothing changes. A name of 128 must be taken.',
    covers: [{ subresource: '*', parts: ['parameter/query/fieldManager/limit/*'] }],
    derivedFrom: written,
    kills: () => ['long-field-manager-accepted', 'unprintable-field-manager-accepted'],
    *cases(subject, plan) {
      const values = valuesFor(plan);
      yield wrongCreationCase(subject, values);
      for (const place of sampledPlaces(plan, subject.resource))
        for (const way of sampledWays(plan, `field-manager-limits ${place.name}`, ways))
          yield wrongWriteCase(subject, place, way, values);
    },
  });
}

/** One more than there may be, by every reading: of the second there are as many characters. */
const tooLong = [nameOfLength(129), '中'.repeat(129), nameOfLength(1000)];

function valuesFor({ effort, seed }: Plan): WrongValues {
  const unprintable = Object.values(unprintableNames);
  const sampled =
    effort === 'quick'
      ? [tooLong[0] ?? '', ...unprintable.slice(seed % unprintable.length).slice(0, 1)]
      : [...tooLong, ...unprintable];
  return {
    wrong: sampled.map((name) => parameter('fieldManager', name)),
    right: parameter('fieldManager', nameOfLength(128)),
  };
}
