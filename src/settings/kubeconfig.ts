import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { isObject, valueAt } from '../../specs/json.ts';
import { messageOf, UsageError } from '../errors.ts';
import { nearest } from './nearest.ts';
import type { ConnectionSettings } from './settings.ts';

/**
 * Server and credentials from a kubeconfig, exec plugins and token files included: the Kubernetes client for JavaScript reads
 * it, so that it means here what it means to kubectl. That library is large and is loaded only now.
 * @throws UsageError for an unreadable file, an unknown context, or one without a server.
 */
export async function readKubeconfig(file: string, context: string | undefined): Promise<ConnectionSettings> {
  const { KubeConfig } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
    config.loadFromFile(file);
  } catch (thrown) {
    throw new UsageError(`--kubeconfig ${file} cannot be read: ${messageOf(thrown)}`);
  }
  if (context !== undefined) {
    const names = config.getContexts().map(({ name }) => name);
    if (!names.includes(context))
      throw new UsageError(`--kubeconfig ${file} has no context ${context}${nearest(context, names)}`);
    config.setCurrentContext(context);
  }
  const cluster = config.getCurrentCluster();
  if (!cluster?.server)
    throw new UsageError(`--kubeconfig ${file}: the context ${config.getCurrentContext()} names no server`);
  const applied: Applied = { headers: {} };
  try {
    await config.applyToHTTPSOptions(applied);
    const tokenFile = tokenFileOf(text, config.getCurrentUser()?.name);
    if (tokenFile !== undefined) {
      const token = readFileSync(resolve(dirname(file), tokenFile), 'utf8').trim();
      applied.headers['Authorization'] = `Bearer ${token}`;
    }
  } catch (thrown) {
    throw new UsageError(`--kubeconfig ${file}: the credentials cannot be had: ${messageOf(thrown)}`);
  }
  const pem = (value: Applied['ca']) => (value === undefined ? undefined : value.toString());
  const [ca, clientCert, clientKey] = [pem(applied.ca), pem(applied.cert), pem(applied.key)];
  return {
    server: cluster.server,
    headers: headersOf(applied),
    ...(ca !== undefined && { ca }),
    ...(clientCert !== undefined && { clientCert }),
    ...(clientKey !== undefined && { clientKey }),
    insecureSkipTlsVerify: cluster.skipTLSVerify === true,
  };
}

/** A user's `tokenFile`, which the library does not know; kubectl lets it go before `token`. */
function tokenFileOf(text: string, name: string | undefined): string | undefined {
  const users = valueAt(parse(text), ['users']);
  const user = Array.isArray(users) ? users.find((entry) => isObject(entry) && entry['name'] === name) : undefined;
  const file = valueAt(user, ['user', 'tokenFile']);
  return typeof file === 'string' ? file : undefined;
}

/** The part of `https.RequestOptions` that the library fills in. */
interface Applied {
  headers: Record<string, string>;
  auth?: string;
  ca?: string | Buffer;
  cert?: string | Buffer;
  key?: string | Buffer;
}

function headersOf(applied: Applied): Record<string, string> {
  const entries = Object.entries(applied.headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const headers: Record<string, string> = Object.fromEntries(entries);
  if (applied.auth !== undefined) headers['authorization'] = `Basic ${Buffer.from(applied.auth).toString('base64')}`;
  return headers;
}
