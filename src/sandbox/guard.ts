import type { Client, Request } from '../client/client.ts';
import { UnsupportedError } from '../errors.ts';

/** What a DELETE of a path would delete beside one object: all of a kind in one namespace, or, without one, everywhere. */
export interface DeletedCollection {
  readonly namespace: string | undefined;
}

/**
 * A client that deletes no collection but in namespaces that this run made: the one request that could empty somebody else's
 * namespace is not even sent. @throws UnsupportedError from `send`, where it is asked for any other
 */
export function guarded(client: Client, owns: (namespace: string) => boolean): Client {
  return {
    ...client,
    async send(request: Request) {
      const deleted = request.method === 'DELETE' ? collectionAt(request.path) : undefined;
      if (deleted && !(deleted.namespace !== undefined && owns(deleted.namespace)))
        throw new UnsupportedError(
          `DELETE ${request.path} is never sent: it could delete what is not in a namespace of this run`,
        );
      return client.send(request);
    },
    observed: (listen) => guarded(client.observed(listen), owns),
  };
}

/**
 * The collection that a path names, whatever way it is written: with escapes, dots or slashes too many, as a server might read
 * it. Undefined for a path to one object, to what is beneath one, and for all that is no resource.
 */
export function collectionAt(path: string): DeletedCollection | undefined {
  const segments = segmentsOf(path);
  if (segments === undefined) return { namespace: undefined };
  const [root, ...rest] = segments;
  if (root !== 'api' && root !== 'apis') return undefined;
  // Behind /api/VERSION, or /apis/GROUP/VERSION.
  const [first, ...others] = rest.slice(root === 'api' ? 1 : 2);
  if (first === undefined) return undefined;
  const [namespace, kind, name] = others;
  if (first !== 'namespaces') return namespace === undefined ? { namespace: undefined } : undefined;
  if (namespace === undefined) return { namespace: undefined };
  // The namespace itself is one object.
  return kind !== undefined && name === undefined ? { namespace } : undefined;
}

/** The decoded segments of a path, none of them empty; undefined where it cannot be said how a server would read it. */
function segmentsOf(path: string): string[] | undefined {
  try {
    const { pathname } = new URL(path.replace(/^\/+/, '/'), 'http://server');
    const segments = decodeURIComponent(pathname).split('/');
    if (segments.some((segment) => segment === '..' || segment === '.')) return undefined;
    return segments.filter((segment) => segment !== '');
  } catch {
    return undefined;
  }
}
