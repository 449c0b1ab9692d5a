import { objectFor } from '../../fixtures/transitions.ts';
import { wrongInGeneratedNames } from '../../specs/oracles/generated-name.ts';
import { wrongInRefusal } from '../../specs/oracles/refusal-status.ts';
import { explain } from '../../specs/oracles/update-rules.ts';
import type { Library } from '../../src/contract/library.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import type { Effort } from '../../src/record.ts';
import { defineCase, type Requirement } from '../../src/requirement.ts';
import type { Creation } from '../../src/sandbox/sandbox.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { subjectOf } from '../refusals/refused-case.ts';
import { withMetadata, written } from '../update-rules/places.ts';
import { bodyAt, hindranceOf, post } from './creating.ts';

/** How many objects are created at once with one prefix. */
const objects: Readonly<Record<Effort, number>> = { quick: 10, standard: 20, deep: 100 };

/** Names that are made of one prefix are all different. */
export function generatedNamesAreDistinct(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'create.*.generated-names-are-distinct',
    title: 'Many creations of {kind} at once with one generateName give a name of its own to each',
    method:
      'Creates many objects at once with the same prefix: each is answered 201 under another name. A name that is taken is 409 AlreadyExists, which a client can try again; more than one such answer among so few is a violation.',
    covers: [],
    derivedFrom: written,
    kills: () => ['generated-name-collision-not-retried'],
    *cases(subject) {
      yield manyCase(subject);
    },
  });
}

function manyCase({ resource }: Subject) {
  return defineCase<readonly Creation[]>({
    name: 'many-at-once',
    async gather({ client, sandbox, effort }) {
      const object = withMetadata(objectFor(resource), { generateName: 'covenant-' });
      const create = () =>
        sandbox.createBy(resource, (place) => post(client, place, bodyAt(place, object, true)), { unnamed: true });
      const creations = await Promise.all(Array.from({ length: objects[effort] }, create));
      // Two answers of one name are one object.
      const made = new Map(creations.flatMap(({ stored }) => (stored ? [[stored.uid, stored] as const] : [])));
      await Promise.all([...made.values()].map((stored) => sandbox.remove(client, stored)));
      return creations;
    },
    judge: (creations) => judgeNames(creations, resource),
  });
}

type Given = Pick<Creation, 'answer' | 'stored'>;

/** Each creation has a name of its own, but that one may have met another. */
export function judgeNames(creations: readonly Given[], resource: Subject['resource']): Outcome {
  const expected = `${creations.length} answers of 201, each under another name`;
  const names = creations.flatMap(({ stored }) => (stored ? [stored.name] : []));
  const taken = creations.filter(({ answer }) => answer.status === 409);
  for (const { answer } of creations) {
    if (answer.status === 201 || answer.status === 409) continue;
    const hindrance = hindranceOf(answer);
    if (hindrance !== undefined) return inconclusive(hindrance);
    const actual = `answer ${answer.status}: ${explain(answer.body)}`;
    return violation({ reason: 'an object is not created though its name is to be made', expected, actual });
  }
  const wrong = wrongInGeneratedNames({ names, collisions: taken.length });
  if (wrong !== undefined) return violation({ reason: 'generated names meet', expected, actual: wrong });
  for (const { answer } of taken) {
    const odd = wrongInRefusal(answer, { statuses: [409], reasons: ['AlreadyExists'], about: subjectOf(resource) });
    if (odd !== undefined)
      return violation({ reason: 'a generated name that is taken is refused in another way', expected, actual: odd });
  }
  return pass;
}
