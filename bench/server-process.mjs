// A server in a process of its own, for the measurements: the compiled reference server, or a bare node:http handler that answers
// every request with the bytes it is told, once it has read its body, if any: what any server in node could do at best.
const [kind, json] = process.argv.slice(2);
const options = JSON.parse(json);

async function startReference() {
  const { startReferenceServer } = await import('../dist/fixtures/reference-server/index.js');
  return (await startReferenceServer(options)).url;
}

async function startBare() {
  const { createServer } = await import('node:http');
  const bytes = Buffer.from(options.body);
  const server = createServer((request, response) => {
    const answer = () => {
      response.writeHead(200, { ...options.headers, 'content-length': bytes.length });
      response.end(bytes);
    };
    if (request.method === 'GET') return answer();
    request.on('data', () => {});
    request.on('end', answer);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${server.address().port}`;
}

const url = await (kind === 'bare' ? startBare() : startReference());
// Milliseconds since the process began.
process.send({ url, readyMs: performance.now() });
process.on('message', () => {
  globalThis.gc?.();
  process.send({ heap: process.memoryUsage().heapUsed });
});
process.on('disconnect', () => process.exit());
