import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UsageError } from '../errors.ts';
import type { RawSettings } from './options.ts';
import { resolveSettings } from './resolve.ts';

const profiles = ['cce', 'kubernetes'];
const resolve = (raw: RawSettings) => resolveSettings(raw, profiles);

let folder: string;
let pem: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'covenant-'));
  pem = join(folder, 'some.pem');
  writeFileSync(pem, '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n');
  writeFileSync(join(folder, 'token'), '  from-file\n');
  writeFileSync(join(folder, 'empty'), '\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

test('what nobody says has its default; the seed is a new one each time', async () => {
  const { seed, ...settings } = await resolve({});
  expect(settings).toEqual({
    connection: { headers: {}, insecureSkipTlsVerify: false },
    print: 'summary',
    language: 'en',
    profiles,
    filter: [],
    effort: 'standard',
    concurrency: 16,
    out: 'reports/out',
    strictDocuments: false,
  });
  expect(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31).toBe(true);
  expect(new Set([seed, (await resolve({})).seed, (await resolve({})).seed]).size).toBeGreaterThan(1);
});

test('what is said is taken, whether it came as a text or as a value', async () => {
  const raw = {
    seed: '0',
    concurrency: 1000,
    profile: ['cce'],
    filter: 'a.*',
    effort: 'deep',
    'strict-documents': true,
  };
  expect(await resolve(raw)).toMatchObject({
    seed: 0,
    concurrency: 1000,
    profiles: ['cce'],
    filter: ['a.*'],
    effort: 'deep',
    strictDocuments: true,
  });
});

test('how much is written while watches are checked is asked for one by one', async () => {
  expect(await resolve({ 'watch-seconds': '600' })).toMatchObject({ watch: { seconds: 600 } });
  expect((await resolve({ 'watch-objects': 20, 'watch-writers': '3' })).watch).toEqual({ objects: 20, writers: 3 });
  await expect(resolve({ 'watch-writers': '0' })).rejects.toThrow(
    '--watch-writers must be a whole number from 1 to 100',
  );
  await expect(resolve({ 'watch-objects': 'many' })).rejects.toThrow(UsageError);
});

describe('the connection', () => {
  const connection = async (raw: RawSettings) => (await resolve(raw)).connection;

  test('has the server without a slash at its end, path kept', async () => {
    expect(await connection({ server: 'https://host:6443/prefix//' })).toMatchObject({
      server: 'https://host:6443/prefix',
    });
  });

  test('has the token as a header, from the flag or from the trimmed file', async () => {
    expect(await connection({ token: 'abc' })).toMatchObject({ headers: { authorization: 'Bearer abc' } });
    const raw = { 'token-file': join(folder, 'token') };
    expect(await connection(raw)).toMatchObject({ headers: { authorization: 'Bearer from-file' } });
  });

  test('has the second token apart, which goes into no header', async () => {
    const other = { 'other-token-file': join(folder, 'token') };
    expect(await connection({ token: 'abc', ...other })).toMatchObject({
      headers: { authorization: 'Bearer abc' },
      otherToken: 'from-file',
    });
  });

  test('has headers of any name, in lower case; one named authorization goes before a token', async () => {
    const header = ['X-Auth-Token:  a: b', 'authorization: Basic x'];
    expect(await connection({ header, token: 'abc' })).toMatchObject({
      headers: { 'x-auth-token': 'a: b', authorization: 'Basic x' },
    });
  });

  test('has the contents of the PEM files', async () => {
    const files = { ca: pem, 'client-cert': pem, 'client-key': pem };
    const found = await connection(files);
    for (const text of [found.ca, found.clientCert, found.clientKey]) expect(text).toContain('BEGIN CERTIFICATE');
  });

  test('verifies the server unless told not to', async () => {
    expect(await connection({ 'insecure-skip-tls-verify': true })).toMatchObject({ insecureSkipTlsVerify: true });
    expect(await connection({ 'insecure-skip-tls-verify': false })).toMatchObject({ insecureSkipTlsVerify: false });
  });
});

describe('refused in one line that says what is wrong and what would be right', () => {
  const cases: [string, () => RawSettings, RegExp][] = [
    [
      'a profile that is none',
      () => ({ profile: ['cc'] }),
      /there is no profile cc \(did you mean cce\?\).*cce, kubernetes/,
    ],
    ['an effort that is none', () => ({ effort: 'hard' }), /--effort must be quick, standard or deep, not hard/],
    ['a URL without a scheme', () => ({ server: 'host:6443' }), /needs a scheme: https:\/\/host:6443/],
    ['a URL of another scheme', () => ({ server: 'ftp://host' }), /must be an http or https URL/],
    ['a URL that is none', () => ({ server: 'https://' }), /must be an http or https URL/],
    ['a URL with a query', () => ({ server: 'https://host/?a=b' }), /without \? and #/],
    ['an unreadable file', () => ({ ca: '/no/such.pem' }), /--ca \/no\/such\.pem cannot be read: no such file/],
    ['a folder for a file', () => ({ 'token-file': folder }), /--token-file .* cannot be read: it is a folder/],
    ['a file that is no PEM file', () => ({ ca: join(folder, 'token') }), /--ca .*token is not a PEM file/],
    ['a header without a colon', () => ({ header: ['X-Auth-Token'] }), /--header must look like 'Name: value'/],
    ['a header with a blank in its name', () => ({ header: ['X Auth: a'] }), /--header must look like/],
    ['a token and a token file', () => ({ token: 'a', 'token-file': 'b' }), /--token or --token-file, not both/],
    [
      'a second token and its file',
      () => ({ 'other-token': 'a', 'other-token-file': 'b' }),
      /--other-token or --other/,
    ],
    ['one token for both', () => ({ token: 'a', 'other-token': 'a' }), /--other-token must be of somebody else/],
    ['no violation to stop after', () => ({ bail: 0 }), /--bail must be a whole number from 1/],
    ['an unknown language', () => ({ lang: 'fr' }), /--lang must be en or zh, not fr/],
    ['two ways to print', () => ({ json: true, quiet: true }), /--json or --quiet, not both/],
    ['an empty token', () => ({ token: '' }), /--token is empty/],
    ['an empty token file', () => ({ 'token-file': join(folder, 'empty') }), /--token-file .*empty is empty/],
    ['a certificate without its key', () => ({ 'client-cert': pem }), /go together/],
    ['a key without its certificate', () => ({ 'client-key': pem }), /go together/],
    ['a context without a kubeconfig', () => ({ context: 'a' }), /--context goes with --kubeconfig/],
    ...['-1', '1.5', 'x', '', ' ', '2147483648'].map((seed): [string, () => RawSettings, RegExp] => [
      `the seed '${seed}'`,
      () => ({ seed }),
      /--seed must be a whole number from 0 to 2147483647, not/,
    ]),
    ...[0, 1001, 2.5, 'many'].map((concurrency): [string, () => RawSettings, RegExp] => [
      `the concurrency ${concurrency}`,
      () => ({ concurrency }),
      /--concurrency must be a whole number from 1 to 1000, not/,
    ]),
  ];

  test.each(cases)('%s', async (_what, raw, message) => {
    const thrown = await resolve(raw()).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(thrown).toBeInstanceOf(UsageError);
    expect((thrown as UsageError).message).toMatch(message);
    expect((thrown as UsageError).message).not.toContain('\n');
  });

  test.each([
    ['https://me:secret@host', /must not hold a password; use --token/],
    ['me:secret@host', /needs a scheme: https:\/\/host/],
    ['https://me:secret@host:no-port', /must be an http or https URL/],
  ])('a URL with a password, which is not repeated: %s', async (server, message) => {
    const thrown = await resolve({ server }).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(UsageError);
    expect((thrown as UsageError).message).toMatch(message);
    expect((thrown as UsageError).message).not.toContain('secret');
  });
});
