import { isObject, type JsonObject, memberOf } from '../json.ts';
import { itemSchema, mergesLists, type PatchSchema } from './patch-answer-schema.ts';
import { plain, type StrategicContext, senseless } from './strategic-merge-patch-directives.ts';

/**
 * Merges a list that is published with the strategy `merge`: objects by their merge key, plain values as a set.
 * @see kubernetes/community `strategic-merge-patch.md`, "Strategic Merge Patch Directives"
 */
export function mergeLists(
  before: readonly unknown[],
  patch: readonly unknown[],
  schema: PatchSchema | undefined,
  at: string,
  context: StrategicContext,
): unknown[] {
  const kinds = new Set([...before, ...patch].map((item) => (isObject(item) ? 'map' : typeof item)));
  // What is an object and no map is null or a list.
  if (kinds.size > 1 || kinds.has('object')) {
    throw senseless('the items are not all of one plain kind', at);
  }
  if (!kinds.has('map'))
    return arranged([...new Set([...before, ...patch])], patch, before, idOf(undefined, at), context);
  const key = schema?.['x-kubernetes-patch-merge-key'];
  if (key === undefined) throw senseless('the list has no merge key', at);
  const items = patch as readonly JsonObject[];
  const id = idOf(key, at);
  const { left, added } = directedItems(before as readonly JsonObject[], items, key, at, context);
  const merged = [...left];
  for (const item of added) {
    const places = merged.flatMap((known, place) => (id(known) === id(item) ? [place] : []));
    const [first] = places;
    if (first === undefined) {
      merged.push(plain(item, at, context) as JsonObject);
      continue;
    }
    const all = places.length > 1 && context.choose('merge-every-equal-key');
    for (const place of all ? places : [first]) {
      merged[place] =
        context.mergeObjects(merged[place] ?? {}, item, itemSchema(context.set, schema), at, context) ?? {};
    }
    if (places.length > 1 && context.choose('drop-equal-keys')) {
      for (const place of places.slice(1).reverse()) merged.splice(place, 1);
    }
  }
  return arranged(merged, added, left, id, context);
}

/** The stored items that directives leave, and the items of the patch that are no directives. */
function directedItems(
  before: readonly JsonObject[],
  patch: readonly JsonObject[],
  key: string,
  at: string,
  context: StrategicContext,
): { left: JsonObject[]; added: JsonObject[] } {
  const id = idOf(key, at);
  const directive = (item: JsonObject) => memberOf(item, '$patch');
  for (const item of patch) {
    if (![undefined, 'delete', 'replace'].includes(directive(item) as string | undefined)) {
      throw senseless(`there is no directive ${JSON.stringify(directive(item))}`, at);
    }
  }
  const added = patch.filter((item) => directive(item) === undefined);
  const gone = new Set(patch.filter((item) => directive(item) === 'delete').map(id));
  if (patch.some((item) => directive(item) === 'replace')) {
    return { left: added.map((item) => plain(item, at, context) as JsonObject), added: [] };
  }
  return { left: before.filter((item) => !gone.has(id(item))), added };
}

/**
 * The list that `$setElementOrder` asks for: merged, then in the order that it gives. Undefined where neither the object nor
 * the patch has the list. The patch's items must be named in it, in its order.
 */
export function orderAsDirected(
  before: readonly unknown[] | undefined,
  patch: readonly unknown[] | undefined,
  order: readonly unknown[],
  schema: PatchSchema | undefined,
  at: string,
  context: StrategicContext,
): unknown[] | undefined {
  if (!before && !patch) return undefined;
  const id = idOf(schema?.['x-kubernetes-patch-merge-key'], at);
  const named = order.map(id);
  const placed = (patch ?? []).filter((item) => !isObject(item) || memberOf(item, '$patch') === undefined);
  const places = placed.map((item) => named.indexOf(id(item)));
  if (order.length > 0 && places.some((place, i) => place <= (places[i - 1] ?? -1))) {
    throw senseless('the items are not in the order of $setElementOrder', at);
  }
  let merged = [...(before ?? (plain(patch, at, context) as unknown[]))];
  if (before && patch) {
    merged = mergesLists(schema)
      ? mergeLists(before, patch, schema, at, context)
      : (plain(patch, at, context) as unknown[]);
  }
  const inOrder = merged
    .filter((item) => named.includes(id(item)))
    .sort((a, b) => named.indexOf(id(a)) - named.indexOf(id(b)));
  const others = merged.filter((item) => !named.includes(id(item)));
  if (others.length > 0 && inOrder.length > 0 && context.choose('unnamed-items-last')) return [...inOrder, ...others];
  return interleaved(others, inOrder, before ?? [], id);
}

type Identify = (item: unknown) => unknown;

/** What an item is known by: its merge key, which it must have, or itself. */
function idOf(key: string | undefined, at: string): Identify {
  return (item) => {
    if (!isObject(item)) return item;
    const id = key === undefined ? undefined : memberOf(item, key);
    if (id === undefined) throw senseless(`an item has no ${key ?? 'merge key'}`, at);
    return id;
  };
}

/** A merged list in the order of kube-apiserver: the patch's items in its order, the others where they were among them. */
function arranged(
  merged: readonly unknown[],
  patch: readonly unknown[],
  before: readonly unknown[],
  id: Identify,
  context: StrategicContext,
): unknown[] {
  const written = patch.map(id);
  const stored = before.map(id);
  const isNew = (item: unknown) => !stored.includes(id(item));
  if (merged.some(isNew) && stored.length > 0 && context.choose('new-items-last')) {
    return [...merged.filter((item) => !isNew(item)), ...merged.filter(isNew)];
  }
  const inPatch = merged.filter((item) => written.includes(id(item)));
  inPatch.sort((a, b) => written.indexOf(id(a)) - written.indexOf(id(b)));
  return interleaved(
    merged.filter((item) => !written.includes(id(item))),
    inPatch,
    before,
    id,
  );
}

/** Two lists as one, the first of stored items; one of them comes before one of the second only where it was stored so. */
function interleaved(
  first: readonly unknown[],
  second: readonly unknown[],
  stored: readonly unknown[],
  id: Identify,
): unknown[] {
  const places = stored.map(id);
  const result: unknown[] = [];
  let [i, j] = [0, 0];
  while (i < first.length && j < second.length) {
    const [a, b] = [places.indexOf(id(first[i])), places.indexOf(id(second[j]))];
    if (a < b) result.push(first[i++]);
    else result.push(second[j++]);
  }
  return [...result, ...first.slice(i), ...second.slice(j)];
}
