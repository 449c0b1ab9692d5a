import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ContractError } from '../errors.ts';
import { type Contract, loadContract, type Resource } from './contract.ts';
import { type Dispute, loadDisputes } from './dispute.ts';
import { loadProfile, type Profile } from './profile.ts';

/** All that is owed: every contract, profile and dispute, loaded and held against one another. */
export interface Library {
  readonly contracts: ReadonlyMap<string, Contract>;
  readonly profiles: ReadonlyMap<string, Profile>;
  readonly disputes: readonly Dispute[];
}

const specs = fileURLToPath(new URL('../../specs/', import.meta.url));

/** Loads `specs/`, or a folder laid out like it. @throws ContractError that names the file at fault. */
export function loadLibrary(folder: string = specs): Library {
  const contracts = new Map<string, Contract>();
  for (const path of filesIn(`${folder}/documents`, '.openapi.yaml')) {
    const contract = loadContract(path);
    const earlier = contracts.get(contract.id);
    if (earlier) {
      const place = `${contract.file.name}:${contract.file.lineOf(['info', 'x-document', 'id'])}`;
      throw new ContractError(`${place}: id ${contract.id} is already that of ${earlier.file.name}`);
    }
    contracts.set(contract.id, contract);
  }
  const profiles = new Map<string, Profile>();
  for (const path of filesIn(`${folder}/profiles`, '.yaml')) {
    const profile = loadProfile(path, contracts);
    if (profiles.has(profile.name)) throw new ContractError(`profile ${profile.name} is declared twice`);
    profiles.set(profile.name, profile);
  }
  return { contracts, profiles, disputes: loadDisputes(`${folder}/disputes.yaml`, contracts) };
}

/** Every kind that some contract makes promises about, one entry a contract. */
export function resourcesOf(library: Library): readonly Resource[] {
  return [...library.contracts.values()].flatMap((contract) => contract.resources);
}

function filesIn(folder: string, ending: string): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(ending));
  return names.sort().map((name) => `${folder}/${name}`);
}
