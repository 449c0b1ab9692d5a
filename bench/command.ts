import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunRecord } from '../src/record.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What one run of the whole command took, as seen from outside. */
export interface CommandRun {
  readonly record: RunRecord;
  /** Unix milliseconds at which the command was started. */
  readonly startedAt: number;
  /** The largest resident size of the node process, in MiB (VmHWM; Linux only). */
  readonly peakMiB: number;
}

/** Runs `npm start` (or the command itself, without npm) in a process of its own. @throws when it does not exit with 0. */
export async function runCommand(words: readonly string[], npm = false): Promise<CommandRun> {
  const out = mkdtempSync(join(tmpdir(), 'kube-covenant-bench-'));
  const own = ['--out', out, ...words];
  const startedAt = Date.now();
  const child = npm
    ? spawn('npm', ['start', '--silent', '--', ...own], { cwd: root, stdio: 'ignore' })
    : spawn(process.execPath, ['start.mjs', 'run', ...own], { cwd: root, stdio: 'ignore' });
  let peakMiB = 0;
  const watch = setInterval(() => {
    peakMiB = Math.max(peakMiB, residentPeak(child.pid));
  }, 20);
  const [code] = await once(child, 'exit');
  clearInterval(watch);
  const record = JSON.parse(readFileSync(join(out, 'latest', 'run.json'), 'utf8')) as RunRecord;
  rmSync(out, { recursive: true, force: true });
  if (code !== 0) throw new Error(`the run exits with ${code}: ${record.verdict.reason}`);
  return { record, startedAt, peakMiB };
}

function residentPeak(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
