import { isObject, valueAt } from '../../json.ts';
import { sentObject } from './body.ts';
import type { Stage } from './request.ts';

/** The longest name of an object: a DNS subdomain (RFC 1123), as most kinds have it. */
const longestName = 253;
const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Bytes that all annotations of an object may have together, keys and values. */
const mostAnnotations = 256 * 1024;

/** What is wrong with the metadata of an object that is to be created, whatever its kind. */
export const invalidMetadata: Stage = (request) => {
  const sent = request.method === 'POST' ? sentObject(request) : undefined;
  if (sent === undefined || request.target.subresource !== undefined) return undefined;
  const name = valueAt(sent, ['metadata', 'name']) ?? '';
  const prefix = valueAt(sent, ['metadata', 'generateName']) ?? '';
  const fields = [
    ...(isWrongName(name, prefix) ? ['metadata.name'] : []),
    ...(sizeOf(valueAt(sent, ['metadata', 'annotations'])) > mostAnnotations ? ['metadata.annotations'] : []),
  ];
  if (fields.length === 0) return undefined;
  const { kind, group } = request.target.kind;
  // The refusal of an object without a name has none to tell.
  const about = { kinds: [kind], group, ...(typeof name === 'string' && name !== '' && { name }) };
  return { statuses: [422], about, fields };
};

function isWrongName(name: unknown, prefix: unknown): boolean {
  if (name === '') return prefix === '';
  return typeof name === 'string' && (name.length > longestName || !subdomain.test(name));
}

function sizeOf(annotations: unknown): number {
  if (!isObject(annotations)) return 0;
  return Object.entries(annotations).reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(String(value)),
    0,
  );
}
