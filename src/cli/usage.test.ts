import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { json, type SmallServer, startSmallServer } from '../client/small-server.test-data.ts';
import { captureOutput } from './captured.test-data.ts';
import { main } from './program.ts';

let server: SmallServer;
let folder: string;
beforeAll(async () => {
  server = await startSmallServer((_request, response) => json(response, 200, {}));
  folder = mkdtempSync(join(tmpdir(), 'covenant-'));
  writeFileSync(join(folder, 'no.pem'), 'just text');
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const written = captureOutput();

/** One line on stderr, exit 2, nothing on stdout, and not so much as a connection to the server. */
async function refuses(words: string[], message: RegExp): Promise<void> {
  const code = await main(words);
  expect(written.stderr).toMatch(/^kube-covenant: [^\n]+\n$/);
  expect(written.stderr).toMatch(message);
  expect(written.stdout).toBe('');
  expect(code).toBe(2);
  expect(server.connections.opened).toBe(0);
}

const run = (...words: string[]) => ['run', '--server', server.url, '--out', join(folder, 'out'), ...words];

describe('refused in one line, with exit 2, and no request sent:', () => {
  test('an unknown flag, with the nearest one', async () => {
    await refuses(run('--filtr', 'x'), /unknown option '--filtr'.*--filter/);
  });

  test('a flag without its value', async () => {
    await refuses(['run', '--server'], /'--server <URL>' argument missing/);
  });

  test('an unknown command, with the nearest one', async () => {
    await refuses(['rnu'], /unknown command 'rnu'.*run/);
  });

  test('a word too many', async () => {
    await refuses(run('update.pod'), /too many arguments/);
  });

  test('an unknown requirement, with the nearest one', async () => {
    await refuses(
      ['explain', 'update.pod.listed-field-are-updated'],
      /there is no requirement .* \(did you mean update\.pod\.listed-fields-are-updated\?\); 'kube-covenant list'/,
    );
  });

  test('a filter that matches nothing', async () => {
    await refuses(run('--filter', 'update.pod.nothing*'), /--filter update\.pod\.nothing\* matches no requirement/);
  });

  test('one filter that matches nothing beside one that does', async () => {
    await refuses(run('--filter', 'update.*', '--filter', 'zzz'), /--filter zzz matches no requirement/);
  });

  test('an unknown profile, with those that there are', async () => {
    await refuses(run('--profile', 'ccee'), /there is no profile ccee \(did you mean cce\?\); there are .*cce/);
  });

  test('a URL without a scheme', async () => {
    await refuses(['run', '--server', new URL(server.url).host], /needs a scheme: https:\/\/127\.0\.0\.1/);
  });

  test('an unreadable token file', async () => {
    await refuses(run('--token-file', join(folder, 'none')), /--token-file .*none cannot be read: no such file/);
  });

  test('a certificate authority that is no PEM file', async () => {
    await refuses(run('--ca', join(folder, 'no.pem')), /--ca .*no\.pem is not a PEM file/);
  });

  test.each([
    ['a header without a colon', ['--header', 'X-Auth-Token abc'], /--header must look like 'Name: value'/],
    ['a seed that is no number', ['--seed', 'abc'], /--seed must be a whole number/],
    ['a concurrency of none', ['--concurrency', '0'], /--concurrency must be a whole number from 1/],
    ['an effort that is none', ['--effort', 'lazy'], /--effort must be quick, standard or deep, not lazy/],
    ['a folder that cannot be written to', ['--out', '/dev/null/out'], /--out \/dev\/null\/out cannot be written to/],
    ['a missing kubeconfig', ['--kubeconfig', '/no/such/config'], /--kubeconfig \/no\/such\/config cannot be read/],
  ])('%s', async (_what, words, message) => {
    await refuses(run(...words), message);
  });

  test('a variable that looks like ours and is not', async () => {
    vi.stubEnv('KUBE_COVENANT_TOKN', 'x');
    await refuses(run(), /KUBE_COVENANT_TOKN is not a variable .* \(did you mean KUBE_COVENANT_TOKEN\?\)/);
  });

  test('a sweep of nothing in particular', async () => {
    await refuses(['sweep'], /sweep needs a --server/);
  });

  test('a flag that sweep has no use for', async () => {
    await refuses(['sweep', '--server', server.url, '--filter', 'x'], /unknown option '--filter'/);
  });
});

test('after a refusal nothing keeps the process alive, the embedded server neither', async () => {
  const listening = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;
  const before = listening();
  await refuses(['run', '--out', '/dev/null/out'], /--out \/dev\/null\/out cannot be written to/);
  await vi.waitFor(() => expect(listening()).toBe(before));
});

describe('asked for help', () => {
  test.each([[['--help']], [['run', '--help']], [['serve', '--help']], [['--version']]])(
    '%j answers on stdout with exit 0',
    async (words) => {
      expect(await main(words)).toBe(0);
      expect(written.stdout).toMatch(/\w/);
      expect(written.stderr).toBe('');
    },
  );
});

test('list shows every requirement, a line each, and as JSON', async () => {
  expect(await main(['list'])).toBe(0);
  const lines = written.stdout.trim().split('\n');
  written.stdout = '';
  expect(await main(['list', '--json'])).toBe(0);
  const facts = JSON.parse(written.stdout) as { id: string }[];
  expect(lines.map((line) => line.split(' ')[0])).toEqual(facts.map(({ id }) => id));
});

test('explain shows what is promised, where, and how it is checked', async () => {
  expect(await main(['explain', 'update.pod.other-fields-are-immutable'])).toBe(0);
  for (const word of ['MUST', 'cce-pod-update', 'checked', 'disputes', 'recorded:']) {
    expect(written.stdout).toContain(word);
  }
});
