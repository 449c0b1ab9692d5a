import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ReferenceServer, startReferenceServer } from '../../fixtures/reference-server/index.ts';
import type { RunRecord } from '../record.ts';
import { root } from './project.ts';

const requirement = 'concurrency.*.patches-of-different-keys-all-land';
let broken: ReferenceServer;
let out: string;
beforeAll(async () => {
  broken = await startReferenceServer({ faults: ['parallel-patches-conflict'] });
  out = mkdtempSync(join(tmpdir(), 'kube-covenant-test-'));
});
afterAll(async () => {
  await broken.close();
  rmSync(out, { recursive: true, force: true });
});

/** A run of one requirement that is broken, in a process of its own. */
async function run(words: readonly string[], environment: Record<string, string> = {}) {
  const { GITHUB_ACTIONS: _, GITHUB_STEP_SUMMARY: __, ...inherited } = process.env;
  const args = ['start.mjs', 'run', '--out', out, '--server', broken.url, '--filter', requirement, '--effort', 'quick'];
  const child = spawn(process.execPath, [...args, ...words], { cwd: root, env: { ...inherited, ...environment } });
  const written = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (chunk) => {
      written[stream] += chunk;
    });
  const [code] = await once(child, 'exit');
  return { code, ...written };
}

const threeLines =
  /✗ concurrency\.\w+\.patches-of-different-keys-all-land\/\S+: .+\n {2}expected .+\n {2}kube-covenant run .+\n/;

describe('a run that finds something', { timeout: 60_000 }, () => {
  test('says so at once, in three lines, and nothing of it in colour where nobody sees it', async () => {
    const { code, stdout, stderr } = await run([], { CI: 'true' });
    expect(code).toBe(1);
    expect(stderr).toMatch(threeLines);
    expect(stdout).toContain('✗ Promises broken');
    expect(stdout + stderr).not.toContain('\u001b[3');
  });

  test('says no more than the verdict with --quiet', async () => {
    const { code, stdout, stderr } = await run(['--quiet']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(/^Promises broken: \d+ cases broke a promise\n$/);
  });

  test('prints the run record, and it alone, with --json', async () => {
    const { code, stdout } = await run(['--json'], { GITHUB_ACTIONS: 'true' });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(readFileSync(join(out, 'latest', 'run.json'), 'utf8')));
  });

  test('stops with --bail, says what was left, and leaves nothing on the server', async () => {
    const { code, stdout } = await run(['--bail', '1', '--json', '--concurrency', '1']);
    const { run: facts, counts, cases, left } = JSON.parse(stdout) as RunRecord;
    expect(code).toBe(1);
    expect(facts.bailed).toBe(1);
    expect(counts.violation).toBe(1);
    expect(counts.inconclusive).toBeGreaterThan(2);
    const reasons = cases.flatMap(({ outcome }) => (outcome.kind === 'inconclusive' ? [outcome.reason] : []));
    expect(new Set(reasons)).toEqual(new Set(['the run stopped after a violation (--bail)']));
    expect(left).toEqual([]);
  });

  test('writes the job summary and annotates each broken promise on GitHub', async () => {
    const page = join(out, 'step-summary.md');
    writeFileSync(page, '# Before\n');
    const { stdout } = await run(['--quiet'], { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: page });
    expect(stdout.match(/^::error title=concurrency\.\w+\.patches-of-different-keys-all-land \(MUST/gm)).toHaveLength(
      3,
    );
    expect(readFileSync(page, 'utf8')).toMatch(/^# Before\n# ❌ Promises broken\n/);
  });
});
