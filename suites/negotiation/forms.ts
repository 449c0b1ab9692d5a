import { valueAt } from '../../specs/json.ts';
import { versionOf } from '../events.ts';

/** Accept headers that ask for an object in another form (api-concepts, "Alternate representations of resources"). */
const ofMeta = (as: string) => `application/json;as=${as};g=meta.k8s.io;v=v1`;

export const partialForm = ofMeta('PartialObjectMetadata');
export const partialListForm = ofMeta('PartialObjectMetadataList');
export const tableForm = ofMeta('Table');

/** A form that nobody has. */
export const unknownForm = 'application/json;as=Nope;g=covenant.example;v=v1';

/**
 * Whether two answers show an object, or one of a list or of the rows of a table, in two versions: then another client wrote
 * in between, and to compare them says nothing.
 */
export function movedOn(one: unknown, other: unknown): boolean {
  const later = versionsIn(other);
  return [...versionsIn(one)].some(([uid, version]) => later.has(uid) && later.get(uid) !== version);
}

/** The versions of the objects that an answer shows, by their uid; a list's own is that of the whole store. */
function versionsIn(answer: unknown): Map<unknown, string | undefined> {
  const rows = valueAt(answer, ['rows']);
  const items =
    valueAt(answer, ['items']) ?? (Array.isArray(rows) ? rows.map((row) => valueAt(row, ['object'])) : [answer]);
  const objects = (Array.isArray(items) ? items : []).filter((object) => versionOf(object) !== undefined);
  return new Map(objects.map((object) => [valueAt(object, ['metadata', 'uid']), versionOf(object)]));
}

export const wroteInBetween = 'another client wrote to the object in between';
