import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isObject, memberOf } from '../../specs/json.ts';
import { ContractError } from '../errors.ts';
import type { YamlFile } from './yaml-file.ts';

/**
 * Sees that every `$ref` of a contract points at something: a place in the contract itself, or a type of a schema file.
 * Schema files are large, and most runs never need them: they are searched as text, not parsed.
 * @throws ContractError that names the file and the line
 */
export function checkReferences(file: YamlFile<unknown>, url: URL): void {
  const texts = new Map<string, string | undefined>();
  const visit = (value: unknown, path: readonly (string | number)[]): void => {
    if (Array.isArray(value)) value.forEach((item, i) => void visit(item, [...path, i]));
    if (!isObject(value)) return;
    const reference = value['$ref'];
    if (typeof reference === 'string' && !resolves(reference, file, url, texts)) {
      throw new ContractError(`${file.name}:${file.lineOf([...path, '$ref'])}: ${reference} points at nothing`);
    }
    for (const [key, member] of Object.entries(value)) visit(member, [...path, key]);
  };
  visit(file.data, []);
}

function resolves(
  reference: string,
  file: YamlFile<unknown>,
  url: URL,
  texts: Map<string, string | undefined>,
): boolean {
  const [path = '', pointer = ''] = reference.split('#');
  const tokens = pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (path === '') {
    let value: unknown = file.data;
    for (const token of tokens) value = isObject(value) ? memberOf(value, token) : undefined;
    return value !== undefined;
  }
  const target = fileURLToPath(new URL(path, url));
  if (!texts.has(target)) texts.set(target, existsSync(target) ? readFileSync(target, 'utf8') : undefined);
  const [type] = tokens;
  return texts.get(target)?.includes(`\n${type}:`) ?? false;
}
