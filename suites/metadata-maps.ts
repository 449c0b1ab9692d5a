import type fc from 'fast-check';
import {
  annotationValue,
  labelValue,
  type MapChange,
  mapChange,
  type StringMap,
} from '../fixtures/generators/label-maps.ts';
import { objectFor } from '../fixtures/transitions.ts';
import { isObject, type JsonObject, sameJson, valueAt } from '../specs/json.ts';
import type { Resource } from '../src/contract/contract.ts';
import { kindKey } from '../src/contract/kind-key.ts';
import { resourcesOf } from '../src/contract/library.ts';
import { InconclusiveError } from '../src/errors.ts';
import { checkProperty, type PropertyResult, propertyOutcome } from '../src/property.ts';
import {
  aKind,
  type Case,
  defineCase,
  defineChapter,
  defineRequirement,
  type Requirement,
  type World,
} from '../src/requirement.ts';
import type { SchemaSet } from '../src/schema/schema.ts';
import { completeWays, type Way } from '../src/ways/index.ts';
import { read, write } from './update-rules/observe-write.ts';

const maps = [
  { field: 'labels', value: labelValue },
  { field: 'annotations', value: annotationValue },
] as const;

type MapField = (typeof maps)[number]['field'];

/** Labels and annotations, as properties. */
export const metadataMaps = defineChapter({
  name: 'metadata-maps',
  title: 'Labels and annotations',
  requirements: (library) =>
    resourcesOf(library)
      .filter((resource) => maps.every(({ field }) => isListed(resource, field)))
      .map(mapsRoundTrip),
});

function isListed(resource: Resource, field: MapField): boolean {
  return resource.updatableFields?.some((listed) => listed.field === `metadata.${field}`) ?? false;
}

function mapsRoundTrip(resource: Resource): Requirement {
  return defineRequirement({
    id: `metadata.${resource.name}.maps-round-trip`,
    title: `Any lawful labels and annotations written to ${aKind(resource.kind)}, in any way, are read back exactly`,
    level: 'MUST',
    basis: 'derived',
    cites: maps.map(({ field }) => ({
      document: resource.contract,
      resource: resource.name,
      field: `metadata.${field}`,
    })),
    method:
      'A property: for generated maps before and after, creates an object with the one, writes the other, and reads back exactly that. Patches also take away names that are not there.',
    needs: ['namespaces'],
    resource,
    kills: [
      'null-label-stored-as-empty',
      'every-patch-treated-as-json-patch',
      'json-pointer-escapes-not-decoded',
      'merge-patch-null-ignored',
      'merge-patch-replaces-maps',
      'annotation-values-trimmed',
      'non-ascii-annotations-mangled',
    ],
    *cases(plan) {
      const schemas = plan.target.schemas[kindKey(resource)] ?? { root: '', schemas: {} };
      for (const { field, value } of maps) {
        const changes = mapChange(value());
        for (const way of completeWays) yield mapCase(resource, field, changes, way, schemas);
      }
    },
  });
}

function mapCase(
  resource: Resource,
  field: MapField,
  changes: fc.Arbitrary<MapChange>,
  way: Way,
  schemas: SchemaSet,
): Case {
  return defineCase<PropertyResult>({
    name: `metadata.${field}/${way.name}`,
    cell: { kind: resource.kind, field: `metadata.${field}`, way: way.name },
    gather: (world) =>
      checkProperty(world, changes, async (change) => {
        const found = await writeMap(world, resource, field, way, schemas, change);
        return sameJson(found ?? {}, change.after) ? undefined : `read back ${JSON.stringify(found ?? null)}`;
      }),
    judge: (result) => propertyOutcome(result, `metadata.${field} read back exactly as written`),
  });
}

/** Creates an object with the map before, writes the map after, and answers what is then read back. */
async function writeMap(
  { client, sandbox }: World,
  resource: Resource,
  field: MapField,
  way: Way,
  schemas: SchemaSet,
  { before, after, absent }: MapChange,
): Promise<unknown> {
  const object = objectFor(resource, {
    name: 'before',
    given: { metadata: { [field]: before } },
    to: { value: after },
  });
  const stored = await sandbox.create(client, resource, object);
  const metadata = isObject(stored.object['metadata']) ? stored.object['metadata'] : {};
  const wanted: JsonObject = { ...stored.object, metadata: { ...metadata, [field]: after } };
  const body = way.body(stored.object, wanted, schemas);
  const answer = await write(
    client,
    way,
    stored.path,
    way.name.endsWith('merge-patch') ? withNulls(body, field, absent) : body,
  );
  // Refused is wrong too: the map is lawful. A refusal by a passing fault is not.
  if (answer.status >= 500) throw new InconclusiveError(`the write answers ${answer.status}`);
  const found = valueAt(await read(client, stored.path), ['metadata', field]);
  await sandbox.remove(client, stored);
  return found;
}

/** A merge patch that also takes away members that are not there: no effect, says RFC 7386 section 2. */
function withNulls(body: unknown, field: MapField, absent: readonly string[]): unknown {
  if (!isObject(body) || absent.length === 0) return body;
  const metadata = isObject(body['metadata']) ? body['metadata'] : {};
  const map = isObject(metadata[field]) ? (metadata[field] as StringMap) : {};
  const nulls = Object.fromEntries(absent.map((key) => [key, null]));
  return { ...body, metadata: { ...metadata, [field]: { ...map, ...nulls } } };
}
