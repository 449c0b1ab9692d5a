import { isObject, type JsonObject, valueAt } from '../json.ts';

/** The verbs of the Kubernetes API that discovery lists, in its own words (API concepts, "Resource URIs"). */
export const verbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'] as const;

export type Verb = (typeof verbs)[number];

/** A kind as its documents have it. */
export interface DiscoveredKind {
  readonly groupVersion: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
  /** Subresources that it is known to have. */
  readonly subresources: readonly string[];
}

/** What is wrong with the resource list of a group version as it tells of a kind; undefined where nothing is. */
export function wrongInResourceList(body: unknown, known: DiscoveredKind): string | undefined {
  if (!isObject(body)) return 'it is no JSON object';
  if (body['kind'] !== 'APIResourceList') return `its kind is ${show(body['kind'])}, not APIResourceList`;
  if (body['groupVersion'] !== known.groupVersion)
    return `its groupVersion is ${show(body['groupVersion'])}, not ${known.groupVersion}`;
  const entry = entryOf(body, known.plural);
  if (!entry) return `it does not list ${known.plural}`;
  for (const name of [known.plural, ...known.subresources.map((one) => `${known.plural}/${one}`)]) {
    const found = entryOf(body, name);
    if (!found) return `it does not list ${name}`;
    if (found['namespaced'] !== known.namespaced)
      return `${name}: namespaced is ${show(found['namespaced'])}, not ${known.namespaced}`;
    if (!isListOfText(found['verbs']) || found['verbs'].length === 0) return `${name}: no verbs are listed`;
  }
  return entry['kind'] === known.kind ? undefined : `the kind of ${known.plural} is ${show(entry['kind'])}`;
}

/** The verbs that a resource list gives a resource, or a subresource of it; none where it is not in the list. */
export function listedVerbs(body: unknown, name: string): readonly string[] {
  const found = entryOf(body, name);
  return found && isListOfText(found['verbs']) ? found['verbs'] : [];
}

/**
 * In what aggregated discovery differs from the resource list of the same group version, as to one kind; undefined where they
 * agree (API concepts, "Aggregated discovery").
 */
export function differsFromList(aggregated: unknown, list: unknown, known: DiscoveredKind): string | undefined {
  const [version = '', group = ''] = known.groupVersion.split('/').reverse();
  const found = itemsOf(valueAt(aggregated, ['items']))
    .filter((item) => (valueAt(item, ['metadata', 'name']) ?? '') === group)
    .flatMap((item) => itemsOf(item['versions']))
    .filter((one) => one['version'] === version)
    .flatMap((one) => itemsOf(one['resources']))
    .find((one) => one['resource'] === known.plural);
  if (!found) return `it does not have ${known.plural}`;
  const scope = found['scope'] === 'Namespaced';
  if (scope !== known.namespaced) return `the scope of ${known.plural} is ${show(found['scope'])}`;
  const differ = differentVerbs(known.plural, found['verbs'], listedVerbs(list, known.plural));
  if (differ !== undefined) return differ;
  for (const name of known.subresources) {
    const below = itemsOf(found['subresources']).find((one) => one['subresource'] === name);
    if (!below) return `it does not have ${known.plural}/${name}`;
    const wrong = differentVerbs(name, below['verbs'], listedVerbs(list, `${known.plural}/${name}`));
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

/** The verb of each method, by where it is; none where no verb is served so. */
const verbsOf: Readonly<Record<'object' | 'subresource' | 'collection', Readonly<Record<string, Verb | undefined>>>> = {
  object: { get: 'get', put: 'update', patch: 'patch', delete: 'delete', post: undefined },
  subresource: { get: 'get', put: 'update', patch: 'patch', delete: 'delete', post: 'create' },
  collection: { get: 'list', post: 'create', delete: 'deletecollection', put: undefined, patch: undefined },
};

/** A place of a kind, in templates as OpenAPI has them. */
export interface DescribedPlace {
  readonly object: string;
  /** Undefined for a subresource. */
  readonly collection: string | undefined;
}

/**
 * In what the paths of an OpenAPI document differ from the verbs that discovery lists for one place; undefined where they agree.
 * A watch is a parameter of a list there, and so is not looked for.
 */
export function differsFromVerbs(
  document: unknown,
  { object, collection }: DescribedPlace,
  listed: readonly string[],
): string | undefined {
  const places = [
    { path: object, methods: verbsOf[collection === undefined ? 'subresource' : 'object'] },
    ...(collection === undefined ? [] : [{ path: collection, methods: verbsOf.collection }]),
  ];
  for (const { path, methods } of places) {
    for (const [method, verb] of Object.entries(methods)) {
      const isDescribed = isObject(valueAt(document, ['paths', path, method]));
      const isListed = verb !== undefined && listed.includes(verb);
      if (isDescribed === isListed) continue;
      const where = `${method.toUpperCase()} ${path}`;
      if (!isDescribed) return `${where} is not described, and discovery lists ${verb}`;
      return `${where} is described, and discovery ${verb === undefined ? 'has no verb for that' : `does not list ${verb}`}`;
    }
  }
  return undefined;
}

function differentVerbs(name: string, found: unknown, listed: readonly string[]): string | undefined {
  const own = isListOfText(found) ? [...found].sort().join(', ') : 'none';
  const other = [...listed].sort().join(', ');
  return own === other ? undefined : `the verbs of ${name} are ${own}; the list of resources has ${other}`;
}

function entryOf(body: unknown, name: string): JsonObject | undefined {
  return itemsOf(valueAt(body, ['resources'])).find((one) => one['name'] === name);
}

function itemsOf(list: unknown): JsonObject[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}

function isListOfText(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function show(value: unknown): string {
  return value === undefined ? 'absent' : JSON.stringify(value);
}
