import { ContractError } from '../errors.ts';
import type { Contract } from './contract.ts';
import { checkShape } from './shape.ts';
import { readYaml } from './yaml-file.ts';

/** What a certificate is about: a name, and the contracts whose promises it covers. */
export interface Profile {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly contracts: readonly string[];
}

/** Loads one profile. @throws ContractError when it names a contract that does not exist. */
export function loadProfile(path: string, contracts: ReadonlyMap<string, Contract>): Profile {
  const file = readYaml<Profile>(path);
  checkShape(file, 'profiles/profile.schema.json');
  for (const [index, id] of file.data.contracts.entries()) {
    if (contracts.has(id)) continue;
    const line = file.lineOf(['contracts', index]);
    throw new ContractError(`${file.name}:${line}: no contract ${id}; there are ${[...contracts.keys()].join(', ')}`);
  }
  return file.data;
}

/** The names of the profiles that cover a contract, in the order in which they are declared. */
export function profilesOf(profiles: Iterable<Profile>, contract: string): string[] {
  return [...profiles].filter((profile) => profile.contracts.includes(contract)).map((profile) => profile.name);
}
