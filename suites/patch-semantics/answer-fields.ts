import { changeField, fillSamples } from '../../fixtures/generators/change-field.ts';
import { objectFor, withValue } from '../../fixtures/transitions.ts';
import { type FieldPath, tokensOf } from '../../specs/field-path.ts';
import { isObject, type JsonObject, memberOf, sameJson, valueAt } from '../../specs/json.ts';
import type { Contract, Resource } from '../../src/contract/contract.ts';
import type { Library } from '../../src/contract/library.ts';
import { InconclusiveError } from '../../src/errors.ts';
import { pass, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import type { Schema, SchemaSet } from '../../src/schema/schema.ts';
import { mergePatch } from '../../src/ways/merge-patch.ts';
import { forEachKind, kindsOf } from '../promises/for-each-kind.ts';
import { write } from '../update-rules/observe-write.ts';

/** A field that a document lists in an answer. */
interface ListedField {
  readonly field: FieldPath;
  /** Other places in which the document lists the same. */
  readonly alsoAt?: readonly FieldPath[];
  readonly schema?: Schema;
}

/** What is looked for in one answer: the field as written, or, not written, its default. */
interface Expectation {
  readonly name: string;
  readonly field: FieldPath;
  readonly schema: Schema;
  /** What is written; another valid value without, and nothing at all for a default. */
  readonly value?: unknown;
  readonly isDefault?: boolean;
}

/** Every field that a document lists in the answer to a patch comes back as it was written, with its type and its default. */
export function answerFieldsAreAsListed(library: Library): Requirement[] {
  const fields = new Map(kindsOf(library).map(({ name }) => [name, listedIn(library, name)]));
  return forEachKind(library, {
    id: 'answer.*.fields-are-as-listed',
    title: 'Every field that the document lists in an answer about {kind} comes back as it was written',
    method:
      'Patches every listed field to every listed value, and leaves it out where it has a default, and looks for it and its type in the answer.',
    covers: [{ parts: ['status/*/field/*'], except: ['*/rule/*', '*/field/metadata.managedFields*'] }],
    kills: ({ name }) => (name === 'endpoints' ? ['endpoints-patch-merges-subsets'] : []),
    cases: ({ resource, schemas }) =>
      (fields.get(resource.name) ?? [])
        .flatMap(expectationsOf)
        .map((expectation) => answerCase(resource, expectation, schemas)),
  });
}

/** The fields of the answers to a patch; who owns which of them is a matter of its own. */
function listedIn({ contracts }: Library, name: string): ListedField[] {
  return [...contracts.values()].flatMap((contract: Contract) =>
    contract.resources
      .filter((resource) => resource.name === name)
      .flatMap(({ path }) => {
        const answer = contract.openapi.paths?.[path]?.patch?.responses?.['200'] as
          | { 'x-fields'?: readonly ListedField[] }
          | undefined;
        return (answer?.['x-fields'] ?? []).filter(({ field }) => !field.startsWith('metadata.managedFields'));
      }),
  );
}

function expectationsOf({ field: first, alsoAt = [], schema = {} }: ListedField): Expectation[] {
  return [first, ...alsoAt].flatMap((field): Expectation[] => [
    { name: field, field, schema },
    ...(schema.enum ?? []).map((value) => ({ name: `${field}/${value}`, field, schema, value })),
    ...(schema.default === undefined ? [] : [{ name: `${field}/default`, field, schema, isDefault: true }]),
  ]);
}

interface Answered {
  readonly status: number;
  readonly written: unknown;
  readonly answered: unknown;
}

function answerCase(resource: Resource, expectation: Expectation, schemas: SchemaSet): Case {
  const { name, field, isDefault = false } = expectation;
  const tokens = tokensOf(field);
  return defineCase<Answered>({
    name,
    async gather({ client, sandbox }) {
      const stored = await sandbox.create(client, resource, objectFor(resource));
      const samples = fillSamples(resource.samples ?? {}, await sandbox.namespace());
      const wanted = wantedOf(stored.object, expectation, schemas, samples);
      const answer = await write(client, mergePatch, stored.path, mergePatch.body(stored.object, wanted, schemas));
      await sandbox.remove(client, stored);
      if (answer.status >= 500) throw new InconclusiveError(`the patch is answered ${answer.status}`);
      return { status: answer.status, written: valueAt(wanted, tokens), answered: valueAt(answer.body, tokens) };
    },
    judge: ({ status, written, answered }) => {
      const promised = isDefault ? expectation.schema.default : written;
      // A default that is nothing (false, say) may as well be left out.
      const isKept = holds(answered, promised) || (isDefault && !promised && answered === undefined);
      if (status === 200 && isKept && hasType(answered, expectation.schema)) return pass;
      const shown = answered === undefined ? 'absent' : JSON.stringify(answered);
      return violation({
        reason: `${field} does not come back as ${isDefault ? 'the document says' : 'it was written'}`,
        expected: `answer 200 with ${field} ${JSON.stringify(promised)}${isDefault ? ', its default' : ''}`,
        actual: `answer ${status} with ${field} ${shown}`,
      });
    },
  });
}

/** The stored object with the field as it is to come back. What says which object it is stays as it is. */
function wantedOf(
  stored: JsonObject,
  { field, value, isDefault = false }: Expectation,
  schemas: SchemaSet,
  samples: Readonly<Record<string, unknown>>,
): JsonObject {
  if (!/[.[]/.test(field)) return stored;
  const changed = changeField(stored, field, schemas, samples);
  if (isDefault) return withValue(changed, tokensOf(field), undefined);
  return value === undefined ? changed : withValue(changed, tokensOf(field), value);
}

/** Whether all that was written is there; the server may add defaults of what was left out. */
function holds(answered: unknown, written: unknown): boolean {
  if (isObject(answered) && isObject(written))
    return Object.entries(written).every(([name, value]) => holds(memberOf(answered, name), value));
  if (Array.isArray(answered) && Array.isArray(written))
    return answered.length === written.length && written.every((item, i) => holds(answered[i], item));
  return sameJson(answered, written);
}

function hasType(value: unknown, { type }: Schema): boolean {
  if (value === undefined || type === undefined) return true;
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}
