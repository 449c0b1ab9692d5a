import type { JsonObject } from '../../specs/json.ts';
import { type PatchRequest, patchTypes } from '../../specs/oracles/patch-answer-request.ts';
import type { ObservedPatch, PatchJudgement } from '../../specs/oracles/patch-judge.ts';
import { otherWriters, sameVersion } from '../../specs/oracles/update-rules.ts';
import type { Client } from '../../src/client/client.ts';
import { InconclusiveError } from '../../src/errors.ts';
import { inconclusive, type Outcome, pass, violation } from '../../src/outcome.ts';
import type { StoredObject } from '../../src/sandbox/sandbox.ts';
import { applyBody } from '../../src/ways/apply.ts';
import { ownManager, read } from '../update-rules/observe-write.ts';

/** A patch to be sent; a body that is no text is sent as JSON. */
export interface Patch extends Omit<PatchRequest, 'body' | 'contentType'> {
  readonly type: keyof typeof patchTypes;
  readonly body: unknown;
  /** The Content-Type as sent, where it is not the plain media type of the type. */
  readonly contentType?: string;
  /** The subresource that it is sent to. */
  readonly subresource?: string;
}

/** Sends one patch to an object whose state is known, and reads the object back. */
export async function observePatch(
  client: Client,
  { path }: Pick<StoredObject, 'path'>,
  before: JsonObject,
  patch: Patch,
): Promise<ObservedPatch> {
  const { type, fieldManager, force, subresource } = patch;
  const contentType = patch.contentType ?? patchTypes[type];
  const inJson = type === 'apply' ? applyBody : JSON.stringify;
  const body = typeof patch.body === 'string' ? patch.body : inJson(patch.body);
  const query = new URLSearchParams({
    ...(fieldManager !== undefined && { fieldManager }),
    ...(force !== undefined && { force: String(force) }),
  }).toString();
  const url = `${path}${subresource === undefined ? '' : `/${subresource}`}${query === '' ? '' : `?${query}`}`;
  const request = { method: 'PATCH', path: url, contentType, body } as const;
  let answer = await client.send(request);
  let after = await read(client, path);
  // A fault that changed nothing may be a passing one: asked once more. A patch is not sent again on top of itself.
  if (answer.status >= 500 && sameVersion(after, before)) {
    answer = await client.send(request);
    after = await read(client, path);
  }
  return {
    request: {
      contentType,
      body,
      ...(fieldManager !== undefined && { fieldManager }),
      ...(force !== undefined && { force }),
    },
    before,
    status: answer.status,
    answer: answer.body,
    after,
  };
}

/**
 * The paired control of a refusal: the nearest valid patch of the same type, a label. @throws InconclusiveError where even that
 * is refused: then the check has learned nothing.
 */
export async function controlPatch(
  client: Client,
  stored: Pick<StoredObject, 'path'>,
  before: JsonObject,
  patch: Omit<Patch, 'body'>,
  body: unknown,
): Promise<JsonObject> {
  const control = await observePatch(client, stored, before, { ...patch, body });
  if (control.status === 200) return control.after;
  throw new InconclusiveError(`even a label cannot be patched in this way: answer ${control.status}`);
}

/**
 * What a patch comes to. What another client wrote in between is nobody's fault: its writes to the status are left out of the
 * judgement, any other makes it impossible.
 */
export function outcomeOfPatch(judge: (observed: ObservedPatch) => PatchJudgement, observed: ObservedPatch): Outcome {
  const judgement = judge(observed);
  if (judgement.kept !== false) return toOutcome(judgement, observed.status);
  const { before, after, request } = observed;
  const others = otherWriters(before, after, ownManager).filter(({ name }) => name !== request.fieldManager);
  if (others.length === 0) return toOutcome(judgement, observed.status);
  if (others.every(({ subresource }) => subresource === 'status'))
    return toOutcome(judge({ ...observed, before: { ...before, status: after['status'] } }), observed.status);
  return inconclusive(`${others.map(({ name }) => name).join(', ')} wrote to the object in between`);
}

function toOutcome(judgement: PatchJudgement, status: number): Outcome {
  if (judgement.kept === true || judgement.kept === 'latitude') return pass;
  if (judgement.kept === 'unknown') return inconclusive(judgement.why);
  const { reason, expected, actual, effect } = judgement;
  return violation({ reason, expected, actual, observed: { effect, status } });
}
