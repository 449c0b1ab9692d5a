import { isObject, type JsonObject, valueAt } from '../../specs/json.ts';
import type { PatchTarget } from '../../specs/oracles/patch-answer-request.ts';
import { judgePatch, type ObservedPatch, type PatchJudgement } from '../../specs/oracles/patch-judge.ts';
import { complete } from './try-patch.ts';

/**
 * Judges a patch by what it means, leaving to the server what it does to a stored object by itself: a time that nobody set may
 * be shown as null, and an object that makes others of a template has the labels of the template where it has none of its own.
 */
export function judgeStored(observed: ObservedPatch, target: Omit<PatchTarget, 'object'>): PatchJudgement {
  const seen = withoutNulls(observed);
  const plainly = judgePatch(seen, target, complete);
  if (plainly.kept !== false || valueAt(seen.after, templateLabels) === undefined) return plainly;
  const completed = judgePatch(seen, target, (object) => withLabels(complete(object)));
  return completed.kept === false ? plainly : completed;
}

/** An observation without the members that are null, at every depth: it says as much as that they are not there. */
export function withoutNulls(observed: ObservedPatch): ObservedPatch {
  const { before, answer, after } = observed;
  return { ...observed, before: strip(before) as JsonObject, answer: strip(answer), after: strip(after) as JsonObject };
}

const templateLabels = ['spec', 'template', 'metadata', 'labels'] as const;

/**
 * A Job without labels gets those of its template.
 * @see kubernetes `pkg/apis/batch/v1/defaults.go`, SetDefaults_Job
 */
function withLabels(object: JsonObject): JsonObject {
  const metadata = isObject(object['metadata']) ? object['metadata'] : {};
  const labels = valueAt(object, templateLabels);
  const own = isObject(metadata['labels']) ? Object.keys(metadata['labels']) : [];
  return labels === undefined || own.length > 0 ? object : { ...object, metadata: { ...metadata, labels } };
}

function strip(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strip);
  if (!isObject(value)) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([name, member]) => [name, strip(member)]));
}
