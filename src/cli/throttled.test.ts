import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { startReferenceServer } from '../../fixtures/reference-server/index.ts';
import { json, startSmallServer } from '../client/small-server.test-data.ts';
import type { RunRecord } from '../record.ts';
import { root } from './project.ts';

const out = mkdtempSync(join(tmpdir(), 'kube-covenant-throttled-'));
afterAll(() => rmSync(out, { recursive: true, force: true }));

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** A server that turns requests away for an hour, and passes the others on. */
async function throttling(isTurnedAway: (method: string, path: string) => boolean): Promise<string> {
  const behind = await startReferenceServer();
  open.push(behind);
  const server = await startSmallServer(({ method, path, headers, body }, response) => {
    if (isTurnedAway(method, path)) return json(response, 429, { kind: 'Status' }, { 'retry-after': '3600' });
    const onward = httpRequest(`${behind.url}${path}`, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.headers);
      answer.pipe(response);
    });
    onward.end(body);
  });
  open.unshift(server);
  return server.url;
}

async function run(server: string): Promise<{ code: number; record: RunRecord }> {
  const words = ['--server', server, '--out', out, '--effort', 'quick', '--filter', 'errors.endpoints.*'];
  const child = spawn(process.execPath, ['start.mjs', 'run', ...words], { cwd: root, stdio: 'ignore' });
  const [code] = await once(child, 'exit');
  return { code, record: JSON.parse(readFileSync(join(out, 'latest', 'run.json'), 'utf8')) as RunRecord };
}

test.each<[string, (method: string, path: string) => boolean]>([
  ['from the beginning', () => true],
  ['whatever is to be made', (method, path) => method === 'POST' && !path.includes('reviews')],
])(
  'a server that throttles %s, and would not stop, is not blamed: the run is inconclusive',
  async (_what, turned) => {
    const { code, record } = await run(await throttling(turned));
    expect(code).toBe(3);
    expect(record.counts).toMatchObject({ pass: 0, violation: 0, advisory: 0, error: 0 });
    expect(record.counts.inconclusive).toBeGreaterThan(0);
    const reasons = record.cases.flatMap(({ outcome }) => ('reason' in outcome ? [outcome.reason] : []));
    for (const reason of reasons) expect(reason).toContain('the server throttles (429) and would not stop');
  },
  60_000,
);
