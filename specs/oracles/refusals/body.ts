import { isObject, type JsonObject, valueAt } from '../../json.ts';
import type { AddressedRequest, Stage } from './request.ts';

/** Bytes that a body may have: what etcd takes for a request, twice (kube-apiserver, MaxRequestBodyBytes). */
const mostBytes = 3 * 1024 * 1024;

/** The body is larger than a server reads. */
export const tooLarge: Stage = ({ body, bodyBytes }) => {
  const bytes = bodyBytes ?? (body === undefined ? 0 : Buffer.byteLength(body));
  return bytes > mostBytes ? { statuses: [413] } : undefined;
};

/** The body of a creation or of a PUT is no object, or is one of another kind. */
export const undecodable: Stage = (request) => {
  if (request.method !== 'POST' && request.method !== 'PUT') return undefined;
  if (request.body === undefined || !request.contentType?.includes('json')) return undefined;
  const sent = sentObject(request);
  if (sent === undefined) return { statuses: [400] };
  const { kind, group, version } = request.target.kind;
  const apiVersion = group === '' ? version : `${group}/${version}`;
  const isOther = (member: string, right: string) => ![undefined, '', right].includes(sent[member] as string);
  return isOther('kind', kind) || isOther('apiVersion', apiVersion) ? { statuses: [400] } : undefined;
};

/** The body names another object than the address. */
export const otherObject: Stage = (request) => {
  const sent = sentObject(request);
  const { target, method } = request;
  if (sent === undefined || method === 'DELETE') return undefined;
  const differs = (member: string, address: string | undefined) => {
    const named = valueAt(sent, ['metadata', member]);
    return address !== undefined && typeof named === 'string' && named !== '' && named !== address;
  };
  return differs('name', target.name) || differs('namespace', target.namespace) ? { statuses: [400] } : undefined;
};

/**
 * The object that a body is, or that a patch merges; an empty one for null, which says nothing. Undefined where it is none,
 * where it is not known, and for JSON Patch.
 */
export function sentObject({
  body,
  contentType,
}: Pick<AddressedRequest, 'body' | 'contentType'>): JsonObject | undefined {
  if (body === undefined || contentType?.includes('json-patch')) return undefined;
  try {
    const value: unknown = JSON.parse(body);
    return value === null ? {} : isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
