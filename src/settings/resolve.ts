import { readFileSync } from 'node:fs';
import { UsageError } from '../errors.ts';
import { readKubeconfig } from './kubeconfig.ts';
import { nearest } from './nearest.ts';
import type { RawSettings } from './options.ts';
import { type ConnectionSettings, efforts, languages, type Settings } from './settings.ts';

/**
 * Makes settings of what the user said: reads the files it names, checks every value, fills in the defaults. No request is
 * sent. @throws UsageError in one line that says what is wrong and what would be right.
 */
export async function resolveSettings(raw: RawSettings, profiles: readonly string[]): Promise<Settings> {
  for (const name of list(raw.profile)) {
    if (profiles.includes(name)) continue;
    throw new UsageError(`there is no profile ${name}${nearest(name, profiles)}; there are ${profiles.join(', ')}`);
  }
  const effort = text(raw.effort) ?? 'standard';
  const known = efforts.find((candidate) => candidate === effort);
  const lang = text(raw.lang) ?? 'en';
  const language = languages.find((candidate) => candidate === lang);
  if (!language) throw new UsageError(`--lang must be en or zh, not ${lang}`);
  if (!known) throw new UsageError(`--effort must be quick, standard or deep, not ${effort}`);
  if (raw.json === true && raw.quiet === true) throw new UsageError('give --json or --quiet, not both');
  const bail = whole(raw.bail, '--bail', 1, 1_000_000);
  return {
    connection: await resolveConnection(raw),
    profiles: raw.profile === undefined ? profiles : list(raw.profile),
    filter: list(raw.filter),
    seed: whole(raw.seed, '--seed', 0, 2 ** 31 - 1) ?? Math.floor(Math.random() * 2 ** 31),
    effort: known,
    concurrency: whole(raw.concurrency, '--concurrency', 1, 1000) ?? 16,
    ...watchSettings(raw),
    out: text(raw.out) ?? 'reports/out',
    language,
    strictDocuments: raw['strict-documents'] === true,
    ...(bail !== undefined && { bail }),
    print: raw.json === true ? 'record' : raw.quiet === true ? 'verdict' : 'summary',
  };
}

function watchSettings(raw: RawSettings): Pick<Settings, 'watch'> {
  const objects = whole(raw['watch-objects'], '--watch-objects', 1, 10_000);
  const writers = whole(raw['watch-writers'], '--watch-writers', 1, 100);
  const seconds = whole(raw['watch-seconds'], '--watch-seconds', 1, 86_400);
  const watch = {
    ...(objects !== undefined && { objects }),
    ...(writers !== undefined && { writers }),
    ...(seconds !== undefined && { seconds }),
  };
  return Object.keys(watch).length > 0 ? { watch } : {};
}

async function resolveConnection(raw: RawSettings): Promise<ConnectionSettings> {
  const kubeconfig = text(raw.kubeconfig);
  if (text(raw.context) !== undefined && kubeconfig === undefined)
    throw new UsageError('--context goes with --kubeconfig');
  const base = kubeconfig === undefined ? undefined : await readKubeconfig(kubeconfig, text(raw.context));
  const server = text(raw.server) ?? base?.server;
  const headers: Record<string, string> = { ...base?.headers };
  const bearer = token(raw, 'token');
  if (bearer !== undefined) headers['authorization'] = `Bearer ${bearer}`;
  for (const line of list(raw.header)) {
    const [, name, value] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):\s*(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined)
      throw new UsageError(`--header must look like 'Name: value', not '${line}'`);
    headers[name.toLowerCase()] = value;
  }
  const otherToken = token(raw, 'other-token');
  if (
    otherToken !== undefined &&
    Object.values(headers).some((value) => value.replace(/^Bearer +/i, '') === otherToken)
  )
    throw new UsageError('--other-token must be of somebody else than --token');
  const ca = pem(text(raw.ca), '--ca') ?? base?.ca;
  const clientCert = pem(text(raw['client-cert']), '--client-cert') ?? base?.clientCert;
  const clientKey = pem(text(raw['client-key']), '--client-key') ?? base?.clientKey;
  if ((clientCert === undefined) !== (clientKey === undefined)) {
    throw new UsageError('--client-cert and --client-key go together; one of them is missing');
  }
  return {
    ...(server !== undefined && { server: checkUrl(server) }),
    headers,
    ...(otherToken !== undefined && { otherToken }),
    ...(ca !== undefined && { ca }),
    ...(clientCert !== undefined && { clientCert }),
    ...(clientKey !== undefined && { clientKey }),
    insecureSkipTlsVerify: raw['insecure-skip-tls-verify'] === true || base?.insecureSkipTlsVerify === true,
  };
}

function checkUrl(server: string): string {
  // What stands before an @ may be a password: no message repeats it.
  const shown = server.replace(/(^|\/\/)[^/]*@/, '$1');
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(server);
  if (!scheme) throw new UsageError(`--server needs a scheme: https://${shown} or http://${shown}, not ${shown}`);
  const url = URL.canParse(server) ? new URL(server) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new UsageError(`--server must be an http or https URL, not ${shown}`);
  if (url.username || url.password) throw new UsageError('--server must not hold a password; use --token or --header');
  if (url.search || url.hash) throw new UsageError(`--server must be a URL without ? and #, not ${shown}`);
  return server.replace(/\/+$/, '');
}

function token(raw: RawSettings, name: 'token' | 'other-token'): string | undefined {
  const flags = { value: `--${name}`, file: `--${name}-file` };
  const file = text(raw[`${name}-file`]);
  if (raw[name] !== undefined && file !== undefined)
    throw new UsageError(`give ${flags.value} or ${flags.file}, not both`);
  const value = file === undefined ? text(raw[name]) : readText(file, flags.file).trim();
  if (value === '')
    throw new UsageError(file === undefined ? `${flags.value} is empty` : `${flags.file} ${file} is empty`);
  return value;
}

function pem(file: string | undefined, flag: string): string | undefined {
  if (file === undefined) return undefined;
  const content = readText(file, flag);
  if (!content.includes('-----BEGIN ')) throw new UsageError(`${flag} ${file} is not a PEM file`);
  return content;
}

function readText(file: string, flag: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code;
    const why = code === 'ENOENT' ? 'no such file' : code === 'EISDIR' ? 'it is a folder' : (code ?? 'unreadable');
    throw new UsageError(`${flag} ${file} cannot be read: ${why}`);
  }
}

function text(value: RawSettings[keyof RawSettings]): string | undefined {
  return value === undefined ? undefined : String(value);
}

function list(value: RawSettings[keyof RawSettings]): readonly string[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [String(value)];
}

function whole(value: RawSettings[keyof RawSettings], flag: string, least: number, most: number): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (Number.isInteger(number) && String(value).trim() !== '' && number >= least && number <= most) return number;
  throw new UsageError(`${flag} must be a whole number from ${least} to ${most}, not ${String(value)}`);
}
