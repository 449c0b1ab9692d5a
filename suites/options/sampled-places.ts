import type { Resource } from '../../src/contract/contract.ts';
import type { Plan } from '../../src/requirement.ts';
import { type Place, placesOf } from '../update-rules/places.ts';

/** Where a kind is written: with quick effort the object itself and one of its subresources, another for each seed. */
export function sampledPlaces({ effort, seed }: Plan, resource: Resource): Place[] {
  const [object, ...others] = placesOf(resource);
  const sampled =
    effort === 'quick' && others.length > 1 ? others.filter((_, turn) => turn === seed % others.length) : others;
  return object === undefined ? sampled : [object, ...sampled];
}
