import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { isObject } from '../../specs/json.ts';
import { UsageError } from '../errors.ts';
import type { RunRecord } from '../record.ts';

const schemaFile = fileURLToPath(new URL('../../reports/run-record.schema.json', import.meta.url));

/** The version of the records that this suite writes and reads. */
const readVersion = 1;

/**
 * A run record from its file, held against its schema.
 * @throws UsageError in one line for a file that is not there, cut short, of another kind, of a newer suite, or not as it should be
 */
export function readRecord(path: string): RunRecord {
  const value = parse(path, readText(path));
  const version = isObject(value) ? value['recordVersion'] : undefined;
  if (typeof version !== 'number') throw new UsageError(`${path} is no run record: it has no recordVersion`);
  if (version > readVersion)
    throw new UsageError(
      `${path} is a run record of version ${version}; this kube-covenant reads ${readVersion}, and a newer one made it`,
    );
  const wrong = faultOf(value);
  if (wrong !== undefined) throw new UsageError(`${path} is no whole run record: ${wrong}`);
  return value as unknown as RunRecord;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code;
    const why = code === 'ENOENT' ? 'no such file' : code === 'EISDIR' ? 'it is a folder; name its run.json' : code;
    throw new UsageError(`${path} cannot be read: ${why}`);
  }
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const isCut = /^\s*\{/.test(text) && !/\}\s*$/.test(text);
    throw new UsageError(`${path} is no JSON${isCut ? ': it is cut short' : ''}`);
  }
}

/** The first thing that is not as the schema has it, in words. Compiled when it is needed: few commands read a record. */
function faultOf(value: unknown): string | undefined {
  const ajv = new Ajv2020({ strict: false });
  (addFormats as unknown as { default: (ajv: Ajv2020) => void }).default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')) as object);
  return validate(value) ? undefined : inWords(validate.errors?.[0]);
}

function inWords(error: ErrorObject | undefined): string {
  if (!error) return 'it does not fit its schema';
  const place = error.instancePath === '' ? 'it' : error.instancePath.slice(1).replaceAll('/', '.');
  const { additionalProperty, missingProperty } = error.params as Record<string, unknown>;
  if (typeof additionalProperty === 'string') return `${place} has a foreign member ${additionalProperty}`;
  if (typeof missingProperty === 'string') return `${place} lacks ${missingProperty}`;
  return `${place} ${error.message ?? 'is wrong'}`;
}
