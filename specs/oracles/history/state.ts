import { createHash } from 'node:crypto';
import { isObject, type JsonObject, valueAt } from '../../json.ts';

/** What a history keeps of an object at one version: enough to judge what is shown of it, and little enough for a million. */
export interface ObjectState {
  readonly labels: Readonly<Record<string, string>>;
  /** The fields that field selectors of the run name, but those of the key. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Of the whole object. Undefined where it was not seen whole. */
  readonly digest?: string | undefined;
  /** Of its metadata, which is all that a Table and a PartialObjectMetadata show. */
  readonly metadataDigest?: string | undefined;
}

/** An object's place in its collection; the namespace is empty where there is none. */
export function keyOf(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

export function namespaceOf(key: string): string {
  return key.slice(0, key.indexOf('/'));
}

export function nameOf(key: string): string {
  return key.slice(key.indexOf('/') + 1);
}

/** What identifies an object as an answer or an event shows it. */
export interface Identity {
  readonly key: string;
  readonly uid: string;
  readonly version: string;
}

/** Key, uid and version; undefined where one of them is not shown. */
export function identityOf(object: unknown): Identity | undefined {
  const member = (name: string) => valueAt(object, ['metadata', name]);
  const [namespace, name, uid, version] = ['namespace', 'name', 'uid', 'resourceVersion'].map(member);
  if (typeof name !== 'string' || typeof uid !== 'string' || typeof version !== 'string') return undefined;
  return { key: keyOf(typeof namespace === 'string' ? namespace : '', name), uid, version };
}

/** What a history keeps of a whole object; `fields` are the paths that field selectors of the run name. */
export function stateOf(object: JsonObject, fields: readonly string[] = []): ObjectState {
  return {
    labels: labelsOf(object),
    ...(fields.length > 0 && { fields: Object.fromEntries(fields.map((path) => [path, fieldIn(object, path)])) }),
    digest: digestOf(object),
    metadataDigest: metadataDigestOf(object),
  };
}

export function labelsOf(object: unknown): Readonly<Record<string, string>> {
  const labels = valueAt(object, ['metadata', 'labels']);
  return isObject(labels) ? (labels as Record<string, string>) : {};
}

function fieldIn(object: JsonObject, path: string): string {
  const value = valueAt(object, path.split('.'));
  return value === undefined || value === null ? '' : String(value);
}

/**
 * A digest of an object that two versions of it share when nothing but the version tells them apart: without the version, and
 * without the times of its managers. The order of members does not count. Kind and apiVersion are left out: items of a list have none.
 */
export function digestOf({ kind: _kind, apiVersion: _apiVersion, ...object }: JsonObject): string {
  return hash(isObject(object['metadata']) ? { ...object, metadata: settled(object['metadata']) } : object);
}

export function metadataDigestOf(object: unknown): string {
  const metadata = valueAt(object, ['metadata']);
  return hash(isObject(metadata) ? settled(metadata) : undefined);
}

function settled({ resourceVersion: _version, managedFields, ...metadata }: JsonObject): JsonObject {
  if (!Array.isArray(managedFields)) return metadata;
  const managers = managedFields.map((entry: unknown) => {
    if (!isObject(entry)) return entry;
    const { time: _time, ...rest } = entry;
    return rest;
  });
  return { ...metadata, managedFields: managers };
}

function hash(value: unknown): string {
  const text = JSON.stringify(value, (_name, member: unknown) =>
    isObject(member) ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1))) : member,
  );
  return createHash('sha1')
    .update(text ?? '')
    .digest('base64url')
    .slice(0, 16);
}
