import { namePrefix } from '../../fixtures/generators/object-names.ts';
import { objectFor } from '../../fixtures/transitions.ts';
import { valueAt } from '../../specs/json.ts';
import { wrongInGeneratedName } from '../../specs/oracles/generated-name.ts';
import type { Library } from '../../src/contract/library.ts';
import { type Outcome, pass, violation } from '../../src/outcome.ts';
import { checkProperty, type PropertyResult, propertyOutcome, wrongIn } from '../../src/property.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { refusedCreationCase, subjectOf } from '../refusals/refused-case.ts';
import { withMetadata, written } from '../update-rules/places.ts';
import { quickly } from '../update-rules/sampling.ts';
import { bodyAt, judgeCreation, type SeenCreation, seeCreation } from './creating.ts';
import { longestSubdomain } from './names.ts';

/** Prefixes that make no name: they have the rules of a name, but that a dash may be last (ObjectMeta, generateName). */
const refusedPrefixes: Readonly<Record<string, string>> = {
  capitals: 'Covenant-',
  underscore: 'covenant_',
  'leading-dash': '-covenant-',
  slash: 'covenant/',
  'two-dots': 'covenant..name-',
  'too-long': 'x'.repeat(longestSubdomain + 1),
};

/** A name is made of generateName where none is given. */
export function generateNameMakesAName(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'create.*.generate-name-makes-a-name',
    title: 'Creating {kind} with generateName and no name gives it a lawful name that begins with it',
    method:
      'Creates objects with generated prefixes of every length up to 253: the name is the prefix, cut where it is long, and something behind it; the prefix itself is kept. With a name of its own an object has that. Prefixes that make no name are refused with 422 that names metadata.generateName.',
    covers: [],
    derivedFrom: written,
    kills: () => ['generate-name-ignored', 'generated-name-without-prefix', 'long-generate-name-refused'],
    *cases(subject, plan) {
      yield prefixCase(subject, 'z'.repeat(longestSubdomain));
      for (const prefix of quickly(plan, 'prefixes', ['0', 'covenant-', 'x'.repeat(58), `${'y'.repeat(57)}-`], 1))
        yield prefixCase(subject, prefix);
      if (plan.effort !== 'quick') yield generatedCase(subject);
      yield ownNameCase(subject);
      for (const name of quickly(plan, 'refused prefixes', Object.keys(refusedPrefixes), 2))
        yield refusedCase(subject, name);
    },
  });
}

function judge(subject: Subject, prefix: string, seen: SeenCreation): Outcome {
  const created = judgeCreation(seen);
  if (created.kind !== 'pass') return created;
  const { longestName = longestSubdomain } = subject.resource;
  const name = valueAt(seen.answer.body, ['metadata', 'name']);
  const wrong = wrongInGeneratedName(name, prefix, longestName);
  if (wrong === undefined) return pass;
  return violation({
    reason: 'another name is made than one of generateName',
    expected: `${short(prefix)}, which may be cut, and something behind it: a lawful name`,
    actual: `${wrong}: ${short(String(name))}`,
  });
}

function short(text: string): string {
  return JSON.stringify(text.length <= 80 ? text : `${text.slice(0, 80)}\u2026 (${text.length} characters)`);
}

function prefixCase(subject: Subject, prefix: string): Case {
  const { resource } = subject;
  return defineCase<SeenCreation>({
    name: `prefix/${prefix.length > 50 ? `${prefix.length}-characters-${prefix.at(-1) === '-' ? 'dash' : prefix[0]}` : prefix}`,
    gather: (world) =>
      seeCreation(world, resource, withMetadata(objectFor(resource), { generateName: prefix }), { unnamed: true }),
    judge: (seen) => judge(subject, prefix, seen),
  });
}

function generatedCase(subject: Subject): Case {
  const { resource } = subject;
  return defineCase<PropertyResult>({
    name: 'prefix/generated',
    gather: (world) =>
      checkProperty(world, namePrefix(), async (prefix) => {
        const object = withMetadata(objectFor(resource), { generateName: prefix });
        return wrongIn(judge(subject, prefix, await seeCreation(world, resource, object, { unnamed: true })));
      }),
    judge: (result) => propertyOutcome(result, 'a lawful name of generateName and something behind it'),
  });
}

/** Where both are given, the name is the name, and the prefix no more than what was said. */
function ownNameCase({ resource }: Subject): Case {
  return defineCase<SeenCreation>({
    name: 'beside-a-name',
    gather: (world) =>
      seeCreation(world, resource, withMetadata(objectFor(resource), { generateName: 'covenant-other-' })),
    judge: judgeCreation,
  });
}

function refusedCase({ resource }: Subject, name: string): Case {
  const prefix = refusedPrefixes[name] as string;
  const object = objectFor(resource);
  const request = (generateName: string) => (place: Parameters<typeof bodyAt>[0]) =>
    ({
      method: 'POST',
      path: place.collection,
      body: withMetadata(bodyAt(place, object, true), { generateName }),
    }) as const;
  return refusedCreationCase({
    name: `refused/${name}`,
    what: `an object with the generateName ${short(prefix)}`,
    resource,
    request: request(prefix),
    control: request('covenant-'),
    owed: { statuses: [422], fields: ['metadata.generateName'], about: subjectOf(resource) },
    unnamed: true,
  });
}
