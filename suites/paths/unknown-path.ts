import { objectFor } from '../../fixtures/transitions.ts';
import { isObject } from '../../specs/json.ts';
import type { Resource } from '../../src/contract/contract.ts';
import type { Library } from '../../src/contract/library.ts';
import { type Case, defineCase, type Plan, type Requirement } from '../../src/requirement.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { metadataOf, written } from '../update-rules/places.ts';
import { askOwn, judgeOwnRefusal, type SeenOwnRefusal } from './own-asking.ts';

/** A path beside that of an object, at which nothing is. */
interface UnknownPath {
  readonly name: string;
  /** Undefined where this kind has no such path. */
  readonly path: (path: string, resource: Resource) => string | undefined;
  /** What who may ask it is decided by. */
  readonly resource?: (resource: Resource) => string;
  readonly subresource?: string;
  /** Not even a group is there that could answer with a Status. */
  readonly anyBody?: true;
}

const unknownPaths: readonly UnknownPath[] = [
  inResource('unknown resource', ({ plural }) => `${plural}-covenant`),
  inResource('singular', ({ kind, plural }) => (kind.toLowerCase() === plural ? undefined : kind.toLowerCase())),
  inResource('kind', ({ kind }) => kind),
  inResource('capitals', ({ plural }) => plural.toUpperCase()),
  { name: 'other group', path: (path) => inOtherGroup(path) },
  { name: 'unknown version', path: (path) => path.replace(/\/v[0-9][^/]*\/namespaces\//, '/v9covenant/namespaces/') },
  {
    name: 'unknown group',
    path: (path) => path.replace(/^.*?\/namespaces\//, '/apis/absent.covenant.example/v1/namespaces/'),
    anyBody: true,
  },
  { name: 'root in capitals', path: (path) => path.replace(/^\/[^/]+/, (root) => root.toUpperCase()), anyBody: true },
  { name: 'no namespace', path: (path) => path.replace(/\/namespaces\/[^/]+/, '') },
  { name: 'unknown subresource', path: (path) => `${path}/covenant`, subresource: 'covenant' },
  {
    name: 'subresource in capitals',
    path: (path, { subresources = [] }) => subresources[0] && `${path}/${subresources[0].name.toUpperCase()}`,
  },
  {
    name: 'below a subresource',
    path: (path, { subresources = [] }) => subresources[0] && `${path}/${subresources[0].name}/covenant`,
  },
];

/** Where nothing is served, nothing is found. */
export function unknownPathIs404(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'paths.*.unknown-path-is-404',
    title: 'A path that is near to that of {kind} and names no resource is answered 404',
    method:
      'Reads and patches at unknown resources, subresources, versions and groups, in the singular and in capitals, with the name of an object that is there: answered 404 with a Status (beyond a known group any body will do), and the object stays as it was. A GET of the object succeeds.',
    covers: [],
    derivedFrom: written,
    kills: () => [
      'unknown-subresource-answers-object',
      'unknown-resource-answers-empty-list',
      'any-version-is-served',
      'path-compared-without-case',
      'failure-without-reason',
      'status-code-mismatch',
    ],
    *cases(subject, plan) {
      for (const unknown of unknownPaths) {
        if (unknown.path('/api/v1/namespaces/n/x/y', subject.resource) === undefined) continue;
        for (const method of methodsOf(unknown, plan)) yield unknownCase(subject, unknown, method);
      }
    },
  });
}

/** With quick effort a write is tried where a server that does not look closely would find the object. */
function methodsOf({ name }: UnknownPath, { effort }: Plan): readonly ('GET' | 'PATCH')[] {
  return effort !== 'quick' || name === 'unknown subresource' || name === 'unknown version'
    ? ['GET', 'PATCH']
    : ['GET'];
}

function unknownCase({ resource }: Subject, unknown: UnknownPath, method: 'GET' | 'PATCH'): Case {
  return defineCase<SeenOwnRefusal>({
    name: `${unknown.name}/${method}`,
    async gather({ client, sandbox }) {
      const loan = await sandbox.borrow(client, resource, objectFor(resource));
      const before = loan.object;
      const path = unknown.path(loan.path, resource) ?? loan.path;
      const body = { metadata: { labels: { 'kube-covenant-touched': 'yes' } } };
      const request =
        method === 'GET' ? { method, path } : { method, path, contentType: 'application/merge-patch+json', body };
      const asked = await askOwn(client, request, resource, {
        verb: method === 'GET' ? 'get' : 'patch',
        resource: unknown.resource?.(resource) ?? resource.plural,
        ...(unknown.subresource !== undefined && { subresource: unknown.subresource }),
        namespace: String(metadataOf(before)['namespace']),
      });
      const control = await client.send({ method: 'GET', path: loan.path });
      const after = isObject(control.body) && control.status === 200 ? control.body : undefined;
      if (after !== undefined && asked.answer.status >= 400) loan.giveBack(after);
      else await loan.drop();
      const anyBody = unknown.anyBody ?? false;
      return { ...asked, before, after, control, owed: { statuses: [404] }, anyBody };
    },
    judge: (seen) => judgeOwnRefusal(`${method} at a path with ${unknown.name}`, seen),
  });
}

function inResource(name: string, spell: (resource: Resource) => string | undefined): UnknownPath {
  return {
    name,
    path: (path, resource) => {
      const spelt = spell(resource);
      return spelt === undefined ? undefined : path.replace(/\/[^/]+(\/[^/]+)$/, `/${spelt}$1`);
    },
    resource: (resource) => spell(resource) ?? resource.plural,
  };
}

/** The same resource where it is not: that of the core in another group, that of a group in the core. */
function inOtherGroup(path: string): string {
  return path.startsWith('/api/')
    ? path.replace(/^\/api\/v1/, '/apis/batch/v1')
    : path.replace(/^\/apis\/[^/]+\/[^/]+/, '/api/v1');
}
