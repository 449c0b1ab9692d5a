import { readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { UsageError } from '../errors.ts';

/** The JSON value in a file that the user named. @throws UsageError in one line where it cannot be read, or is none */
export function readJsonFile(path: string): unknown {
  const text = readText(path);
  try {
    return JSON.parse(text);
  } catch {
    const isCut = /^\s*\{/.test(text) && !/\}\s*$/.test(text);
    throw new UsageError(`${path} is no JSON${isCut ? ': it is cut short' : ''}`);
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code;
    const why = code === 'ENOENT' ? 'no such file' : code === 'EISDIR' ? 'it is a folder; name a file in it' : code;
    throw new UsageError(`${path} cannot be read: ${why}`);
  }
}

/** Compiled when they are needed: few commands read what a run wrote. */
const compiled = new Map<string, ValidateFunction>();

function compile(schemaFile: string): ValidateFunction {
  const ajv = new Ajv2020({ strict: false });
  (addFormats as unknown as { default: (ajv: Ajv2020) => void }).default(ajv);
  return ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')) as object);
}

/** The first thing in a value that is not as a JSON Schema has it, in words; undefined where all is. */
export function schemaFault(schemaFile: string, value: unknown): string | undefined {
  const validate = compiled.get(schemaFile) ?? compile(schemaFile);
  compiled.set(schemaFile, validate);
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
