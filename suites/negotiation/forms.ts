import { valueAt } from '../../specs/json.ts';
import type { Answer } from '../../src/client/client.ts';
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

/** Times that an answer and a plain read are had anew because another client wrote in between. */
const attempts = 4;

/** An answer in some form, and the plain read that it is compared with, of one version where that can be had. */
export async function besidePlain<Plain>(
  ask: () => Promise<Answer>,
  plain: () => Promise<Plain>,
  shownIn: (answer: Answer) => unknown = ({ body }) => body,
): Promise<{ readonly answer: Answer; readonly plain: Plain }> {
  for (let attempt = 1; ; attempt++) {
    const answer = await ask();
    const found = await plain();
    if (attempt === attempts || !movedOn(shownIn(answer), found)) return { answer, plain: found };
  }
}

export const wroteInBetween = 'another client wrote to the object in between';
