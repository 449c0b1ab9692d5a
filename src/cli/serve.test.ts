import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { faults, startReferenceServer, traps } from '../../fixtures/reference-server/index.ts';
import { chapters } from '../../suites/index.ts';
import { buildRegistry } from '../registry.ts';
import { serveOptions } from './commands/serve.ts';
import { main } from './program.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'covenant-serve-'));
  writeFileSync(join(folder, 'cert.pem'), '-----BEGIN CERTIFICATE-----\n');
  writeFileSync(join(folder, 'text.pem'), 'just text');
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => void vi.restoreAllMocks());

function capture(stream: 'stdout' | 'stderr'): () => string {
  let text = '';
  vi.spyOn(process[stream], 'write').mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  return () => text;
}

describe('serve refuses in one line, with exit 2:', () => {
  const cert = () => join(folder, 'cert.pem');
  test.each<[string, () => string[], RegExp]>([
    ['a port that is none', () => ['--port', '99999'], /--port must be a whole number from 0 to 65535, not 99999/],
    ['an empty port', () => ['--port', ''], /--port must be a whole number/],
    [
      'a fault that is none, with the nearest',
      () => ['--fault', 'watch-drop-deletes'],
      /there is no fault watch-drop-deletes \(did you mean watch-drops-deletes\?\); 'kube-covenant faults' lists them/,
    ],
    [
      'a trap that is none, with the nearest',
      () => ['--trap', 'watch-ends-earlyy'],
      /no trap watch-ends-earlyy \(did you mean watch-ends-early\?\)/,
    ],
    ['a trap that is given as a fault', () => ['--fault', 'watch-ends-early'], /there is no fault watch-ends-early/],
    ['a version that it does not know', () => ['--kubernetes-version', '1.30'], /must be one of 1\.29, 1\.33, 1\.36/],
    [
      'a dialect that is none',
      () => ['--dialect', 'latin'],
      /--dialect must be one of kubernetes, documents, not latin/,
    ],
    ['a number of nodes that is none', () => ['--nodes', 'some'], /--nodes must be a whole number from 0/],
    ['a history of nothing', () => ['--history', '0'], /--history must be a whole number from 1/],
    ['an empty token', () => ['--token', ''], /--token is empty/],
    ['one token for two roles', () => ['--token', 'a', '--nobody-token', 'a'], /a token of its own/],
    ['a certificate without its key', () => ['--tls-cert', cert()], /--tls-cert and --tls-key go together/],
    [
      'a missing key',
      () => ['--tls-cert', cert(), '--tls-key', '/none'],
      /--tls-key \/none cannot be read: no such file/,
    ],
    [
      'a key that is no PEM file',
      () => ['--tls-cert', cert(), '--tls-key', join(folder, 'text.pem')],
      /--tls-key .*text\.pem is not a PEM file/,
    ],
    ['an address that is not ours', () => ['--host', '192.0.2.1', '--port', '0'], /cannot listen on 192\.0\.2\.1/],
    ['a word too many', () => ['now'], /too many arguments/],
  ])('%s', async (_what, words, message) => {
    const stderr = capture('stderr');
    expect(await main(['serve', ...words()])).toBe(2);
    expect(stderr()).toMatch(/^kube-covenant: [^\n]+\n$/);
    expect(stderr()).toMatch(message);
  });
});

test('what the flags of serve say is what the server does', async () => {
  const options = serveOptions({
    host: 'localhost',
    port: '0',
    token: 'a',
    readOnlyToken: 'r',
    nobodyToken: 'n',
    fault: ['yaml-answered-as-json'],
    trap: ['watch-ends-early'],
    kubernetesVersion: '1.29',
    dialect: 'documents',
    history: '10',
    nodes: '2',
    openapi: false,
  });
  expect(options).toMatchObject({ dialect: 'documents', history: 10, nodes: 2, traps: ['watch-ends-early'] });
  const server = await startReferenceServer(options);
  const get = (path: string, token: string, more = {}) =>
    fetch(server.url + path, { headers: { authorization: `Bearer ${token}`, ...more } });
  try {
    const pods = '/api/v1/namespaces/default/pods';
    expect(await Promise.all(['a', 'r', 'n', 'x'].map(async (token) => (await get(pods, token)).status))).toEqual([
      200, 200, 403, 401,
    ]);
    expect(await (await get('/version', 'a')).json()).toMatchObject({ minor: '29' });
    expect((await get('/openapi/v3', 'a')).status).toBe(404);
    const type = (await get(pods, 'a', { accept: 'application/yaml' })).headers.get('content-type');
    expect(type).toContain('application/json');
  } finally {
    await server.close();
  }
});

const openssl = spawnSync('openssl', ['version']).status === 0;

test.skipIf(!openssl)('with --tls it speaks HTTPS, with a certificate of its own', async () => {
  const server = await startReferenceServer(serveOptions({ port: '0', tls: true }));
  try {
    expect(server.url).toMatch(/^https:/);
    await expect(fetch(`${server.url}/version`)).rejects.toMatchObject({
      cause: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    });
  } finally {
    await server.close();
  }
});

describe('faults', () => {
  test('lists every fault and trap with what goes wrong, where it was seen, and who claims it', async () => {
    const stdout = capture('stdout');
    expect(await main(['faults'])).toBe(0);
    for (const { id, title, source } of [...faults, ...traps]) {
      expect(stdout()).toContain(`  ${id}\n    ${title}\n    seen in: ${source}\n`);
    }
    expect(stdout()).toMatch(
      new RegExp(`${faults.length} faults, [1-9]\\d* claimed by a requirement; ${traps.length} traps\n$`),
    );
  });

  test('says as JSON which requirements claim each', async () => {
    const stdout = capture('stdout');
    expect(await main(['faults', '--json'])).toBe(0);
    const listed = JSON.parse(stdout()) as { faults: { id: string; claimedBy: string[] }[]; traps: unknown[] };
    const { requirements } = buildRegistry(chapters);
    const claims = requirements.flatMap(({ id, kills }) => kills.map((fault) => `${fault} ${id}`));
    expect(listed.faults.flatMap(({ id, claimedBy }) => claimedBy.map((by) => `${id} ${by}`)).sort()).toEqual(
      claims.sort(),
    );
    expect(listed.traps).toHaveLength(traps.length);
  });
});
