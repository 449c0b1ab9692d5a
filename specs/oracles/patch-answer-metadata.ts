import { isObject, type JsonObject, memberOf, valueAt } from '../json.ts';
import { Refusal } from './patch-answer.ts';

/** Kept by the server whatever a patch says of them (recordings, `pod-update-metadata-fields`). */
const alwaysKept = ['creationTimestamp', 'generation', 'managedFields', 'resourceVersion', 'selfLink'] as const;

/** Kept by the server where a patch takes them away; another value is for the server's validation to refuse. */
const keptIfAbsent = ['namespace', 'uid', 'deletionTimestamp', 'deletionGracePeriodSeconds'] as const;

/**
 * What is stored of a patched object as far as metadata goes. A patch cannot make another object of it (400), and a version or
 * a uid in it is a condition to meet (409).
 * @see api-conventions "Concurrency Control and Consistency"; recordings, `pod-update-metadata-fields` steps 4 to 9, 24 and
 * 25, `merge-patch` step 10, `optimistic-concurrency` steps 10 and 11
 */
export function storedForm(before: JsonObject, patched: unknown): JsonObject {
  if (!isObject(patched)) throw new Refusal('the patch leaves no object', { also: [400] });
  for (const name of ['kind', 'apiVersion']) {
    if (patched[name] !== before[name]) throw new Refusal(`${name} differs`, { also: [400], field: name });
  }
  const old = metadataOf(before);
  const { metadata = {} } = patched;
  if (metadata !== null && !isObject(metadata))
    throw new Refusal('metadata is no object', { also: [400], field: 'metadata' });
  const wanted = metadata ?? {};
  const name = memberOf(wanted, 'name');
  if (name !== old['name'])
    throw new Refusal('the name differs from that in the URL', { status: 400, field: 'metadata.name' });
  const namespace = memberOf(wanted, 'namespace') ?? old['namespace'];
  if (namespace !== old['namespace']) {
    throw new Refusal('the namespace differs from that in the URL', { status: 400, field: 'metadata.namespace' });
  }
  for (const [condition, also] of [
    ['resourceVersion', [400, 422, 500]],
    ['uid', [422]],
  ] as const) {
    const value = memberOf(wanted, condition) ?? '';
    const field = `metadata.${condition}`;
    // A version that is no number cannot be compared at all: 500 of all three versions.
    const isNumber = /^[0-9]*$/.test(String(value));
    if (value === '' || value === old[condition]) continue;
    throw new Refusal(`${condition} is not that of the object`, {
      status: 409,
      also: condition === 'uid' || !isNumber ? also : [],
      field,
    });
  }
  const kept = { ...wanted };
  for (const member of [...alwaysKept, ...keptIfAbsent]) {
    const isKept = alwaysKept.includes(member as never) || (kept[member] ?? '') === '';
    if (!isKept) continue;
    if (old[member] === undefined) delete kept[member];
    else kept[member] = old[member];
  }
  return { ...patched, metadata: kept };
}

function metadataOf(object: JsonObject): JsonObject {
  const metadata = valueAt(object, ['metadata']);
  return isObject(metadata) ? metadata : {};
}
