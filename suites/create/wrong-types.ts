import { objectFor, withValue } from '../../fixtures/transitions.ts';
import { type FieldToken, pathOf } from '../../specs/field-path.ts';
import { isObject, type JsonObject } from '../../specs/json.ts';
import type { Library } from '../../src/contract/library.ts';
import type { Case, Requirement } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { refusedCreationCase } from '../refusals/refused-case.ts';
import { withMetadata, written } from '../update-rules/places.ts';
import { quickly } from '../update-rules/sampling.ts';
import { bodyAt } from './creating.ts';

/** A value of another type than the field has is refused. */
export function wrongTypesAreRefused(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'create.*.wrong-type-is-refused',
    title: 'Creating {kind} with a value of the wrong type is refused with 400 and makes nothing',
    method:
      'Takes the smallest object, and some metadata, and gives each field in turn, and each object and list in it, a value of another type: refused with 400 (or 422), and nothing is there; the object as it was is created.',
    covers: [],
    derivedFrom: written,
    kills: () => ['number-taken-as-text'],
    *cases(subject, plan) {
      const object = withMetadata(objectFor(subject.resource), {
        labels: { covenant: 'typed' },
        annotations: { covenant: 'typed' },
      });
      const fields = fieldsOf(object).filter(([first]) => first !== 'apiVersion' && first !== 'kind');
      const label = ['metadata', 'labels', 'covenant'];
      yield typeCase(subject, object, label, 'typed');
      for (const tokens of quickly(plan, 'wrong types', fields, 4)) {
        if (pathOf(tokens) !== pathOf(label)) yield typeCase(subject, object, tokens, at(object, tokens));
      }
    },
  });
}

/** Every field of an object, the ones that hold others included. */
function fieldsOf(value: unknown, tokens: readonly FieldToken[] = []): (readonly FieldToken[])[] {
  const here = tokens.length === 0 ? [] : [tokens];
  if (Array.isArray(value)) return [...here, ...fieldsOf(value[0], [...tokens, 0])];
  if (!isObject(value)) return here;
  return [...here, ...Object.entries(value).flatMap(([name, inner]) => fieldsOf(inner, [...tokens, name]))];
}

function at(object: JsonObject, tokens: readonly FieldToken[]): unknown {
  return tokens.reduce<unknown>((value, token) => (value as Record<FieldToken, unknown>)[token], object);
}

/** A value that is of no type near to that of another: no decoder takes the one for the other. */
function ofAnotherType(value: unknown): unknown {
  if (Array.isArray(value)) return { covenant: 1 };
  if (isObject(value)) return 'covenant';
  return typeof value === 'string' ? 7 : 'covenant';
}

function typeCase({ resource }: Subject, object: JsonObject, tokens: readonly FieldToken[], value: unknown): Case {
  const wrong = withValue(object, tokens, ofAnotherType(value));
  const field = pathOf(tokens);
  return refusedCreationCase({
    name: field,
    what: `an object whose ${field} is of another type`,
    resource,
    request: (place) => ({
      method: 'POST',
      path: place.collection,
      // What stands in the place of all metadata cannot be added to.
      body: field === 'metadata' ? wrong : bodyAt(place, wrong),
    }),
    control: (place) => ({ method: 'POST', path: place.collection, body: bodyAt(place, object) }),
    owed: { statuses: [400, 422] },
  });
}
