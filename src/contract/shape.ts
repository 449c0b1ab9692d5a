import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { ContractError } from '../errors.ts';
import type { YamlFile } from './yaml-file.ts';

const specs = new URL('../../specs/', import.meta.url);

const ajv = new Ajv2020({ validateSchema: false });
const validators = new Map<string, ValidateFunction>();

/** Holds a file of ours against its JSON Schema in `specs/`. @throws ContractError that names the file, the line and the member. */
export function checkShape(file: YamlFile<unknown>, schema: string): void {
  const validate =
    validators.get(schema) ?? ajv.compile(JSON.parse(readFileSync(fileURLToPath(new URL(schema, specs)), 'utf8')));
  validators.set(schema, validate);
  if (validate(file.data)) return;
  const [error] = validate.errors ?? [];
  if (error) throw new ContractError(describe(file, error));
}

function describe(file: YamlFile<unknown>, { instancePath, message, params }: ErrorObject): string {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((token) => (/^\d+$/.test(token) ? Number(token) : token));
  const extra = 'additionalProperty' in params ? ` (${params['additionalProperty']})` : '';
  return `${file.name}:${file.lineOf(path)}: ${path.join('.') || 'it'} ${message}${extra}`;
}
