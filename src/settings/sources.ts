import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readYaml } from '../contract/yaml-file.ts';
import { ContractError, UsageError } from '../errors.ts';
import { nearest } from './nearest.ts';
import { type Option, type OptionName, options, type RawSettings, variableOf } from './options.ts';

/** The file that settings are read from, in the folder in which the command runs. */
export const settingsFile = 'kube-covenant.yaml';

type Value = NonNullable<RawSettings[OptionName]>;

const names = options.map((option) => option.name);

/**
 * Settings from `KUBE_COVENANT_*` variables (lists one item a line), and the server from `TARGET` for users of vitest.
 * @throws UsageError for a variable that is none of ours.
 */
export function fromEnvironment(environment: NodeJS.ProcessEnv): RawSettings {
  const raw: RawSettings = {};
  const known = new Map(options.map((option) => [variableOf(option.name), option]));
  for (const [variable, text] of Object.entries(environment)) {
    if (!variable.startsWith('KUBE_COVENANT_') || text === undefined || text === '') continue;
    const option = known.get(variable);
    if (!option)
      throw new UsageError(`${variable} is not a variable of kube-covenant${nearest(variable, [...known.keys()])}`);
    raw[option.name] = fromText(option, text, variable);
  }
  if (raw.server === undefined && environment['TARGET']) raw.server = environment['TARGET'];
  return raw;
}

/** Settings from `kube-covenant.yaml` in a folder; nothing where there is no such file. @throws UsageError with its line. */
export function fromFile(folder: string): RawSettings {
  const path = join(folder, settingsFile);
  if (!existsSync(path)) return {};
  try {
    const file = readYaml<Record<string, unknown> | null>(path);
    const raw: RawSettings = {};
    for (const [key, value] of Object.entries(file.data ?? {})) {
      const option = options.find((candidate) => candidate.name === key);
      const place = `${settingsFile}:${file.lineOf([key])}`;
      if (!option) throw new UsageError(`${place}: ${key} is not a setting${nearest(key, names)}`);
      raw[option.name] = fromValue(option, value, place);
    }
    return raw;
  } catch (thrown) {
    if (thrown instanceof ContractError) throw new UsageError(thrown.message);
    throw thrown;
  }
}

/** Settings of which the nearer source's word replaces the other's too: a `--token` leaves no `token-file` of the file's. */
const alternatives: readonly (readonly OptionName[])[] = [
  ['token', 'token-file'],
  ['other-token', 'other-token-file'],
  ['server', 'kubeconfig', 'context'],
];

/** Lays sources over one another, the first one winning. */
export function layered(...sources: readonly RawSettings[]): RawSettings {
  return sources.reduceRight<RawSettings>((beneath, above) => {
    const kept: RawSettings = { ...beneath };
    for (const group of alternatives) {
      if (group.some((name) => above[name] !== undefined)) for (const name of group) delete kept[name];
    }
    return { ...kept, ...above };
  }, {});
}

/** All that is said here and now: by flags, by variables, by the file in the working folder. */
export function saidSettings(flags: RawSettings = {}): RawSettings {
  return layered(flags, fromEnvironment(process.env), fromFile(process.cwd()));
}

function fromText(option: Option, text: string, place: string): Value {
  if (option.kind === 'list') return text.split('\n').filter((line) => line !== '');
  if (option.kind === 'switch')
    return fromValue(option, text === 'true' || text === '1' || (text !== 'false' && text !== '0' && text), place);
  return text;
}

function fromValue(option: Option, value: unknown, place: string): Value {
  const wrong = (wanted: string) =>
    new UsageError(`${place}: ${option.name} must be ${wanted}, not ${JSON.stringify(value)}`);
  if (option.kind === 'switch') {
    if (typeof value === 'boolean') return value;
    throw wrong('true or false');
  }
  if (option.kind === 'list') {
    const list = Array.isArray(value) ? value : [value];
    if (list.every((item) => typeof item === 'string')) return list;
    throw wrong('a list of texts');
  }
  if (typeof value === 'string' || typeof value === 'number') return value;
  throw wrong(option.kind === 'number' ? 'a number' : 'a text');
}
