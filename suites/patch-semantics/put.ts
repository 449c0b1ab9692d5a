import fc from 'fast-check';
import { annotationValue, labelValue, type MapChange, mapChange } from '../../fixtures/generators/label-maps.ts';
import { objectFor } from '../../fixtures/transitions.ts';
import type { JsonObject } from '../../specs/json.ts';
import { judgeUpdated } from '../../specs/oracles/update-rules.ts';
import type { Library } from '../../src/contract/library.ts';
import type { Outcome } from '../../src/outcome.ts';
import { checkProperty, type PropertyResult, propertyOutcome, wrongIn } from '../../src/property.ts';
import { type Case, defineCase, type Requirement, type World } from '../../src/requirement.ts';
import { put } from '../../src/ways/put.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { type FieldPart, lawfulParts, together } from '../update-rules/mixed-parts.ts';
import { observeWrite, outcomeOf } from '../update-rules/observe-write.ts';
import { metadataOf, withMetadata } from '../update-rules/places.ts';

/** A whole object to be put in another's place: its maps before and after, and the listed fields that change. */
interface Replacement {
  readonly labels: MapChange;
  readonly annotations: MapChange;
  readonly fields: readonly string[];
}

/** What is sent of the metadata: all of it, or what a client writes that has never seen the object. */
const forms = {
  'as-read': (object: JsonObject) => object,
  'without-managed-fields': (object: JsonObject) => withoutMetadata(object, ['managedFields']),
  'without-server-kept-metadata': (object: JsonObject) =>
    withoutMetadata(object, ['managedFields', 'uid', 'creationTimestamp', 'generation', 'selfLink', 'namespace']),
} as const;

/** A PUT makes the object what was sent, what is left out included. */
export function putWritesTheWholeObject(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'update.*.put-writes-the-whole-object',
    title: 'A PUT of {kind} makes the object what was sent, as far as it may change',
    method:
      'A property: puts objects with generated labels and annotations and some lawful changes of listed fields in the place of others, with all of the metadata and with less of it, and compares the whole of what is read back.',
    covers: [{ actions: ['put'], parts: ['', 'body', 'body/application/json', 'status/200', 'status/200/body/*'] }],
    kills: ({ name }) => [
      'annotation-values-trimmed',
      'non-ascii-annotations-mangled',
      ...(name === 'pod' ? (['pod-update-changes-another-field'] as const) : []),
    ],
    *cases(subject) {
      const parts = lawfulParts(library, subject);
      for (const form of Object.keys(forms) as (keyof typeof forms)[]) {
        yield propertyCase(subject, parts, form);
        for (const [name, replacement] of Object.entries(examples(parts)))
          yield exampleCase(subject, parts, form, name, replacement);
      }
    },
  });
}

function examples(parts: readonly FieldPart[]): Record<string, Replacement> {
  const none = { before: {}, after: {}, absent: [] };
  return {
    'labels-that-are-left-out-go': {
      labels: { ...none, before: { covenant: 'before', other: 'yes' } },
      annotations: none,
      fields: [],
    },
    'annotations-with-any-text': {
      labels: none,
      annotations: { ...none, after: { covenant: ' 证书 \n', empty: '' } },
      fields: [],
    },
    'every-field-at-once': {
      labels: { ...none, before: { covenant: 'before' }, after: { covenant: 'after' } },
      annotations: { ...none, before: { covenant: 'before' } },
      fields: parts.map(({ name }) => name),
    },
  };
}

function exampleCase(
  subject: Subject,
  parts: readonly FieldPart[],
  form: keyof typeof forms,
  name: string,
  replacement: Replacement,
): Case {
  return defineCase<Outcome>({
    name: `${form}/${name}`,
    gather: (world) => replace(world, subject, parts, form, replacement),
    judge: (outcome) => outcome,
  });
}

function propertyCase(subject: Subject, parts: readonly FieldPart[], form: keyof typeof forms): Case {
  const replacement = fc.record({
    labels: mapChange(labelValue()),
    annotations: mapChange(annotationValue()),
    fields: fc.subarray(parts.map(({ name }) => name)),
  });
  return defineCase<PropertyResult>({
    name: `${form}/any`,
    gather: (world) =>
      checkProperty(world, replacement, async (value) => {
        const outcome = await replace(world, subject, parts, form, value);
        return wrongIn(outcome);
      }),
    judge: (result) => propertyOutcome(result, 'the object that is read back is the one that was sent'),
  });
}

async function replace(
  { client, sandbox }: World,
  { resource, schemas }: Subject,
  parts: readonly FieldPart[],
  form: keyof typeof forms,
  { labels, annotations, fields }: Replacement,
): Promise<Outcome> {
  const given = { metadata: { labels: { ...labels.before, ...kept }, annotations: annotations.before } };
  const object = objectFor(resource, { name: 'before', given, to: { absent: true } });
  const stored = await sandbox.create(client, resource, object);
  const chosen = together(parts.filter(({ name }) => fields.includes(name)));
  const change = (before: JsonObject) =>
    withMetadata(chosen(before), { labels: { ...labels.after, ...kept }, annotations: orNothing(annotations.after) });
  const observed = await observeWrite(client, put, stored, 'metadata', change, schemas, { along: forms[form] });
  await sandbox.remove(client, stored);
  return outcomeOf(judgeUpdated, observed);
}

/** A label that stays: to an object without any a server may give labels of its own, as it does to a Job. */
const kept = { 'kube-covenant.example/kept': 'yes' };

/** An empty map is read back as none. */
function orNothing(map: JsonObject): JsonObject | undefined {
  return Object.keys(map).length === 0 ? undefined : map;
}

function withoutMetadata(object: JsonObject, names: readonly string[]): JsonObject {
  const metadata = Object.entries(metadataOf(object)).filter(([name]) => !names.includes(name));
  return { ...object, metadata: Object.fromEntries(metadata) };
}
