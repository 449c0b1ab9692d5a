import { fileURLToPath } from 'node:url';
import { readYaml } from '../contract/yaml-file.ts';
import { ContractError } from '../errors.ts';

/** Promises that nothing checks, with the reason why nothing will. */
export interface Waiver {
  /** One glob over the keys of promises. */
  readonly glob: string;
  readonly reason: string;
  /** The file and line where the glob stands, for messages. */
  readonly place: string;
}

const ownFile = fileURLToPath(new URL('../../specs/waivers.yaml', import.meta.url));

/** Loads the waivers, one a glob. @throws ContractError that names the file and the line, when an entry is not one. */
export function loadWaivers(path: string = ownFile): Waiver[] {
  const file = readYaml<unknown>(path);
  const entries = file.data ?? [];
  if (!Array.isArray(entries)) throw new ContractError(`${file.name}:1: must be a list of waivers`);
  return entries.flatMap((entry: { promises?: unknown; reason?: unknown } | null, index) => {
    const fail = (why: string) => new ContractError(`${file.name}:${file.lineOf([index])}: the waiver ${why}`);
    const { promises, reason } = entry ?? {};
    if (!Array.isArray(promises) || promises.length === 0) throw fail('names no promises');
    if (typeof reason !== 'string' || reason.trim() === '') throw fail('has no reason');
    return promises.map((glob, i): Waiver => {
      const place = `${file.name}:${file.lineOf([index, 'promises', i])}`;
      if (typeof glob !== 'string') throw new ContractError(`${place}: ${JSON.stringify(glob)} is no glob`);
      return { glob, reason, place };
    });
  });
}
