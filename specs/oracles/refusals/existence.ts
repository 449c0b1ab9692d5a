import { valueAt } from '../../json.ts';
import { sentObject } from './body.ts';
import type { Stage, Target } from './request.ts';

/** The namespace of a creation is not there: the refusal is about the namespace. */
export const absentNamespace: Stage = ({ method, target }, server) => {
  const { namespace } = target;
  if (method !== 'POST' || namespace === undefined || server.hasNamespace(namespace)) return undefined;
  return { statuses: [404], about: { kinds: ['namespaces'], group: '', name: namespace } };
};

/** The object is not there. Apply creates it, and so does a PUT of some kinds. */
export const absentObject: Stage = ({ method, contentType, target }, server) => {
  if (target.name === undefined || server.has(target.objectPath) !== false) return undefined;
  if (contentType?.startsWith('application/apply-patch') && target.subresource === undefined) return undefined;
  if (method === 'PUT' && target.subresource === undefined && target.kind.plural === 'endpoints') return undefined;
  return { statuses: [404], about: subject(target, target.name) };
};

/** The name of a creation is taken. */
export const takenName: Stage = (request, server) => {
  const { method, target } = request;
  const name = valueAt(sentObject(request), ['metadata', 'name']);
  if (method !== 'POST' || typeof name !== 'string' || server.has(`${target.objectPath}/${name}`) !== true)
    return undefined;
  return { statuses: [409], reasons: ['AlreadyExists'], about: subject(target, name) };
};

function subject({ kind }: Target, name: string) {
  return { kinds: [kind.plural], group: kind.group, name };
}
