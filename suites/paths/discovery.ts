import { objectFor } from '../../fixtures/transitions.ts';
import { isObject, valueAt } from '../../specs/json.ts';
import {
  type DiscoveredKind,
  differsFromList,
  differsFromVerbs,
  listedVerbs,
  wrongInResourceList,
} from '../../specs/oracles/served-verbs.ts';
import { explain } from '../../specs/oracles/update-rules.ts';
import type { Answer, Client } from '../../src/client/client.ts';
import type { Resource } from '../../src/contract/contract.ts';
import type { Library } from '../../src/contract/library.ts';
import { UnsupportedError } from '../../src/errors.ts';
import { inconclusive, type Outcome, pass, unsupported, violation } from '../../src/outcome.ts';
import { type Case, defineCase, type Plan, type Requirement, type World } from '../../src/requirement.ts';
import { collectionOperations, type Operation, objectOperations, readOnlySubresources } from '../operations.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { metadataOf, written } from '../update-rules/places.ts';
import { within } from '../within.ts';
import { askOwn, type OwnAnswer } from './own-asking.ts';

/** What discovery tells of a kind is so. */
export function discoveryTellsWhatIsServed(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'paths.*.discovery-tells-what-is-served',
    title: 'Discovery lists {kind} with its scope, its subresources and the verbs that are served, and no others',
    method:
      'Reads the lists of groups, of versions and of resources, and aggregated discovery where the server has it, and compares them with one another. Each verb is tried on the object, its subresources and its collection: what is listed is served, what is not listed is answered 404 or 405.',
    covers: [],
    derivedFrom: written,
    kills: ({ name }) => [
      'listed-verb-not-served',
      'served-verb-not-listed',
      'discovery-says-cluster-scoped',
      'aggregated-discovery-differs',
      ...(name === 'endpoints' ? [] : (['subresources-not-listed'] as const)),
    ],
    *cases(subject, plan) {
      yield listCase(subject, library);
      yield groupCase(subject);
      yield aggregatedCase(subject, library);
      yield createdCase(subject);
      for (const operation of triedOperations(subject, library, plan)) yield servedCase(subject, operation);
    },
  });
}

/** What OpenAPI tells of a kind is what discovery tells. */
export function openApiTellsWhatIsServed(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'paths.*.openapi-tells-what-is-served',
    title: 'The OpenAPI document of the group version describes the operations on {kind} that discovery lists',
    method:
      'Reads the document that /openapi/v3 points to, and compares its paths and methods with the verbs that discovery lists for the object, its subresources and its collection.',
    covers: [],
    derivedFrom: written,
    kills: () => ['openapi-omits-served-operation', 'openapi-describes-unserved-operation'],
    *cases(subject) {
      yield openApiCase(subject, library);
    },
  });
}

function groupVersionPath({ apiVersion }: Pick<Resource, 'apiVersion'>): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

function knownOf(resource: Resource, library: Library): DiscoveredKind {
  const { apiVersion, kind, plural, collection, subresources = [] } = resource;
  return {
    groupVersion: apiVersion,
    kind,
    plural,
    namespaced: collection.includes('{namespace}'),
    subresources: [...subresources.map(({ name }) => name), ...readOnlySubresources(resource, library)],
  };
}

/** An answer of discovery. @throws UnsupportedError where the run may not read it, InconclusiveError where it is not answered */
async function readJson(client: Client, path: string, accept?: string): Promise<Answer> {
  const answer = await client.send({ method: 'GET', path, ...(accept !== undefined && { headers: { accept } }) });
  if (answer.status === 403) throw new UnsupportedError(`the run may not read ${path} (403)`);
  return answer;
}

function told(where: string, { status, body }: Answer, wrong: string | undefined): Outcome {
  if (status >= 500) return inconclusive(`GET ${where} is answered ${status}`);
  if (wrong === undefined) return pass;
  return violation({
    reason: `GET ${where}: ${wrong}`,
    expected: 'what the documents say of the kind, and what is served',
    actual: status === 200 ? wrong : `answer ${status}: ${explain(body)}`,
  });
}

