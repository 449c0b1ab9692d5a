import { firstItem, partsOf, textWithRepeated, withUnknownFields } from '../../fixtures/generators/odd-fields.ts';
import { objectFor, withValue } from '../../fixtures/transitions.ts';
import { tokensOf } from '../../specs/field-path.ts';
import { isObject, type JsonObject, valueAt } from '../../specs/json.ts';
import type { Resource } from '../../src/contract/contract.ts';
import { applyBody } from '../../src/ways/apply.ts';
import type { Way } from '../../src/ways/index.ts';
import type { Subject } from '../promises/for-each-kind.ts';
import { applied, metadataOf, type Place, withMetadata } from '../update-rules/places.ts';

/** What is odd about a body: fields that the kind does not have, or fields that stand there twice. */
export type Oddity = 'unknown' | 'repeated';

/** A lawful write, and the same with something odd in its body. */
export interface OddWrite {
  /** The object as either leaves it. */
  readonly wanted: JsonObject;
  readonly lawful: unknown;
  readonly odd: string;
  /** The fields that are odd, by a name that is nowhere else in the body. */
  readonly names: readonly string[];
}

const repeated = ['covenant-twice', 'covenant-double'] as const;

/** The object with the labels that a body repeats, at another value each time. */
function withLabels(object: JsonObject): JsonObject {
  const { labels } = metadataOf(object);
  const known = isObject(labels) ? labels : {};
  const turn = Number(/\d+$/.exec(String(known[repeated[0]] ?? ''))?.[0] ?? 0) + 1;
  const added = Object.fromEntries(repeated.map((name) => [name, `last-${turn}`]));
  return withMetadata(object, { labels: { ...known, ...added } });
}

const firstOfLabels = Object.fromEntries(repeated.map((name) => [name, 'first']));

/** A creation with something odd in it; the object given has its name. */
export function oddCreation({ resource }: Pick<Subject, 'resource'>, object: JsonObject, oddity: Oddity): OddWrite {
  const wanted = withLabels(object);
  if (oddity === 'repeated')
    return { wanted, lawful: wanted, odd: textWithRepeated(wanted, firstOfLabels), names: repeated };
  const { object: odd, names } = withUnknownFields(wanted, partsOf(wanted, ['', 'metadata', ...mainParts(resource)]));
  return { wanted, lawful: wanted, odd: JSON.stringify(odd), names };
}

/** A write of an object, or of a subresource of it, with something odd in it; undefined where this way cannot say it. */
export function oddWrite(
  { resource, schemas }: Subject,
  place: Place,
  way: Way,
  stored: JsonObject,
  oddity: Oddity,
): OddWrite | undefined {
  const { wanted, first } = change(place, stored);
  const names = Object.keys(first);
  if (oddity === 'repeated') {
    if (names.length === 0) return undefined;
    const lawful = way.name === 'json-patch' ? wholePart(place, wanted) : way.body(stored, wanted, schemas);
    if (lawful === undefined) return undefined;
    return { wanted, lawful: asText(way, lawful), odd: textWithRepeated(lawful, first), names };
  }
  const lawful = way.name === 'apply' ? appliedPart(place, wanted) : way.body(stored, wanted, schemas);
  const parts = partsOf(wanted, unknownParts(resource, place)).slice(0, 4);
  if (way.name === 'apply') {
    // In a list of an application each item is to have its keys: it is left to the other ways.
    const configuration = lawful as JsonObject;
    const odd = withUnknownFields(
      configuration,
      partsOf({ ...wanted, ...configuration }, parts).filter((part) => !part.includes('[')),
    );
    return { wanted, lawful: asText(way, lawful), odd: applyBody(odd.object), names: odd.names };
  }
  const odd = withUnknownFields(wanted, parts);
  return { wanted, lawful, odd: JSON.stringify(way.body(stored, odd.object, schemas)), names: odd.names };
}

function asText(way: Way, body: unknown): unknown {
  return way.name === 'apply' ? applyBody(body) : body;
}

/** What is changed, and the fields of it that may be said twice, with what is said first. */
function change({ subresource }: Place, stored: JsonObject): { wanted: JsonObject; first: JsonObject } {
  if (subresource === undefined) return { wanted: withLabels(stored), first: firstOfLabels };
  const [value] = subresource.values ?? [];
  if (value === undefined) return { wanted: stored, first: {} };
  const part = tokensOf(subresource.writes);
  const now = valueAt(stored, part);
  const wanted = withValue(stored, part, { ...(isObject(now) ? now : {}), ...value });
  const scalar = Object.entries(value).find(([, member]) => typeof member === 'string' || typeof member === 'number');
  if (scalar === undefined) return { wanted, first: {} };
  const [name, last] = scalar;
  return { wanted, first: { [name]: typeof last === 'number' ? last + 7 : 'first' } };
}

/** A JSON Patch that writes the members as one value: where each had an operation of its own, none would be there twice. */
function wholePart({ subresource }: Place, wanted: JsonObject): unknown {
  const path = subresource === undefined ? ['metadata', 'labels'] : tokensOf(subresource.writes);
  return [{ op: 'add', path: `/${path.join('/')}`, value: valueAt(wanted, path) }];
}

function appliedPart({ subresource }: Place, wanted: JsonObject): JsonObject {
  if (subresource !== undefined) return applied(wanted, {});
  const { labels } = metadataOf(wanted);
  const own = Object.fromEntries(repeated.map((name) => [name, (labels as JsonObject)[name]]));
  return applied(wanted, { labels: own });
}

/** Where unknown fields are put: at the top, in the metadata, in what the path writes, in an item of a list of it. */
function unknownParts(resource: Resource, { subresource }: Place): (string | undefined)[] {
  if (subresource === undefined) return ['', 'metadata', ...mainParts(resource)];
  const [outer = ''] = tokensOf(subresource.writes);
  const item = firstItem(subresource.values?.[0], tokensOf(subresource.writes));
  return ['', String(outer), subresource.writes, item];
}

/** The parts of a kind beside its metadata, and the first list in them. */
function mainParts(resource: Resource): (string | undefined)[] {
  const { apiVersion: _version, kind: _kind, metadata: _metadata, ...parts } = objectFor(resource);
  return [Object.keys(parts)[0], firstItem(parts)];
}
