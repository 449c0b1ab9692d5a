import { fileURLToPath } from 'node:url';
import { isObject } from '../../specs/json.ts';
import { UsageError } from '../errors.ts';
import type { RunRecord } from '../record.ts';
import { readJsonFile, schemaFault } from './read-json.ts';

const schemaFile = fileURLToPath(new URL('../../reports/run-record.schema.json', import.meta.url));

/** The version of the records that this suite writes and reads. */
const readVersion = 1;

/**
 * A run record from its file, held against its schema.
 * @throws UsageError in one line for a file that is not there, cut short, of another kind, of a newer suite, or not as it should be
 */
export function readRecord(path: string): RunRecord {
  const value = readJsonFile(path);
  const version = isObject(value) ? value['recordVersion'] : undefined;
  if (typeof version !== 'number') throw new UsageError(`${path} is no run record: it has no recordVersion`);
  if (version > readVersion)
    throw new UsageError(
      `${path} is a run record of version ${version}; this kube-covenant reads ${readVersion}, and a newer one made it`,
    );
  const wrong = schemaFault(schemaFile, value);
  if (wrong !== undefined) throw new UsageError(`${path} is no whole run record: ${wrong}`);
  return value as RunRecord;
}
