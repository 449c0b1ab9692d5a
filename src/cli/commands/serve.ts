import { readFileSync } from 'node:fs';
import {
  faults,
  type KubernetesVersion,
  type ServeOptions,
  startReferenceServer,
  traps,
} from '../../../fixtures/reference-server/index.ts';
import { selfSigned } from '../../../fixtures/reference-server/self-signed.ts';
import { messageOf, UsageError } from '../../errors.ts';
import { nearest } from '../../settings/nearest.ts';

export interface ServeFlags {
  readonly host?: string;
  readonly port?: string;
  readonly token?: string;
  readonly readOnlyToken?: string;
  readonly nobodyToken?: string;
  readonly fault?: readonly string[];
  readonly trap?: readonly string[];
  readonly kubernetesVersion?: string;
  readonly dialect?: string;
  readonly history?: string;
  readonly nodes?: string;
  /** Commander's form of `--no-openapi`. */
  readonly openapi?: boolean;
  readonly tls?: boolean;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
}

const defaultPort = '8001';

/** The releases and the readings that the reference server knows. */
const versions = ['1.29', '1.33', '1.36'] as const satisfies readonly KubernetesVersion[];
const dialects = ['kubernetes', 'documents'] as const;

/** `kube-covenant serve`: the reference server by itself, until a signal ends it. @throws UsageError for bad flags. */
export async function serve(flags: ServeFlags): Promise<number> {
  const server = await startReferenceServer(serveOptions(flags)).catch((thrown: unknown) => {
    throw new UsageError(messageOf(thrown));
  });
  const ended = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  const changes = [...(flags.fault ?? []), ...(flags.trap ?? [])];
  process.stdout.write(`listening on ${server.url}${changes.length > 0 ? ` with ${changes.join(', ')}` : ''}\n`);
  await ended;
  await server.close();
  return 0;
}

/** What the flags ask of the server. @throws UsageError in one line for a value that is none. */
export function serveOptions(flags: ServeFlags): ServeOptions {
  const {
    host,
    port = defaultPort,
    token,
    readOnlyToken,
    nobodyToken,
    fault = [],
    trap = [],
    history,
    nodes = '0',
  } = flags;
  const tokens = {
    ...(token !== undefined && { admin: filled(token, '--token') }),
    ...(readOnlyToken !== undefined && { readOnly: filled(readOnlyToken, '--read-only-token') }),
    ...(nobodyToken !== undefined && { nobody: filled(nobodyToken, '--nobody-token') }),
  };
  const roles = Object.values(tokens);
  if (new Set(roles).size < roles.length) throw new UsageError('each role needs a token of its own; two are the same');
  const { kubernetesVersion = '1.36', dialect = 'kubernetes' } = flags;
  const tls = certificate(flags);
  return {
    ...(host !== undefined && { host: filled(host, '--host') }),
    port: whole(port, '--port', 0, 65_535),
    ...(roles.length > 0 && { tokens }),
    faults: known(fault, faults, 'fault'),
    traps: known(trap, traps, 'trap'),
    kubernetesVersion: oneOf(kubernetesVersion, versions, '--kubernetes-version'),
    dialect: oneOf(dialect, dialects, '--dialect'),
    openapi: flags.openapi !== false,
    ...(history !== undefined && { history: whole(history, '--history', 1, 10_000_000) }),
    nodes: whole(nodes, '--nodes', 0, 1000),
    ...(tls && { tls }),
  };
}

function certificate({ tls, tlsCert, tlsKey }: ServeFlags): ServeOptions['tls'] {
  if (tls && (tlsCert ?? tlsKey) !== undefined)
    throw new UsageError('give --tls or --tls-cert and --tls-key, not both');
  if (tls) {
    const made = selfSigned();
    if (!made) throw new UsageError('--tls needs openssl, which is not there; give --tls-cert and --tls-key');
    return made;
  }
  if (tlsCert === undefined && tlsKey === undefined) return undefined;
  if (tlsCert === undefined || tlsKey === undefined)
    throw new UsageError('--tls-cert and --tls-key go together; one of them is missing');
  return { cert: pem(tlsCert, '--tls-cert'), key: pem(tlsKey, '--tls-key') };
}

function pem(file: string, flag: string): string {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch (thrown) {
    const missing = (thrown as NodeJS.ErrnoException).code === 'ENOENT';
    throw new UsageError(`${flag} ${file} cannot be read: ${missing ? 'no such file' : messageOf(thrown)}`);
  }
  if (!content.includes('-----BEGIN ')) throw new UsageError(`${flag} ${file} is not a PEM file`);
  return content;
}

function known(ids: readonly string[], all: readonly { readonly id: string }[], what: string): readonly string[] {
  const names = all.map(({ id }) => id);
  for (const id of ids) {
    if (names.includes(id)) continue;
    throw new UsageError(`there is no ${what} ${id}${nearest(id, names)}; 'kube-covenant faults' lists them`);
  }
  return ids;
}

function oneOf<T extends string>(value: string, allowed: readonly T[], flag: string): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new UsageError(`${flag} must be one of ${allowed.join(', ')}, not ${value}`);
  return found;
}

function whole(value: string, flag: string, least: number, most: number): number {
  const number = Number(value);
  if (Number.isInteger(number) && value.trim() !== '' && number >= least && number <= most) return number;
  throw new UsageError(`${flag} must be a whole number from ${least} to ${most}, not ${value}`);
}

function filled(value: string, flag: string): string {
  if (value.trim() === '') throw new UsageError(`${flag} is empty`);
  return value;
}
