import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Gives a fresh reference server, in a process of its own, to a measurement. */
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
