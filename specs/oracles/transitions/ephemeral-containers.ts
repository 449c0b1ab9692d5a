import { isObject, type JsonObject, sameJson, valueAt } from '../../json.ts';
import { refused, type TransitionAnswer, updated } from './answer.ts';

const field = 'spec.ephemeralContainers';

/** Through its subresource, the ephemeral containers of a Pod are only added to. @see recordings `pod-ephemeralcontainers` */
export function ephemeralContainersAnswer(before: JsonObject, wanted: JsonObject): TransitionAnswer {
  const now = containersOf(wanted, 'ephemeralContainers');
  const others = [...containersOf(before, 'containers'), ...containersOf(before, 'initContainers')];
  const names = [...others, ...now].map(({ name }) => name);
  if (new Set(names).size < names.length) return refused('no two containers of a Pod have one name', field);
  if (now.some(({ image }) => typeof image !== 'string' || image.trim() === ''))
    return refused('a container has an image', field);
  for (const old of containersOf(before, 'ephemeralContainers')) {
    const found = now.find(({ name }) => name === old['name']);
    if (!found) return refused('an ephemeral container is never taken away', field);
    if (!sameJson(found, old)) return refused('an ephemeral container never changes', field);
  }
  return updated;
}

/**
 * The Pod after such a write, as far as the request says: nothing but its ephemeral containers is written. Of a new one the
 * server fills in what was left out, which is taken from the Pod as it is now. Their order says nothing: a patch that merges
 * them puts new ones first.
 */
export function withEphemeralContainers(before: JsonObject, wanted: JsonObject, after: JsonObject): JsonObject {
  const old = containersOf(before, 'ephemeralContainers');
  const filled = containersOf(after, 'ephemeralContainers');
  const promised = containersOf(wanted, 'ephemeralContainers').map((container) => {
    const isNew = !old.some(({ name }) => name === container['name']);
    return isNew ? { ...filled.find(({ name }) => name === container['name']), ...container } : container;
  });
  if (promised.length === 0 && old.length === 0) return before;
  return withSorted({ ...before, spec: { ...specOf(before), ephemeralContainers: promised } });
}

/** The Pod with its ephemeral containers in the order of their names. */
export function withSorted(pod: JsonObject): JsonObject {
  const containers = containersOf(pod, 'ephemeralContainers');
  if (containers.length === 0) return pod;
  const sorted = containers.toSorted((a, b) => (String(a['name']) < String(b['name']) ? -1 : 1));
  return { ...pod, spec: { ...specOf(pod), ephemeralContainers: sorted } };
}

function containersOf(pod: JsonObject, list: string): JsonObject[] {
  const containers = valueAt(pod, ['spec', list]);
  return Array.isArray(containers) ? containers.filter(isObject) : [];
}

function specOf(pod: JsonObject): JsonObject {
  return isObject(pod['spec']) ? pod['spec'] : {};
}