function listCase({ resource }: Subject, library: Library): Case {
  const path = groupVersionPath(resource);
  return defineCase<Answer>({
    name: 'resources',
    gather: ({ client }) => readJson(client, path),
    judge: (answer) => told(path, answer, wrongInResourceList(answer.body, knownOf(resource, library))),
  });
}

/** The version is in the list of its group, the group in that of all. */
function groupCase({ resource }: Subject): Case {
  const [version = '', group] = resource.apiVersion.split('/').reverse();
  const root = group === undefined ? '/api' : '/apis';
  return defineCase<Answer>({
    name: 'groups',
    gather: ({ client }) => readJson(client, root),
    judge: (answer) => {
      const versions = valueAt(answer.body, ['versions']);
      const groups = valueAt(answer.body, ['groups']);
      const listed =
        group === undefined
          ? Array.isArray(versions) && versions.includes(version)
          : Array.isArray(groups) && groups.some((one) => isOf(one, group, resource.apiVersion));
      return told(root, answer, listed ? undefined : `it does not list ${resource.apiVersion}`);
    },
  });
}

function isOf(entry: unknown, name: string, groupVersion: string): boolean {
  const versions = valueAt(entry, ['versions']);
  return (
    valueAt(entry, ['name']) === name &&
    Array.isArray(versions) &&
    versions.some((one) => valueAt(one, ['groupVersion']) === groupVersion)
  );
}

const aggregatedForm = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

function aggregatedCase({ resource }: Subject, library: Library): Case {
  const root = resource.apiVersion.includes('/') ? '/apis' : '/api';
  return defineCase<{ readonly aggregated: Answer; readonly list: Answer }>({
    name: 'aggregated',
    gather: async ({ client }) => ({
      aggregated: await readJson(client, root, `${aggregatedForm},application/json`),
      list: await readJson(client, groupVersionPath(resource)),
    }),
    judge: ({ aggregated, list }) => {
      if (!isObject(aggregated.body) || aggregated.body['kind'] !== 'APIGroupDiscoveryList')
        return unsupported('the server has no aggregated discovery');
      return told(root, aggregated, differsFromList(aggregated.body, list.body, knownOf(resource, library)));
    },
  });
}

