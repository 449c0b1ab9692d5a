import { connect, type Socket } from 'node:net';

/** One HTTP/1.1 request, as the bytes that go over the wire. */
export function wire(method: string, path: string, body = '', contentType = 'application/json'): string {
  const headers = [`${method} ${path} HTTP/1.1`, 'host: bench', 'accept: application/json', 'user-agent: bench'];
  if (body !== '') headers.push(`content-type: ${contentType}`, `content-length: ${Buffer.byteLength(body)}`);
  return `${headers.join('\r\n')}\r\n\r\n${body}`;
}

/**
 * Sends requests over kept connections, each waiting for its answer before the next: over plain sockets, since an HTTP client would
 * take more time than the server. `next` makes the request of a connection. Answers with the requests per second.
 * @throws Error for an answer that is not 2xx
 */
export async function load(
  url: string,
  connections: number,
  requests: number,
  next: (connection: number, request: number) => string,
): Promise<number> {
  const { hostname, port } = new URL(url);
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(hostname, Number(port))));
  let sent = 0;
  const started = performance.now();
  await Promise.all(
    sockets.map(async (socket, i) => {
      const read = reader(socket);
      while (sent < requests) {
        socket.write(next(i, sent++));
        const { head } = await read();
        if (!/^HTTP\/1\.1 2/.test(head)) throw new Error(`the answer under load is ${head.split('\r\n')[0]}`);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  for (const socket of sockets) socket.destroy();
  return requests / seconds;
}

/** Sends one request by itself. */
export async function sendOne(url: string, request: string): Promise<{ head: string; body: string }> {
  const { hostname, port } = new URL(url);
  const socket = await open(hostname, Number(port));
  const read = reader(socket);
  socket.write(request);
  const answer = await read();
  socket.destroy();
  return answer;
}

function open(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true }, () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Answers with a length, one after the other. */
function reader(socket: Socket): () => Promise<{ head: string; body: string }> {
  let buffer = Buffer.alloc(0);
  let waiting:
    | { resolve: (answer: { head: string; body: string }) => void; reject: (error: Error) => void }
    | undefined;
  const attempt = () => {
    const end = buffer.indexOf('\r\n\r\n');
    if (!waiting || end < 0) return;
    const head = buffer.toString('latin1', 0, end);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
    if (buffer.length < end + 4 + length) return;
    const { resolve } = waiting;
    waiting = undefined;
    const body = buffer.toString('utf8', end + 4, end + 4 + length);
    buffer = buffer.subarray(end + 4 + length);
    resolve({ head, body });
  };
  socket.on('data', (chunk) => {
    buffer = buffer.length === 0 ? chunk : Buffer.concat([buffer, chunk]);
    attempt();
  });
  socket.on('close', () => waiting?.reject(new Error('the server closes the connection under load')));
  return () =>
    new Promise((resolve, reject) => {
      waiting = { resolve, reject };
      attempt();
    });
}
