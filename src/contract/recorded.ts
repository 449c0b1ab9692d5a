import { fileURLToPath } from 'node:url';
import { ContractError } from '../errors.ts';
import type { Evidence } from './dispute.ts';
import { readYaml } from './yaml-file.ts';

const file = fileURLToPath(new URL('../../specs/recorded-behaviour.yaml', import.meta.url));

/** What real servers were seen to answer, by requirement id. @throws ContractError for an id that is no requirement's. */
export function loadRecorded(ids: readonly string[], path: string = file): ReadonlyMap<string, readonly Evidence[]> {
  const yaml = readYaml<Record<string, Evidence[]>>(path);
  for (const id of Object.keys(yaml.data)) {
    if (!ids.includes(id)) throw new ContractError(`${yaml.name}:${yaml.lineOf([id])}: ${id} is no requirement`);
  }
  return new Map(Object.entries(yaml.data));
}
