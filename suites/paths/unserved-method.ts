import { objectFor } from '../../fixtures/transitions.ts';
import { isObject, type JsonObject } from '../../specs/json.ts';
import type { Request } from '../../src/client/client.ts';
import type { Library } from '../../src/contract/library.ts';
import { advisory, type Outcome, pass } from '../../src/outcome.ts';
import { type Case, defineCase, type Requirement } from '../../src/requirement.ts';
import { collectionOf, readOnlySubresources } from '../operations.ts';
import { forEachKind, type Subject } from '../promises/for-each-kind.ts';
import { metadataOf, written } from '../update-rules/places.ts';
import { askOwn, judgeOwnRefusal, type SeenOwnRefusal, verbOf } from './own-asking.ts';

type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A path of a kind, with the methods that it does not take. */
interface Unserved {
  readonly name: string;
  readonly subresource?: string;
  /** Whether it names one object. */
  readonly named: boolean;
  readonly methods: readonly Method[];
  readonly path: (object: { readonly path: string }) => string;
}

/** A method that a path does not take is answered 405. */
export function unservedMethodIs405(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'errors.*.unserved-method-is-405',
    title: 'A method that the address of {kind} does not take is answered 405',
    method:
      'Sends every method to the object, its subresources, its collection, that of all namespaces and the deprecated watch paths that they do not take: answered 405 with a Status, and the object stays as it was. A GET of the object succeeds.',
    covers: [{ subresource: '*', parts: ['status/405', 'status/405/body/*'] }],
    derivedFrom: written,
    kills: () => [
      'wrong-method-answers-403',
      'unserved-method-answers-200',
      'failure-without-reason',
      'status-code-mismatch',
      'failure-as-plain-text',
    ],
    *cases(subject) {
      for (const place of unservedBy(subject, library))
        for (const method of place.methods) yield methodCase(subject, place, method);
    },
  });
}

/**
 * An answer 405 says which methods there are (RFC 9110 section 15.5.6). kube-apiserver never does; no document asks for it.
 */
export function refusedMethodNamesOthers(library: Library): Requirement[] {
  return forEachKind(library, {
    id: 'paths.*.refused-method-names-others',
    title: 'The refusal of a method that the address of {kind} does not take names those that it takes',
    method: 'Sends a method that the object does not take, and looks for it in the Allow header of the answer 405.',
    level: 'SHOULD',
    covers: [],
    derivedFrom: written,
    *cases(subject) {
      for (const place of unservedBy(subject, library).slice(0, 2)) {
        const [method] = place.methods;
        if (method) yield allowCase(subject, place, method);
      }
    },
  });
}

/**
 * What each path of a kind does not take. A DELETE of all there is everywhere is never sent, refused or not: no check may put
 * that at risk.
 */
function unservedBy({ resource }: Subject, library: Library): Unserved[] {
  const everywhere = resource.collection.replace('/namespaces/{namespace}', '');
  const below = (name: string, methods: readonly Method[]): Unserved => ({
    name,
    subresource: name,
    named: true,
    methods,
    path: ({ path }) => `${path}/${name}`,
  });
  return [
    { name: 'object', named: true, methods: ['POST'], path: ({ path }) => path },
    { name: 'collection', named: false, methods: ['PUT', 'PATCH'], path: collectionOf },
    ...(resource.subresources ?? []).map(({ name }) => below(name, ['POST', 'DELETE'])),
    ...readOnlySubresources(resource, library).map((name) => below(name, ['POST', 'PUT', 'PATCH', 'DELETE'])),
    { name: 'everywhere', named: false, methods: ['POST', 'PUT', 'PATCH'], path: () => everywhere },
    {
      name: 'watch-path',
      named: true,
      methods: ['POST', 'PUT', 'PATCH', 'DELETE'],
      path: ({ path }) => path.replace('/namespaces/', '/watch/namespaces/'),
    },
  ];
}

function requestOf(method: Method, path: string, object: JsonObject): Request {
  if (method === 'DELETE') return { method, path };
  if (method !== 'PATCH') return { method, path, body: object };
  const body = { metadata: { labels: { 'kube-covenant-touched': 'yes' } } };
  return { method, path, contentType: 'application/merge-patch+json', body };
}

function methodCase({ resource }: Subject, place: Unserved, method: Method): Case {
  return defineCase<SeenOwnRefusal>({
    name: `${place.name}/${method}`,
    async gather({ client, sandbox }) {
      const loan = await sandbox.borrow(client, resource, objectFor(resource));
      const before = loan.object;
      const asked = await askOwn(client, requestOf(method, place.path(loan), before), resource, {
        verb: place.name === 'watch-path' ? 'watch' : verbOf(method, place.named),
        resource: resource.plural,
        ...(place.subresource !== undefined && { subresource: place.subresource }),
        ...(place.name !== 'everywhere' && { namespace: String(metadataOf(before)['namespace']) }),
      });
      const control = await client.send({ method: 'GET', path: loan.path });
      const after = isObject(control.body) && control.status === 200 ? control.body : undefined;
      if (after !== undefined && asked.answer.status >= 400) loan.giveBack(after);
      else await loan.drop();
      return { ...asked, before, after, control, owed: { statuses: [405] } };
    },
    judge: (seen) => judgeOwnRefusal(`${method} to the path of ${place.name}`, seen),
  });
}

export interface Allowed {
  readonly status: number;
  readonly allow: string | undefined;
}

function allowCase({ resource }: Subject, place: Unserved, method: Method): Case {
  return defineCase<Allowed>({
    name: `${place.name}/${method}`,
    async gather({ client, sandbox }) {
      const loan = await sandbox.borrow(client, resource, objectFor(resource));
      const { object } = loan;
      const { status, headers } = await client.send(requestOf(method, place.path(loan), object));
      if (status >= 400) loan.giveBack(object);
      else await loan.drop();
      return { status, allow: headers['allow'] };
    },
    judge: (seen) => judgeAllowed(method, seen),
  });
}

export function judgeAllowed(method: Method, { status, allow }: Allowed): Outcome {
  // What is not answered 405 is the affair of another requirement.
  if (status !== 405) return pass;
  const listed = (allow ?? '').split(',').map((one) => one.trim().toUpperCase());
  if (allow !== undefined && listed.includes('GET') && !listed.includes(method)) return pass;
  return advisory({
    reason: allow === undefined ? 'an answer 405 has no Allow header' : 'the Allow header of an answer 405 is wrong',
    expected: `Allow names the methods that the path takes, GET among them, and not ${method}`,
    actual: allow === undefined ? 'no Allow header' : `Allow: ${allow}`,
  });
}
