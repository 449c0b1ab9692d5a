import { type ChildProcess, execFileSync, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const serverProcess = fileURLToPath(new URL('./server-process.mjs', import.meta.url));

/** Gives a fresh reference server, as a user starts it, to a measurement. */
export async function withServer<T>(use: (url: string) => Promise<T>): Promise<T> {
  const words = ['start.mjs', 'serve', '--port', '0'];
  const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    return await use(line.replace('listening on ', ''));
  } finally {
    child.kill();
    await once(child, 'exit');
  }
}

/** A server in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  /** Milliseconds from the start of its process until it listened. */
  readonly readyMs: number;
  /** Bytes on its heap, after garbage was collected. */
  heap(): Promise<number>;
  close(): void;
}

/** Compiles the sources where they are newer than what was compiled last. */
export function compile(): void {
  execFileSync(process.execPath, ['start.mjs', '--version'], { cwd: root, stdio: 'ignore' });
}

/** Starts the compiled reference server, with options of its own. */
export function forkReference(options: { readonly history?: number } = {}): Promise<ServerProcess> {
  return start('reference', options);
}

/** Starts a bare node:http handler that always answers the same. */
export function forkBare(answer: { readonly headers: Record<string, string>; readonly body: string }) {
  return start('bare', answer);
}

async function start(kind: string, options: unknown): Promise<ServerProcess> {
  const child = fork(serverProcess, [kind, JSON.stringify(options)], { execArgv: ['--expose-gc'] });
  const { url, readyMs } = await message<{ url: string; readyMs: number }>(child);
  return {
    url,
    readyMs,
    async heap() {
      const answer = message<{ heap: number }>(child);
      child.send('heap');
      return (await answer).heap;
    },
    close: () => child.disconnect(),
  };
}

function message<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const told = (value: unknown) => {
      child.off('exit', ended);
      resolve(value as T);
    };
    const ended = (code: number | null) => {
      child.off('message', told);
      reject(new Error(`the server's process exits with ${code}`));
    };
    child.once('message', told);
    child.once('exit', ended);
  });
}
