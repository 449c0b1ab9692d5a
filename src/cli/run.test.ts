import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { afterAll, describe, expect, test } from 'vitest';
import { type ReferenceServer, startReferenceServer } from '../../fixtures/reference-server/index.ts';
import { chapters } from '../../suites/index.ts';
import type { RunRecord } from '../record.ts';
import { buildRegistry } from '../registry.ts';
import type { FaultId } from '../seeded-faults.ts';
import { root } from './project.ts';

const out = mkdtempSync(join(tmpdir(), 'kube-covenant-test-'));
afterAll(() => rmSync(out, { recursive: true, force: true }));

/** Runs the command as a user does, in a process of its own. `during` may act on it while it runs. */
async function command(words: string[], during?: (child: ReturnType<typeof spawn>) => Promise<void>) {
  const folder = mkdtempSync(join(out, 'run-'));
  const child = spawn(process.execPath, ['start.mjs', 'run', '--out', folder, ...words], {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1' },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const exited = once(child, 'exit');
  await during?.(child);
  const [code] = await exited;
  const file = (name: string) => readFileSync(join(folder, 'latest', name), 'utf8');
  return { code, stdout, stderr, folder, file, record: () => JSON.parse(file('run.json')) as RunRecord };
}

async function withServer<T>(faults: string[], use: (server: ReferenceServer) => Promise<T>): Promise<T> {
  const server = await startReferenceServer({ faults });
  try {
    return await use(server);
  } finally {
    await server.close();
  }
}

async function leftOn(server: ReferenceServer): Promise<string[]> {
  const answer = await fetch(`${server.url}/api/v1/namespaces?labelSelector=kube-covenant%2Frun`);
  const { items } = (await answer.json()) as { items: { metadata: { name: string } }[] };
  return items.map(({ metadata }) => metadata.name);
}

describe('the clean reference server', () => {
  test('keeps every promise, and the reports say the same', { timeout: 120_000 }, async () => {
    // Standard effort, which is the default, is what continuous integration runs of its own.
    const { code, record, file, stdout, folder } = await command(['--effort', 'quick', '--seed', '7']);
    const { counts, cases, verdict, left, coverage, requirements } = record();
    expect({ code, verdict: verdict.kind, left }).toEqual({ code: 0, verdict: 'conformant', left: [] });
    expect(counts).toMatchObject({ violation: 0, inconclusive: 0, error: 0 });
    // What real servers are lenient about is advised, never more; and not everything can be applied.
    const lenient = cases.filter(({ outcome }) => outcome.kind === 'advisory').map(({ requirement }) => requirement);
    const leniencies = [
      'patch.*.json-patch-takes-no-latitude',
      'paths.*.refused-method-names-others',
      'bodies.*.never-break-the-server',
      'concurrency.*.malformed-version-is-refused',
      'create.*.server-set-metadata-is-not-taken',
      'field-validation.*.apply-refuses-unknown-fields',
    ];
    // Quick effort takes samples: not each of them shows.
    const known = ['job', 'pod', 'endpoints'].flatMap((name) => leniencies.map((id) => id.replace('*', name)));
    expect([...new Set(lenient)].filter((id) => !known.includes(id))).toEqual([]);
    expect(lenient).toContain('patch.pod.json-patch-takes-no-latitude');
    const unsupported = cases.filter(({ outcome }) => outcome.kind === 'unsupported').map(({ name }) => name);
    expect(unsupported.filter((name) => !name.endsWith('/apply'))).toEqual([]);
    expect(unsupported.length).toBeLessThan(5);
    expect(counts.pass).toBeGreaterThan(3000);
    expect(cases).toHaveLength(Object.values(counts).reduce((a, b) => a + b));
    expect(stdout).toContain('left          nothing on the cluster');
    expect(stdout).toContain(join(folder, readlinkSync(join(folder, 'latest')), 'summary.md'));

    const junit = new XMLParser({
      ignoreAttributes: false,
      isArray: (name) => name === 'testsuite' || name === 'testcase',
    });
    const suites = junit.parse(file('junit.xml')).testsuites.testsuite as { testcase: { skipped?: unknown }[] }[];
    const testcases = suites.flatMap(({ testcase }) => testcase);
    const planned = requirements.filter((requirement) => requirement.planned).length;
    expect(testcases).toHaveLength(cases.length + planned);
    const skipped = testcases.filter((testcase) => testcase.skipped !== undefined);
    expect(skipped).toHaveLength(counts.disputed + counts.unsupported + planned);

    expect(verdict.reason).toContain(planned === 0 ? 'kept' : `${planned} requirements not checked yet`);
    const { totals } = JSON.parse(file('coverage.json')) as { totals: Record<string, number> };
    expect(totals).toMatchObject({ undecided: 0, unchecked: 0 });
    expect(Object.values(totals).reduce((a, b) => a + b)).toBe(coverage.length);
    expect(stdout).toContain(`promises      ${totals['checked']} checked`);
    expect(file('coverage.md')).toContain('# Document coverage');
  });

  test('breaks the disputed promises where the documents are taken at their word', { timeout: 60_000 }, async () => {
    const words = ['--effort', 'quick', '--filter', 'update.pod.listed-*'];
    const lenient = await command(words);
    const strict = await command([...words, '--strict-documents']);
    expect([lenient.code, strict.code]).toEqual([0, 1]);
    expect(lenient.record().counts.disputed).toBeGreaterThan(0);
    expect(strict.record().counts).toMatchObject({ disputed: 0, violation: lenient.record().counts.disputed });
  });

  test('is asked the same with the same seed, and something else with another', { timeout: 60_000 }, async () => {
    const words = ['--effort', 'quick', '--filter', 'update.pod.other-*', '--seed'];
    const names = async (seed: string) => (await command([...words, seed])).record().cases.map(({ name }) => name);
    const [first, again, other] = [await names('7'), await names('7'), await names('8')];
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });
});

test('a server that publishes no schemas is checked by those of the contracts', { timeout: 60_000 }, async () => {
  const server = await startReferenceServer({ openapi: false });
  try {
    const { code, record } = await command(['--server', server.url, '--filter', 'update.pod.*']);
    expect({ code, schemas: record().target.schemas }).toEqual({ code: 0, schemas: 'contract' });
    expect(record().counts.pass).toBeGreaterThan(3000);
  } finally {
    await server.close();
  }
});

/** One fault a suite, as a user meets it; the others are tried without a process each, by `npm run kills`. */
const representative: readonly FaultId[] = [
  'main-endpoint-accepts-ephemeral-containers',
  'null-label-stored-as-empty',
  'strategic-merge-treated-as-merge-patch',
];

describe('a server with a fault', () => {
  const { requirements } = buildRegistry(chapters);
  for (const fault of representative) {
    test(`is caught with ${fault}, by every requirement that claims it`, { timeout: 120_000 }, async () => {
      await withServer([fault], async (server) => {
        const claiming = requirements.filter(({ kills }) => kills.includes(fault)).map(({ id }) => id);
        const filter = claiming.flatMap((id) => ['--filter', id]);
        const words = ['--server', server.url, '--effort', 'quick', '--seed', '1', ...filter];
        const { code, record } = await command(words);
        const { cases } = record();
        const failing = new Set(
          cases.filter(({ outcome }) => outcome.kind === 'violation').map((each) => each.requirement),
        );
        expect(code).toBe(1);
        expect([...failing]).toEqual(expect.arrayContaining(claiming));
        expect(claiming.length).toBeGreaterThan(0);
        expect(cases.filter(({ outcome }) => outcome.kind === 'error')).toEqual([]);
        expect(await leftOn(server)).toEqual([]);
      });
    });
  }
});

describe('a run that cannot be finished', () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    test(`deletes what it made and writes its reports on ${signal}`, { timeout: 60_000 }, async () => {
      await withServer([], async (server) => {
        const { code, record } = await command(['--server', server.url, '--effort', 'deep'], async (child) => {
          await expect.poll(async () => (await leftOn(server)).length, { timeout: 30_000 }).toBeGreaterThan(1);
          child.kill(signal);
        });
        const { run, verdict, counts, left } = record();
        expect({ code, interrupted: run.interrupted, verdict: verdict.kind }).toEqual({
          code: 3,
          interrupted: signal,
          verdict: 'inconclusive',
        });
        expect(counts.inconclusive).toBeGreaterThan(0);
        expect(counts).toMatchObject({ violation: 0, error: 0 });
        expect(left).toEqual([]);
        expect(await leftOn(server)).toEqual([]);
      });
    });
  }

  test('ends with 3 and reports when nothing listens', { timeout: 30_000 }, async () => {
    const { code, record, stdout } = await command(['--server', 'http://127.0.0.1:1']);
    expect(code).toBe(3);
    expect(record().target.unreachable).toContain('connection refused');
    expect(record().counts.inconclusive).toBe(record().requirements.filter(({ planned }) => !planned).length);
    expect(stdout).toContain('connection refused');
  });

  test('ends with 3 and reports within ten seconds when the server never answers', { timeout: 30_000 }, async () => {
    const silent = createServer(() => {});
    await withListener(silent, async (url) => {
      const { code, record } = await command(['--server', url]);
      expect(code).toBe(3);
      expect(record().target.unreachable).toContain('no whole answer in time');
      expect(record().run.durationMs).toBeLessThan(10_000);
    });
  });

  test('ends with 3 and reports when the credentials are refused', { timeout: 30_000 }, async () => {
    const server = await startReferenceServer({ tokens: { admin: 'right' } });
    try {
      const { code, record, file } = await command(['--server', server.url, '--token', 'n0-such-t0ken']);
      expect(code).toBe(3);
      expect(record().target.unreachable).toContain('401');
      expect(file('run.json') + file('junit.xml') + file('summary.md')).not.toContain('n0-such-t0ken');
      expect((await command(['--server', server.url, '--token', 'right', '--filter', 'example.*'])).code).toBe(0);
    } finally {
      await server.close();
    }
  });
});

async function withListener(server: Server, use: (url: string) => Promise<void>): Promise<void> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('nothing but the run’s own folder is written', { timeout: 60_000 }, async () => {
  const { folder } = await command(['--effort', 'quick', '--filter', 'example.*']);
  expect(existsSync(join(folder, 'latest', 'run.json'))).toBe(true);
});
