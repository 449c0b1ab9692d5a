import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { curlLine, lastWrite } from './curl.ts';
import { exchanges } from './sample.test-data.ts';

const [post, patch, get] = exchanges as [(typeof exchanges)[0], (typeof exchanges)[0], (typeof exchanges)[0]];

/** The arguments that a shell gives to curl. */
function argumentsOf(line: string): string[] {
  const script = `SERVER=https://s TOKEN=t; curl() { printf '%s\\0' "$@"; }\n${line}`;
  return spawnSync('sh', ['-c', script], { encoding: 'utf8' }).stdout.split('\0').slice(0, -1);
}

test('a shell reads back what was sent, with the credential in its place', () => {
  expect(argumentsOf(curlLine(patch))).toEqual([
    ...['-sS', '-X', 'PATCH', '-H', 'authorization: Bearer t', '-H', 'content-type: application/merge-patch+json'],
    ...['--data-binary', `{"spec":{"nodeName":"o'clock"}}`],
    "https://s/api/v1/namespaces/covenant-1/pods/it's-a-pod?fieldManager=kube-covenant",
  ]);
});

test('nothing in a request is run by the shell', () => {
  const nasty = `'; echo $(id) \`id\` $HOME "\\`;
  const line = curlLine({
    ...patch,
    method: 'A;id',
    path: `/${nasty}`,
    requestHeaders: { a: nasty },
    requestBody: nasty,
  });
  expect(argumentsOf(line)).toEqual([
    '-sS',
    '-X',
    'A;id',
    '-H',
    `a: ${nasty}`,
    '--data-binary',
    nasty,
    `https://s/${nasty}`,
  ]);
});

test('credentials are variables, whether or not they were marked', () => {
  expect(curlLine(get)).toContain(`-H 'x-auth-token: '"$TOKEN"`);
  const line = curlLine({
    ...get,
    requestHeaders: { Authorization: 'Bearer secret', Cookie: 'secret', 'x-key': 'REDACTED' },
  });
  expect(line).not.toMatch(/secret|REDACTED/);
  expect(argumentsOf(line)).toContain('Authorization: Bearer t');
});

test('a long body is a file, not a line of 50 kB', () => {
  expect(curlLine(post).length).toBeLessThan(500);
  expect(argumentsOf(curlLine(post))).toContain('@request-body');
});

describe('the last write', () => {
  test('is the last request that could change something', () => expect(lastWrite(exchanges)).toBe(patch));
  test('is not what the suite deleted at the end, unless there is nothing else', () => {
    const cleanUp = {
      ...get,
      method: 'DELETE',
      requestBody: '{"gracePeriodSeconds":0,"propagationPolicy":"Background","preconditions":{"uid":"u"}}',
    };
    expect(lastWrite([patch, cleanUp])).toBe(patch);
    expect(lastWrite([get, cleanUp])).toBe(cleanUp);
    const asked = { ...cleanUp, requestBody: '{"preconditions":{"uid":"u"}}' };
    expect(lastWrite([patch, asked])).toBe(asked);
  });
  test('is the last request where none could', () => expect(lastWrite([get])).toBe(get));
  test('of nothing is nothing', () => expect(lastWrite([])).toBeUndefined());
});
