import { promiseKey } from '../contract/citation.ts';
import { type ContractPromise, promisesOf } from '../contract/promise.ts';
import { ContractError } from '../errors.ts';
import { globPattern } from '../glob.ts';
import type { PromiseCoverage } from '../record.ts';
import type { RegisteredRequirement, Registry } from '../registry.ts';
import type { Waiver } from './waivers.ts';
import { sureAnswers, watchedPromises } from './watched.ts';

/**
 * Every promise of every contract with the requirements that check it, are to check it, or the reason why none does. A
 * requirement checks what it cites and nothing beside it: a citation of an operation does not cover its parameters.
 * @throws ContractError for a waiver that matches no promise, or one that some requirement checks or is to check.
 */
export function coverageOf(registry: Registry, waivers: readonly Waiver[]): PromiseCoverage[] {
  const { contracts } = registry.library;
  const promises = [...contracts.values()].flatMap((contract) => [...promisesOf(contract).values()]);
  const cited = (requirement: RegisteredRequirement) => requirement.cites.map((cite) => promiseKey(contracts, cite));
  const acting = registry.requirements.filter(({ planned, watch }) => !planned && !watch);
  const checked = gather(acting, cited);
  const acted = sureAnswers(promises, checked);
  const watching = registry.requirements.filter(({ planned, watch }) => !planned && watch);
  for (const requirement of watching) {
    for (const key of watchedPromises(cited(requirement), acted)) put(checked, key, requirement.id);
  }
  const planned = gather(
    registry.requirements.filter((requirement) => requirement.planned),
    cited,
  );
  const reasons = reasonsOf(waivers, promises, checked, planned);
  return promises.map(({ key, document, text, where, basis }) => {
    const waived = reasons.get(key);
    return {
      promise: key,
      document,
      text,
      where,
      basis,
      checkedBy: checked.get(key) ?? [],
      planned: planned.get(key) ?? [],
      ...(waived !== undefined && { waived }),
    };
  });
}

type Requirers = Map<string, string[]>;

function gather(
  requirements: readonly RegisteredRequirement[],
  keysOf: (requirement: RegisteredRequirement) => readonly string[],
): Requirers {
  const found: Requirers = new Map();
  for (const requirement of requirements) {
    for (const key of new Set(keysOf(requirement))) put(found, key, requirement.id);
  }
  return found;
}

function put(requirers: Requirers, key: string, id: string): void {
  const ids = requirers.get(key);
  if (ids) ids.push(id);
  else requirers.set(key, [id]);
}

function reasonsOf(
  waivers: readonly Waiver[],
  promises: readonly ContractPromise[],
  checked: Requirers,
  planned: Requirers,
): Map<string, string> {
  const reasons = new Map<string, string>();
  for (const { glob, reason, place } of waivers) {
    const pattern = globPattern(glob);
    const matched = promises.filter(({ key }) => pattern.test(key));
    if (matched.length === 0) throw new ContractError(`${place}: the waiver ${glob} matches no promise`);
    for (const { key } of matched) {
      const [by] = checked.get(key) ?? [];
      if (by) throw new ContractError(`${place}: the waiver ${glob} matches ${key}, which ${by} checks`);
      const [later] = planned.get(key) ?? [];
      if (later) throw new ContractError(`${place}: the waiver ${glob} matches ${key}, which ${later} is to check`);
      reasons.set(key, reason);
    }
  }
  return reasons;
}
