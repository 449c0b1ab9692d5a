import type { Stage } from './request.ts';

const written = ['application/json', 'application/yaml', 'application/vnd.kubernetes.protobuf'];

/** What a PATCH may be (API concepts, "Patch"). */
const patches = [
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
  'application/apply-patch+yaml',
  'application/apply-patch+cbor',
];

/** No media type of Accept is one that the server has. */
export const unacceptable: Stage = ({ accept, target }) => {
  // A log is text, whatever was asked for.
  if (accept === undefined || target.subresource === 'log') return undefined;
  const offered = [...written, 'application/cbor', 'application/*', '*/*'];
  const fits = accept.split(',').some((range) => offered.includes(typeOf(range)));
  return fits ? undefined : { statuses: [406] };
};

/** The media type of a body is one that the method does not take. */
export const unsupportedBody: Stage = ({ method, contentType, body }) => {
  if (method === 'PATCH') return patches.includes(typeOf(contentType ?? '')) ? undefined : { statuses: [415] };
  if ((method !== 'POST' && method !== 'PUT') || body === undefined || contentType === undefined) return undefined;
  return [...written, 'application/cbor'].includes(typeOf(contentType)) ? undefined : { statuses: [415] };
};

function typeOf(value: string): string {
  return value.split(';')[0]?.trim().toLowerCase() ?? '';
}
