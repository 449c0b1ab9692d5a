import fc from 'fast-check';
import { fillSamples } from '../../fixtures/generators/change-field.ts';
import { annotationValue, labelKey, labelValue, type StringMap } from '../../fixtures/generators/label-maps.ts';
import { finalizers } from '../../fixtures/generators/metadata-starts.ts';
import { freshName, objectName } from '../../fixtures/generators/object-names.ts';
import { objectFor } from '../../fixtures/transitions.ts';
import type { JsonObject } from '../../specs/json.ts';
import { applyMergePatch } from '../../specs/oracles/merge-patch.ts';
import type { Library } from '../../src/contract/library.ts';
import { checkProperty, type PropertyResult, propertyOutcome, wrongIn } from '../../src/property.ts';
import { type Case, defineCase, type Requirement, type World } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { withMetadata, written } from '../update-rules/places.ts';
import { judgeCreation, type SeenCreation, seeCreation } from './creating.ts';
import { longestSubdomain } from './names.ts';

/** What is sent is what is stored, with what the server adds. */
export function createAnswers201(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'create.*.answers-201',
    title: 'Creating {kind} answers 201 with the object as it is stored',
    method:
      'Creates the smallest object, others that are valid though it may not look so, and ones with generated names, labels and annotations; reads each back: it has all that was sent, an identity and a beginning, and is what the answer shows.',
    covers: [{ actions: ['post'], parts: ['', 'body', 'body/application/json', 'status/201', 'status/201/body/*'] }],
    derivedFrom: written,
    kills: ({ name }) => [
      'create-answers-200',
      'create-loses-annotations',
      'created-answer-without-labels',
      ...(name === 'endpoints' ? (['endpoints-refuse-not-ready-only'] as const) : []),
    ],
    *cases(subject) {
      yield plainCase(subject, 'smallest', (object) => object);
      for (const { name, given } of subject.resource.lawful ?? [])
        yield plainCase(subject, `lawful/${name}`, (object) => applyMergePatch(object, given) as JsonObject);
      yield plainCase(subject, 'metadata', withEveryMember);
      yield generatedCase(subject);
    },
  });
}

type Change = (object: JsonObject, namespace: { readonly name: string; readonly uid: string }) => JsonObject;

function plainCase({ resource }: Subject, name: string, change: Change): Case {
  return defineCase<SeenCreation>({
    name,
    async gather(world) {
      const object = change(objectFor(resource), await world.sandbox.namespace());
      return seeCreation(world, resource, object);
    },
    judge: judgeCreation,
  });
}

/** All that a client may say in metadata. */
const withEveryMember: Change = (object, namespace) =>
  withMetadata(object, {
    labels: { covenant: 'created', 'covenant.example/empty': '' },
    annotations: { 'covenant.example/any': ' any text,\n"quoted" ', constructor: '' },
    finalizers: [...finalizers],
    ownerReferences: [
      fillSamples(
        { owner: { apiVersion: 'v1', kind: 'Namespace', name: '{namespace}', uid: '{namespaceUid}' } },
        namespace,
      )['owner'],
    ],
  });

interface Generated {
  readonly name: string;
  readonly labels: StringMap;
  readonly annotations: StringMap;
}

function map(value: fc.Arbitrary<string>): fc.Arbitrary<StringMap> {
  return fc.dictionary(labelKey(), value, { maxKeys: 5, noNullPrototype: true });
}

function generatedCase({ resource }: Subject): Case {
  const { longestName = longestSubdomain } = resource;
  const generated: fc.Arbitrary<Generated> = fc.record({
    name: objectName(longestName),
    labels: map(labelValue()),
    annotations: map(annotationValue()),
  });
  const wrongInSome = (world: World) => {
    let turn = 0;
    return checkProperty(world, generated, async ({ name: sample, ...maps }) => {
      const name = freshName(`created-${++turn}`, sample, longestName);
      return wrongIn(
        judgeCreation(await seeCreation(world, resource, withMetadata(objectFor(resource), maps), { name })),
      );
    });
  };
  return defineCase<PropertyResult>({
    name: 'generated',
    gather: wrongInSome,
    judge: (result) =>
      propertyOutcome(result, 'answer 201 with the object as it is stored, which has all that was sent'),
  });
}
