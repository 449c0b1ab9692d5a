import { isObject, type JsonObject, sameJson, valueAt } from '../json.ts';
import { type FieldSet, readFieldsV1 } from './managed-fields.ts';

/** A client as the field management of an object knows it: the same name by another operation or subresource is another. */
export interface Manager {
  readonly name: string;
  readonly operation: 'Apply' | 'Update';
  readonly subresource?: string;
  /** Of a client that updates, the version is part of who it is; one that applies has one entry for all versions. */
  readonly apiVersion: string;
}

/** An entry of `metadata.managedFields`: who owns which fields. */
export interface Ownership {
  readonly manager: Manager;
  readonly fields: FieldSet;
}

/**
 * Whether two entries are of one manager.
 * @see Kubernetes server-side apply, "Managers"; apimachinery `managedfields/internal`, BuildManagerIdentifier
 */
export function sameManager(a: Manager, b: Manager): boolean {
  const parts = ({ name, operation, subresource }: Manager) => [name, operation, subresource ?? ''];
  return sameJson(parts(a), parts(b)) && (a.operation === 'Apply' || a.apiVersion === b.apiVersion);
}

/** The entries of an object. Those that name no manager's operation or no fields are left out. */
export function ownershipsOf(object: JsonObject | undefined): Ownership[] {
  const entries = valueAt(object, ['metadata', 'managedFields']);
  return (Array.isArray(entries) ? entries.filter(isObject) : []).flatMap((entry) => {
    const { manager, operation, subresource, apiVersion, fieldsV1 } = entry;
    if (operation !== 'Apply' && operation !== 'Update') return [];
    const named = typeof subresource === 'string' && subresource !== '' ? { subresource } : {};
    const who: Manager = { name: String(manager ?? ''), operation, apiVersion: String(apiVersion ?? ''), ...named };
    return [{ manager: who, fields: readFieldsV1(fieldsV1) }];
  });
}

/** Whether two lists say the same of who owns what; their order and times do not count. */
export function sameOwnerships(a: readonly Ownership[], b: readonly Ownership[]): boolean {
  const isIn = (list: readonly Ownership[]) => (one: Ownership) =>
    list.some(({ manager, fields }) => sameManager(manager, one.manager) && sameFields(fields, one.fields));
  return a.length === b.length && a.every(isIn(b));
}

function sameFields(a: FieldSet, b: FieldSet): boolean {
  return a.size === b.size && [...a].every((field) => b.has(field));
}

const longest = 128;

/**
 * The name by which a client that gives no `fieldManager` is known: its User-Agent up to the first slash.
 * @see Kubernetes server-side apply, "Managers"; apiserver `endpoints/handlers`, managerOrUserAgent
 */
export function managerNameOf(userAgent: string | undefined): string {
  const prefix = (userAgent ?? '').split('/')[0] ?? '';
  let name = '';
  for (const character of prefix) {
    if (Buffer.byteLength(name + character) > longest) break;
    if (/\P{C}/u.test(character)) name += character;
  }
  return name === '' ? 'unknown' : name;
}

/**
 * What is wrong with a `fieldManager` parameter: refused with 422, naming the parameter. Apply cannot do without one.
 * @see recordings, `request-options` steps 7 to 9, `server-side-apply` step 6
 */
export function faultOfManagerName(name: string | undefined, applies: boolean): string | undefined {
  if (name === undefined || name === '') return applies ? 'fieldManager is required' : undefined;
  if (Buffer.byteLength(name) > longest) return `fieldManager is longer than ${longest} bytes`;
  return /\p{C}/u.test(name) ? 'fieldManager has characters that cannot be printed' : undefined;
}