/** One operation for each verb at each place; a creation has its own way. */
function triedOperations(subject: Subject, library: Library, plan: Plan): Operation[] {
  const all = [...objectOperations(subject, library, plan), ...collectionOperations(subject.resource)];
  const seen = new Set<string>();
  return all.filter(({ verb, subresource = '', scope }) => {
    const key = `${subresource}/${verb}`;
    if (scope === 'cluster' || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

interface SeenVerb extends OwnAnswer {
  readonly list: Answer;
}

function servedCase({ resource }: Subject, operation: Operation): Case {
  const { verb, subresource } = operation;
  const name = subresource === undefined ? resource.plural : `${resource.plural}/${subresource}`;
  return defineCase<SeenVerb>({
    name: `served/${subresource === undefined ? verb : `${subresource}/${verb}`}`,
    gather: async (world) => ({
      list: await readJson(world.client, groupVersionPath(resource)),
      ...(await tryVerb(world, resource, operation)),
    }),
    judge: ({ list, answer, mayAsk }) => {
      const isListed = listedVerbs(list.body, name).includes(verb);
      if (answer.status === 403 && mayAsk === false) return unsupported(`the run may not ${verb} ${name}`);
      if (answer.status >= 500) return inconclusive(`${verb} of ${name} is answered ${answer.status}`);
      const isServed = answer.status !== 404 && answer.status !== 405;
      if (isListed === isServed) return pass;
      return violation({
        reason: isListed ? `discovery lists ${verb}, which is not served` : `${verb} is served and not listed`,
        expected: `the verbs that discovery lists for ${name} are those that are served`,
        actual: `answer ${answer.status}${answer.status < 400 ? '' : `: ${explain(answer.body)}`}; ${isListed ? '' : 'not '}listed`,
      });
    },
  });
}

/** That objects can be created the check sees by having one. */
function createdCase({ resource }: Subject): Case {
  return defineCase<Answer>({
    name: 'served/create',
    async gather({ client, sandbox }) {
      const loan = await sandbox.borrow(client, resource, objectFor(resource));
      const list = await readJson(client, groupVersionPath(resource));
      loan.giveBack(loan.object);
      return list;
    },
    judge: (list) =>
      listedVerbs(list.body, resource.plural).includes('create')
        ? pass
        : violation({
            reason: 'create is served and not listed',
            expected: `the verbs that discovery lists for ${resource.plural} are those that are served`,
            actual: `a ${resource.kind} is created, and create is not listed`,
          }),
  });
}

/** Asks for one thing; a deletion only in a dry run, a watch only until it opens. */
async function tryVerb({ client, sandbox }: World, resource: Resource, operation: Operation): Promise<OwnAnswer> {
  const loan = await sandbox.borrow(client, resource, objectFor(resource));
  const { object } = loan;
  const request = operation.request({ path: loan.path, name: loan.name, object });
  const isDeletion = request.method === 'DELETE';
  const path = isDeletion ? `${request.path}${request.path.includes('?') ? '&' : '?'}dryRun=All` : request.path;
  const { verb, subresource } = operation;
  const asked = await (verb === 'watch'
    ? openAndClose(client, path)
    : askOwn(client, { ...request, path }, resource, {
        verb,
        resource: resource.plural,
        ...(subresource !== undefined && { subresource }),
        namespace: String(metadataOf(object)['namespace']),
      }));
  if (operation.writes) await loan.drop();
  else loan.giveBack(object);
  return asked;
}

/** Milliseconds that the headers of a watch are waited for. */
const openedMs = 10_000;

async function openAndClose(client: Client, path: string): Promise<OwnAnswer> {
  const watch = client.watch(path);
  const opened = await within(openedMs, watch.opened);
  watch.close();
  if (!opened || opened.status === 200) {
    const answer = await client.send({ method: 'GET', path: path.replace('watch=1&', '') });
    return { answer };
  }
  return { answer: await client.send({ method: 'GET', path }) };
}

function openApiCase({ resource }: Subject, library: Library): Case {
  const key = groupVersionPath(resource).slice(1);
  return defineCase<{ readonly document: unknown; readonly list: Answer }>({
    name: 'operations',
    async gather({ client }) {
      const index = await readJson(client, '/openapi/v3');
      const path = valueAt(index.body, ['paths', key, 'serverRelativeURL']);
      if (index.status !== 200 || typeof path !== 'string')
        throw new UnsupportedError(
          `the server publishes no OpenAPI document of ${key} (GET /openapi/v3: ${index.status})`,
        );
      const { status, body } = await readJson(client, path);
      if (status !== 200 || !isObject(body)) throw new UnsupportedError(`GET ${path} answers ${status}`);
      return { document: body, list: await readJson(client, groupVersionPath(resource)) };
    },
    judge: ({ document, list }) => {
      const { plural } = resource;
      const { subresources } = knownOf(resource, library);
      const wrong = [
        differsFromVerbs(
          document,
          { object: resource.path, collection: resource.collection },
          listedVerbs(list.body, plural),
        ),
        ...subresources.map((name) =>
          differsFromVerbs(
            document,
            { object: `${resource.path}/${name}`, collection: undefined },
            listedVerbs(list.body, `${plural}/${name}`),
          ),
        ),
      ].find((one) => one !== undefined);
      if (wrong === undefined) return pass;
      return violation({
        reason: `OpenAPI and discovery tell otherwise of ${plural}`,
        expected: 'the operations that OpenAPI describes are the verbs that discovery lists',
        actual: wrong,
      });
    },
  });
}
