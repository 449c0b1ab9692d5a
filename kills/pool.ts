import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Job, Tried } from './matrix.ts';

const worker = fileURLToPath(new URL('./worker.ts', import.meta.url));

/** Milliseconds after which a process that says nothing is ended: a fault can make a server loop. */
const patienceMs = 120_000;

/** Tries all servers, in several processes at once. The results come in the order of the jobs. */
export async function tryAll(jobs: readonly Job[], processes: number, tried: (one: Tried) => void): Promise<Tried[]> {
  const results: Tried[] = [];
  const queue = [...jobs.entries()];
  const lane = async () => {
    let child: ChildProcess | undefined;
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [index, job] = next;
      child ??= await startWorker();
      const result = await ask(child, job);
      if (result.hindered === lost) {
        child.kill('SIGKILL');
        child = undefined;
      }
      results[index] = result;
      tried(result);
    }
    child?.disconnect();
  };
  await Promise.all(Array.from({ length: Math.min(processes, jobs.length) }, lane));
  return results;
}

const lost = 'the process that tried it ended or said nothing for two minutes';

function startWorker(): Promise<ChildProcess> {
  return new Promise((resolve, reject) => {
    const child = fork(worker, { execArgv: process.execArgv });
    child.once('message', () => resolve(child));
    child.once('exit', (code) => reject(new Error(`the process that tries the servers exits with ${code}`)));
  });
}

function ask(child: ChildProcess, job: Job): Promise<Tried> {
  return new Promise((resolve) => {
    const done = (result: Tried) => {
      clearTimeout(timer);
      child.off('message', answered);
      child.off('exit', ended);
      resolve(result);
    };
    const answered = (message: unknown) => done(message as Tried);
    const ended = () => done({ job, requirements: {}, ms: 0, hindered: lost });
    const timer = setTimeout(ended, patienceMs);
    child.on('message', answered);
    child.on('exit', ended);
    child.send(job);
  });
}
