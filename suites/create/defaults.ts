import { objectFor } from '../../fixtures/transitions.ts';
import type { FieldPath } from '../../specs/field-path.ts';
import type { JsonObject } from '../../specs/json.ts';
import { type DefaultedField, defaultedFields, isDefault } from '../../specs/oracles/defaulted-fields.ts';
import { applyMergePatch } from '../../specs/oracles/merge-patch.ts';
import type { Library } from '../../src/contract/library.ts';
import { advisory, inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { leafFields } from '../../src/schema/fields.ts';
import type { SchemaSet } from '../../src/schema/schema.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { written } from '../update-rules/places.ts';
import { quickly } from '../update-rules/sampling.ts';
import { hindranceOf, type SeenCreation, seeCreation } from './creating.ts';

/** A field that is left out has its default then. */
export function defaultsAreFilledIn(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'create.*.defaults-are-filled-in',
    title: 'What is left out when {kind} is created has its default then',
    method:
      'Creates objects that leave fields out, and looks for the default of each: of the published schema, or of the reference of the field. A missing one is a violation; another value may be the work of admission and is advised of.',
    covers: [],
    derivedFrom: written,
    about: ({ defaults }) => defaults !== undefined,
    kills: ({ name }) =>
      name === 'pod' ? ['defaults-missing'] : ['job', 'endpoints'].includes(name) ? ['list-defaults-missing'] : [],
    *cases(subject, plan) {
      yield defaultsCase(subject, 'smallest', {});
      for (const { name, given } of quickly(plan, 'defaults', subject.resource.lawful ?? [], 5))
        yield defaultsCase(subject, `lawful/${name}`, given);
    },
  });
}

/** The defaults of the schema that say something: an empty text or a zero is what a field left out is anyway. */
function publishedDefaults(schemas: SchemaSet): Record<FieldPath, unknown> {
  const telling = leafFields(schemas).filter(
    ({ schema }) => Boolean(schema.default) && typeof schema.default !== 'object',
  );
  return Object.fromEntries(telling.map(({ path, schema }) => [path, schema.default]));
}

function defaultsCase({ resource, schemas }: Subject, name: string, given: JsonObject): Case {
  const object = applyMergePatch(objectFor(resource), given) as JsonObject;
  const defaults = { ...publishedDefaults(schemas), ...resource.defaults };
  return defineCase<SeenCreation>({
    name,
    gather: (world) => seeCreation(world, resource, object),
    judge: (seen) => judgeDefaults(seen, defaults),
  });
}

/** Every field that was left out has its default. */
export function judgeDefaults(
  { sent, answer, found }: SeenCreation,
  defaults: Readonly<Record<FieldPath, unknown>>,
): Outcome {
  const hindrance = hindranceOf(answer);
  if (hindrance !== undefined) return inconclusive(hindrance);
  if (answer.status >= 300 || found.status !== 200)
    return inconclusive(`nothing is created: answer ${answer.status}, GET answers ${found.status}`);
  const fields = defaultedFields(sent, found.body as JsonObject, defaults);
  const missing = fields.filter(({ is }) => is === undefined);
  if (missing.length > 0)
    return violation({ reason: 'a field that is left out does not get its default', ...told(missing) });
  const others = fields.filter((field) => !isDefault(field));
  if (others.length > 0)
    return advisory({ reason: 'a field that is left out gets another value than its default', ...told(others) });
  return pass;
}

function told(fields: readonly DefaultedField[]): { expected: string; actual: string } {
  const list = (of: (field: DefaultedField) => unknown) =>
    fields.map((field) => `${field.path} is ${JSON.stringify(of(field)) ?? 'absent'}`).join('; ');
  return { expected: list(({ owed }) => owed), actual: list(({ is }) => is) };
}
