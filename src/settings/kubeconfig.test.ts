import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { UsageError } from '../errors.ts';
import { readKubeconfig } from './kubeconfig.ts';
import { resolveSettings } from './resolve.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'covenant-'));
  file = join(folder, 'config');
  writeFileSync(join(folder, 'token'), 'from-token-file\n');
  const user = (name: string, of: object) => ({ name, user: of });
  const context = (name: string, cluster = 'main') => ({ name, context: { cluster, user: name } });
  writeFileSync(
    file,
    stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'by-token',
      clusters: [
        { name: 'main', cluster: { server: 'https://main:6443', 'certificate-authority-data': base64('the CA') } },
        { name: 'lax', cluster: { server: 'https://lax:6443', 'insecure-skip-tls-verify': true } },
      ],
      users: [
        user('by-token', { token: 'inline' }),
        user('by-file', { tokenFile: './token' }),
        user('by-certificate', {
          'client-certificate-data': base64('the certificate'),
          'client-key-data': base64('the key'),
        }),
        user('by-password', { username: 'me', password: 'secret' }),
      ],
      contexts: [
        context('by-token'),
        context('by-file'),
        context('by-certificate'),
        context('by-password', 'lax'),
        context('nowhere', 'gone'),
      ],
    }),
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

test('the current context is taken where none is named: server, authority and token', async () => {
  expect(await readKubeconfig(file, undefined)).toEqual({
    server: 'https://main:6443',
    headers: { authorization: 'Bearer inline' },
    ca: 'the CA',
    insecureSkipTlsVerify: false,
  });
});

test('a token file is read, from the folder of the kubeconfig where its path is relative', async () => {
  const { headers } = await readKubeconfig(file, 'by-file');
  expect(headers).toEqual({ authorization: 'Bearer from-token-file' });
});

test('a client certificate comes with its key', async () => {
  const found = await readKubeconfig(file, 'by-certificate');
  expect(found).toMatchObject({ clientCert: 'the certificate', clientKey: 'the key', headers: {} });
});

test('a user name and password are sent as basic authentication; a server may be left unverified', async () => {
  expect(await readKubeconfig(file, 'by-password')).toEqual({
    server: 'https://lax:6443',
    headers: { authorization: `Basic ${base64('me:secret')}` },
    insecureSkipTlsVerify: true,
  });
});

test('flags beside the kubeconfig go before what it says', async () => {
  const raw = { kubeconfig: file, context: 'by-certificate', token: 'mine', header: ['X-A: b'] };
  const { connection } = await resolveSettings(raw, []);
  expect(connection).toMatchObject({
    server: 'https://main:6443',
    headers: { authorization: 'Bearer mine', 'x-a': 'b' },
    clientCert: 'the certificate',
  });
});

describe('refused in one line', () => {
  async function errorOf(path: string, context?: string): Promise<string> {
    const thrown = await readKubeconfig(path, context).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(UsageError);
    const { message } = thrown as UsageError;
    expect(message).not.toContain('\n');
    return message;
  }

  test('an unknown context, with the nearest one', async () => {
    expect(await errorOf(file, 'by-tokn')).toBe(`--kubeconfig ${file} has no context by-tokn (did you mean by-token?)`);
  });

  test('a missing file', async () => {
    expect(await errorOf(join(folder, 'none'))).toMatch(/--kubeconfig .*none cannot be read: .*no such file/);
  });

  test('a file that is no kubeconfig', async () => {
    const broken = join(folder, 'broken');
    writeFileSync(broken, 'clusters: [');
    expect(await errorOf(broken)).toMatch(/--kubeconfig .*broken cannot be read: /);
    writeFileSync(broken, 'just text');
    expect(await errorOf(broken)).toMatch(/--kubeconfig .*broken/);
  });

  test('a context whose cluster is not there', async () => {
    expect(await errorOf(file, 'nowhere')).toMatch(/the context nowhere names no server/);
  });

  test('a token file that is not there', async () => {
    const path = join(folder, 'no-token');
    const user = { name: 'u', user: { tokenFile: join(folder, 'none') } };
    const cluster = { name: 'c', cluster: { server: 'https://c' } };
    const context = { name: 'x', context: { cluster: 'c', user: 'u' } };
    writeFileSync(path, stringify({ clusters: [cluster], users: [user], contexts: [context], 'current-context': 'x' }));
    expect(await errorOf(path)).toMatch(/the credentials cannot be had: .*no such file/);
  });
});
