import { withValue } from '../fixtures/transitions.ts';
import { tokensOf } from '../specs/field-path.ts';
import { isObject, type JsonObject, valueAt } from '../specs/json.ts';
import type { Answer, Client, Request } from '../src/client/client.ts';
import type { Resource } from '../src/contract/contract.ts';
import type { Library } from '../src/contract/library.ts';
import type { Subresource } from '../src/contract/types.ts';
import type { Plan } from '../src/requirement.ts';
import { type Way, ways } from '../src/ways/index.ts';
import { sentBody } from '../src/ways/sent-body.ts';
import type { Subject } from './promises/for-each-kind.ts';
import { withStatus } from './update-rules/generation.ts';
import { read } from './update-rules/observe-write.ts';
import { withLabel } from './update-rules/places.ts';
import { sampledWays } from './update-rules/sampling.ts';

/** Where an operation is aimed at: an object that is there, or one that is not. */
export interface Aim {
  readonly path: string;
  readonly name: string;
  /** What a write starts from. */
  readonly object: JsonObject;
}

/** What may be asked of a kind: one verb of the Kubernetes API at one path. */
export interface Operation {
  /** Short, the same in every run: it becomes part of a case's name. */
  readonly name: string;
  readonly verb: 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete' | 'deletecollection';
  readonly subresource?: string;
  /** Whether it names one object, all of a namespace, or all there are. */
  readonly scope: 'object' | 'namespace' | 'cluster';
  readonly writes: boolean;
  /** The request: it is lawful, and a write changes something. */
  request(aim: Aim): Request;
}

/** A label that only such writes set. */
const touched = 'kube-covenant-touched';

/** Who owns what is applied so; no other check applies by this name. */
const manager = 'kube-covenant-asked';

/** Times that a write is made anew because another client, a controller say, wrote in between. */
const attempts = 4;

/** Carries an operation out, on top of whatever others wrote in between. */
export async function carryOut(client: Client, operation: Operation, aim: Aim): Promise<Answer> {
  let { object } = aim;
  for (let attempt = 1; ; attempt++) {
    const answer = await client.send(operation.request({ ...aim, object }));
    if (answer.status !== 409 || !operation.writes || attempt === attempts) return answer;
    object = await read(client, aim.path);
  }
}

/** What may be asked of one object, with its subresources; quick effort patches each in one of these patch types. */
export function objectOperations(
  { resource, schemas }: Subject,
  library: Library,
  plan: Plan,
  patches: readonly Way[] = patchWays,
): Operation[] {
  const writes = (name: string, subresource?: Subresource): Operation[] =>
    [put, ...sampledWays(plan, name, patches)].map((way) => ({
      name: `${name}${way.name}`,
      verb: way === put ? 'update' : 'patch',
      ...(subresource && { subresource: subresource.name }),
      scope: 'object',
      writes: true,
      request: ({ path, object }) => ({
        method: way.method,
        path: `${path}${suffix(subresource?.name)}${way.query === undefined ? '' : `?fieldManager=${manager}&force=true`}`,
        contentType: way.contentType,
        body: sentBody(way, object, changed(object, resource, subresource), schemas),
      }),
    }));
  const { subresources = [] } = resource;
  return [
    reading('get'),
    ...writes(''),
    {
      name: 'delete',
      verb: 'delete',
      scope: 'object',
      writes: true,
      request: ({ path }) => ({ method: 'DELETE', path, body: inTheBackground }),
    },
    ...subresources.flatMap((one) => [reading(`${one.name}/get`, one.name), ...writes(`${one.name}/`, one)]),
    ...readOnlySubresources(resource, library).map((name) => reading(`${name}/get`, name)),
  ];
}

/** What may be asked of a collection; selectors keep it to the one object that it is aimed at. */
export function collectionOperations({ collection }: Resource): Operation[] {
  const everywhere = collection.replace('/namespaces/{namespace}', '');
  const one = ({ name }: Aim) => `fieldSelector=${encodeURIComponent(`metadata.name=${name}`)}`;
  const watching = 'watch=1&timeoutSeconds=1';
  return [
    {
      name: 'list',
      verb: 'list',
      scope: 'namespace',
      writes: false,
      request: (aim) => ({ method: 'GET', path: `${collectionOf(aim)}?${one(aim)}` }),
    },
    {
      name: 'watch',
      verb: 'watch',
      scope: 'namespace',
      writes: false,
      request: (aim) => ({ method: 'GET', path: `${collectionOf(aim)}?${watching}&${one(aim)}` }),
    },
    {
      name: 'list-everywhere',
      verb: 'list',
      scope: 'cluster',
      writes: false,
      request: (aim) => ({ method: 'GET', path: `${everywhere}?limit=1&${one(aim)}` }),
    },
    {
      name: 'watch-everywhere',
      verb: 'watch',
      scope: 'cluster',
      writes: false,
      request: (aim) => ({ method: 'GET', path: `${everywhere}?${watching}&${one(aim)}` }),
    },
    {
      name: 'delete-collection',
      verb: 'deletecollection',
      scope: 'namespace',
      writes: true,
      request: (aim) => ({ method: 'DELETE', path: `${collectionOf(aim)}?${one(aim)}`, body: inTheBackground }),
    },
  ];
}

/** The subresources that contracts let read and say nothing more of, such as a log. */
export function readOnlySubresources({ path, subresources = [] }: Resource, { contracts }: Library): string[] {
  const known = new Set(subresources.map(({ name }) => name));
  const paths = [...contracts.values()].flatMap(({ openapi }) => Object.keys(openapi.paths ?? {}));
  const below = paths.filter((one) => one.startsWith(`${path}/`)).map((one) => one.slice(path.length + 1));
  return [...new Set(below)].filter((name) => !known.has(name) && !name.includes('/'));
}

/** The path of the collection that an object is in. */
export function collectionOf({ path }: Pick<Aim, 'path'>): string {
  return path.slice(0, path.lastIndexOf('/'));
}

/** The patch types that never create what they are for. */
export const plainPatches: readonly Way[] = ways.filter(({ name }) => name !== 'put' && name !== 'apply');

const put = ways.find(({ name }) => name === 'put') as Way;
const patchWays = ways.filter((way) => way !== put);

const inTheBackground = { apiVersion: 'v1', kind: 'DeleteOptions', propagationPolicy: 'Background' };

function reading(name: string, subresource?: string): Operation {
  return {
    name,
    verb: 'get',
    ...(subresource !== undefined && { subresource }),
    scope: 'object',
    writes: false,
    request: ({ path }) => ({ method: 'GET', path: `${path}${suffix(subresource)}` }),
  };
}

function suffix(subresource: string | undefined): string {
  return subresource === undefined ? '' : `/${subresource}`;
}

/** The object with one thing changed that a write at this place changes. */
function changed(object: JsonObject, { samples = {} }: Resource, subresource: Subresource | undefined): JsonObject {
  if (subresource === undefined) return withLabel(object, touched, 'yes');
  if ((subresource.values ?? []).length > 0) return withStatus(object, subresource);
  const item = samples[`${subresource.writes}[*]`];
  const tokens = tokensOf(subresource.writes);
  const list = valueAt(object, tokens);
  if (!isObject(item)) return withLabel(object, touched, 'yes');
  return withValue(object, tokens, [...(Array.isArray(list) ? list : []), item]);
}
