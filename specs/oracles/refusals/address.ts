import type { KnownServer, ServedKind, Target } from './request.ts';

/**
 * What a path is of; undefined where the server has nothing there. Objects of a namespace are at
 * `/api/v1/namespaces/{namespace}/{plural}`, those of a group below `/apis` (API concepts, "Resource URIs").
 */
export function targetAt(path: string, { kinds }: Pick<KnownServer, 'kinds'>): Target | undefined {
  const [root, ...rest] = path.split('/').slice(1);
  const [group, version, ...where] = root === 'api' ? ['', ...rest] : root === 'apis' ? rest : [];
  const served = (plural: string | undefined) =>
    kinds.find((kind) => kind.group === group && kind.version === version && kind.plural === plural);
  if (where[0] !== 'namespaces') return where.length === 1 ? everywhere(served(where[0]), path) : undefined;
  const [, namespace, plural, name, subresource, ...more] = where;
  const kind = served(plural);
  if (!kind || namespace === undefined || more.length > 0) return undefined;
  if (subresource !== undefined && !(subresource in kind.subresources)) return undefined;
  return {
    kind,
    namespace,
    ...(name !== undefined && { name }),
    ...(subresource !== undefined && { subresource }),
    objectPath: subresource === undefined ? path : path.slice(0, -subresource.length - 1),
  };
}

function everywhere(kind: ServedKind | undefined, path: string): Target | undefined {
  return kind && { kind, objectPath: path };
}

/** The methods that a target takes. */
export function methodsOf({ kind, namespace, name, subresource }: Target): readonly string[] {
  if (subresource !== undefined) return kind.subresources[subresource] ?? [];
  if (name !== undefined) return ['GET', 'PUT', 'PATCH', 'DELETE'];
  return namespace === undefined ? ['GET'] : ['GET', 'POST', 'DELETE'];
}
