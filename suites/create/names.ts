import { freshName, objectName } from '../../fixtures/generators/object-names.ts';
import { objectFor } from '../../fixtures/transitions.ts';
import type { Library } from '../../src/contract/library.ts';
import { checkProperty, type PropertyResult, propertyOutcome, wrongIn } from '../../src/property.ts';
import { type Case, defineCase, type Requirement, type World } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { refusedCreationCase, subjectOf } from '../refusals/refused-case.ts';
import { withMetadata, written } from '../update-rules/places.ts';
import { quickly } from '../update-rules/sampling.ts';
import { bodyAt, judgeCreation, type SeenCreation, seeCreation } from './creating.ts';

/** Characters that a DNS subdomain has at most, where the kind does not say less. */
export const longestSubdomain = 253;

/** Names that are none (Kubernetes, "Object Names and IDs"; recordings, `status-codes` steps 4 to 6). */
const refusedNames: Readonly<Record<string, string>> = {
  capitals: 'Covenant',
  underscore: 'covenant_name',
  'leading-dash': '-covenant',
  'trailing-dash': 'covenant-',
  'leading-dot': '.covenant',
  'trailing-dot': 'covenant.',
  'two-dots': 'covenant..name',
  'a-dot': '.',
  slash: 'covenant/name',
  percent: 'covenant%20name',
  space: 'covenant name',
  'not-ascii': 'cov\u00e9nant',
  'too-long': 'x'.repeat(longestSubdomain + 1),
  empty: '',
};

/** An object may have any name that is a DNS subdomain, and no other. */
export function namesAreDnsSubdomains(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'create.*.name-is-a-dns-subdomain',
    title: 'The name of {kind} is a DNS subdomain: any that is one is taken, any other refused with 422',
    method:
      'Creates objects with generated names, the shortest and the longest among them, and reads each back by it. Names that are none are refused with 422 that names metadata.name, and nothing is made; the same object with a lawful name is.',
    covers: [],
    derivedFrom: written,
    kills: ({ name, longestName = longestSubdomain }) => [
      ...(longestName > 63 ? (['long-name-refused'] as const) : []),
      ...(name === 'pod' ? (['invalid-name-accepted'] as const) : []),
    ],
    *cases(subject, plan) {
      const longest = subject.resource.longestName ?? longestSubdomain;
      yield namedCase(subject, 'y'.repeat(longest));
      for (const name of quickly(plan, 'names', ['0', '0.1.2', 'x'.repeat(63)], 1)) yield namedCase(subject, name);
      // With quick effort the names of `create.*.answers-201` are the generated ones.
      if (plan.effort !== 'quick') yield generatedCase(subject, longest);
      const [first, ...others] = Object.keys(refusedNames);
      for (const name of [first, ...quickly(plan, 'refused names', others, 3)])
        yield refusedCase(subject, String(name));
    },
  });
}

function namedCase({ resource }: Subject, name: string): Case {
  return defineCase<SeenCreation>({
    name: `lawful/${name.length > 60 ? `${name.length}-characters-${name[0]}` : name}`,
    gather: (world) => seeCreation(world, resource, objectFor(resource), { name }),
    judge: judgeCreation,
  });
}

function generatedCase({ resource }: Subject, longest: number): Case {
  const wrongInSome = (world: World) => {
    let turn = 0;
    return checkProperty(world, objectName(longest), async (sample) => {
      const name = freshName(`name-${++turn}`, sample, longest);
      return wrongIn(judgeCreation(await seeCreation(world, resource, objectFor(resource), { name })));
    });
  };
  return defineCase<PropertyResult>({
    name: 'lawful/generated',
    gather: wrongInSome,
    judge: (result) => propertyOutcome(result, 'answer 201, and the object is read back by its name'),
  });
}

function refusedCase({ resource }: Subject, name: string): Case {
  const wrong = refusedNames[name] as string;
  const object = objectFor(resource);
  return refusedCreationCase({
    name: `refused/${name}`,
    what: `an object of the name ${JSON.stringify(wrong.length > 60 ? `${wrong.slice(0, 8)}\u2026` : wrong)}`,
    resource,
    request: (place) => ({
      method: 'POST',
      path: place.collection,
      body: withMetadata(bodyAt(place, object, true), { name: wrong }),
    }),
    control: (place) => ({
      method: 'POST',
      path: place.collection,
      body: withMetadata(bodyAt(place, object, true), { name: place.name }),
    }),
    owed: {
      statuses: [422],
      fields: ['metadata.name'],
      about: subjectOf(resource, ...(wrong === '' ? [] : [wrong])),
    },
    unnamed: true,
  });
}
