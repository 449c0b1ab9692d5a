import { isObject, type JsonObject, valueAt } from '../../specs/json.ts';
import { readFieldsV1 } from '../../specs/oracles/managed-fields.ts';

/** An entry that some write must have left in `metadata.managedFields`. */
export interface PromisedEntry {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  readonly subresource?: string;
}

/** The entries of an object, as they are. */
export function entriesOf(object: unknown): JsonObject[] {
  const entries = valueAt(object, ['metadata', 'managedFields']);
  return (Array.isArray(entries) ? entries : []).filter(isObject);
}

/** What is wrong with the entry that a write must have left: it is not there, or a member of it is not as it should be. */
export function wrongWithEntry(object: unknown, promised: PromisedEntry): string | undefined {
  const entries = entriesOf(object);
  const entry = entries.find(
    ({ manager, operation, subresource }) =>
      manager === promised.manager &&
      operation === promised.operation &&
      (subresource ?? '') === (promised.subresource ?? ''),
  );
  if (!entry) {
    const found = entries.map(({ manager, operation, subresource }) =>
      [manager, operation, subresource].filter((part) => part !== undefined).join(' '),
    );
    return found.length === 0 ? 'there are no entries' : `there are only entries of: ${found.join('; ')}`;
  }
  const wrong = Object.entries(members).filter(([name, isRight]) => !isRight(entry[name], promised));
  if (wrong.length === 0) return undefined;
  return wrong
    .map(([name]) => `${name} is ${JSON.stringify(entry[name]) ?? 'absent'}`)
    .join('; ')
    .slice(0, 400);
}

/** What each member is like. A time may be missing: servers have not always written one for every entry. */
const members: Readonly<Record<string, (value: unknown, promised: PromisedEntry) => boolean>> = {
  apiVersion: (value, { apiVersion }) => value === apiVersion,
  fieldsType: (value) => value === 'FieldsV1',
  fieldsV1: (value) => isObject(value) && hasOnlyElements(value) && readFieldsV1(value).size > 0,
  time: (value) => value === undefined || value === null || isTime(value),
};

/** A time as the API writes them: RFC 3339, to the second. */
function isTime(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(value) &&
    !Number.isNaN(Date.parse(value))
  );
}

/** Whether FieldsV1 says nothing but which fields: members, items by key or value or place, and the dot. */
function hasOnlyElements(fields: JsonObject): boolean {
  return Object.entries(fields).every(
    ([element, below]) => /^(\.$|[fkvi]:)/s.test(element) && isObject(below) && hasOnlyElements(below),
  );
}
