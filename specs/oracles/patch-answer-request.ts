import { parse } from 'yaml';
import { isObject, type JsonObject, valueAt } from '../json.ts';
import { type ApplyAnswer, applyConfiguration } from './apply.ts';
import { jsonPatchReadings } from './json-patch-readings.ts';
import { faultOfManagerName } from './managed-fields-entries.ts';
import { mergePatchReadings } from './merge-patch.ts';
import { answerOf, type PatchAnswer, type Reading, Refusal } from './patch-answer.ts';
import { storedForm } from './patch-answer-metadata.ts';
import type { PatchSchemas } from './patch-answer-schema.ts';
import { strategicMergePatchReadings } from './strategic-merge-patch.ts';

/** A PATCH request, as far as its meaning goes. */
export interface PatchRequest {
  /** The header, as sent. */
  readonly contentType: string | undefined;
  /** The body, as sent. */
  readonly body: string;
  readonly fieldManager?: string;
  readonly force?: boolean;
}

/** What is patched. No object: the URL names none that is there. */
export interface PatchTarget {
  readonly object: JsonObject | undefined;
  readonly schemas: PatchSchemas;
  readonly kind: { readonly apiVersion: string; readonly kind: string };
  readonly subresource?: string;
  /** Members that this path does not write, dots between the names. */
  readonly ignored?: readonly string[];
}

/** The patch types of the API, by their media types. */
export const patchTypes = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  apply: 'application/apply-patch+yaml',
} as const;

/** The type of a patch: its media type alone says so, whatever the body looks like; parameters do not count. */
export function patchTypeOf(contentType: string | undefined): keyof typeof patchTypes | undefined {
  const mediaType = (contentType ?? '').split(';')[0]?.trim().toLowerCase();
  return (Object.keys(patchTypes) as (keyof typeof patchTypes)[]).find((type) => patchTypes[type] === mediaType);
}

/**
 * Every lawful answer to a PATCH request, that of the documents first; where it applies, the object to be stored, before the
 * server's defaults and validation.
 * @see api-concepts "Patch mechanism"; RFC 5789 section 2.2; recordings, `status-codes` steps 40 to 45
 */
export function patchReadings(request: PatchRequest, target: PatchTarget): Reading[] {
  const type = patchTypeOf(request.contentType);
  if (type === undefined) return only(new Refusal('the media type is no patch type', { status: 415 }));
  if (type === 'apply') return [{ answer: withoutOwners(applyAnswer(request, target)), latitude: [] }];
  const { object, schemas } = target;
  if (!object) return only(new Refusal('there is no such object', { status: 404 }));
  const fault = faultOfManagerName(request.fieldManager, false);
  if (fault !== undefined) return only(new Refusal(fault, { field: 'fieldManager' }));
  let patch: unknown;
  try {
    patch = JSON.parse(request.body);
  } catch {
    return only(new Refusal('the body is not JSON', { status: 400 }));
  }
  const readings: Reading[] = {
    json: () => jsonPatchReadings(object, patch),
    merge: () => mergePatchReadings(object, patch),
    strategic: () => strategicMergePatchReadings(object, patch, schemas),
  }[type]();
  return readings.map(({ answer, latitude }) => ({ latitude, answer: stored(answer, object, target) }));
}

/** The answer to an apply request, with the owners that it leaves and the conflicts that it finds. */
export function applyAnswer(request: PatchRequest, target: PatchTarget): ApplyAnswer {
  const refused = (refusal: Refusal): ApplyAnswer => ({ ...(answerOf(throwing(refusal)) as Refused), conflicts: [] });
  const fault = faultOfManagerName(request.fieldManager, true);
  if (fault !== undefined) return refused(new Refusal(fault, { field: 'fieldManager' }));
  let applied: unknown;
  try {
    applied = parse(request.body);
  } catch {
    return refused(new Refusal('the body is not YAML', { status: 400 }));
  }
  if (!isObject(applied)) return refused(new Refusal('the body is no object', { status: 400 }));
  for (const name of ['apiVersion', 'kind'] as const) {
    if (applied[name] !== target.kind[name])
      return refused(new Refusal(`${name} differs`, { status: 400, also: [422] }));
  }
  if ((valueAt(applied, ['metadata', 'managedFields']) ?? null) !== null) {
    return refused(new Refusal('managedFields cannot be applied', { status: 400, field: 'metadata.managedFields' }));
  }
  const { object, schemas, subresource, ignored = [] } = target;
  const answer = applyConfiguration(
    object,
    {
      applied,
      fieldManager: request.fieldManager ?? '',
      force: request.force ?? false,
      ignored,
      ...(subresource !== undefined && { subresource }),
    },
    schemas,
  );
  if (!answer.applied || !object) return answer;
  const checked = stored({ applied: true, document: answer.document }, object, target);
  return checked.applied ? { ...answer, document: checked.document as JsonObject } : { ...checked, conflicts: [] };
}

type Refused = Extract<PatchAnswer, { applied: false }>;

function only(refusal: Refusal): Reading[] {
  return [{ answer: answerOf(throwing(refusal)), latitude: [] }];
}

const throwing = (refusal: Refusal) => () => {
  throw refusal;
};

function withoutOwners(answer: ApplyAnswer): PatchAnswer {
  if (answer.applied) return { applied: true, document: answer.document };
  const { conflicts, ...refusal } = answer;
  return refusal;
}

/** What is stored: metadata as the server keeps it, and what this path does not write as it was. */
function stored(answer: PatchAnswer, before: JsonObject, { ignored = [] }: PatchTarget): PatchAnswer {
  if (!answer.applied) return answer;
  return answerOf(() => {
    const after = storedForm(before, answer.document);
    return ignored.reduce((object, path) => withMemberOf(before, object, path.split('.')), after);
  });
}

/** The object with the member at a path as another has it, or without it. */
function withMemberOf(from: JsonObject, to: JsonObject, [name = '', ...rest]: readonly string[]): JsonObject {
  const { [name]: changed, ...others } = to;
  const old = from[name];
  if (rest.length === 0) return old === undefined ? others : { ...others, [name]: old };
  if (!isObject(changed)) return to;
  return { ...others, [name]: withMemberOf(isObject(old) ? old : {}, changed, rest) };
}
