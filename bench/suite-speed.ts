import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request as send } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Exchange } from '../src/evidence.ts';
import { buildRegistry } from '../src/registry.ts';
import { runInProcess } from '../src/run/in-process.ts';
import { openLedger } from '../src/sandbox/ledger.ts';
import { chapters } from '../suites/index.ts';
import { withServer } from './server.ts';
import type { Figure } from './table.ts';

const concurrency = 16;

/** Requirements whose requests about one object follow one another: sent again they are answered as before. */
const inOrder = ['example.*', 'update.*.listed-*', 'update.*.other-*', 'metadata.*.maps-*', 'passive.*'];

/**
 * The suites' requests against a reference server in another process, and the very same requests by a bare keep-alive client,
 * one after the other.
 */
export async function suiteAgainstBareClient(): Promise<Figure[]> {
  const suite = await withServer(async (server) => {
    const exchanges: Exchange[] = [];
    const folder = mkdtempSync(join(tmpdir(), 'kube-covenant-bench-'));
    const { ms } = await runInProcess(buildRegistry(chapters), {
      server,
      seed: 1,
      effort: 'standard',
      filter: inOrder,
      concurrency,
      // A run writes its ledger too.
      ledger: openLedger(join(folder, 'ledger.jsonl')),
      listen: ({ exchange }) => exchanges.push(exchange),
    });
    rmSync(folder, { recursive: true, force: true });
    return { exchanges, perSecond: (exchanges.length / ms) * 1000 };
  });
  const bare = await withServer((server) => replay(server, suite.exchanges));
  return [
    {
      what: `suite, ${suite.exchanges.length} requests at concurrency ${concurrency}`,
      value: suite.perSecond,
      unit: 'requests/s',
    },
    { what: 'bare keep-alive client, the same requests', value: bare, unit: 'requests/s' },
    { what: 'suite against bare client', value: suite.perSecond / bare, unit: '', goal: { least: 0.6 } },
  ];
}

/** Sends recorded requests again: those about one object in their order, different objects at the same time. */
async function replay(server: string, exchanges: readonly Exchange[]): Promise<number> {
  const lanes = new Map<string, Exchange[]>();
  const first: Exchange[] = [];
  for (const exchange of exchanges) {
    const lane = laneOf(exchange);
    if (lane === undefined) first.push(exchange);
    else lanes.set(lane, [...(lanes.get(lane) ?? []), exchange]);
  }
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const renamed = new Map<string, string>();
  for (const exchange of first) await sendAgain(server, agent, exchange, renamed);
  const queue = [...lanes.values()];
  const started = performance.now();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (let lane = queue.shift(); lane; lane = queue.shift()) {
        for (const exchange of lane) await sendAgain(server, agent, exchange, renamed);
      }
    }),
  );
  const ms = performance.now() - started;
  agent.destroy();
  return ((exchanges.length - first.length) / ms) * 1000;
}

/** The object that a request is about; undefined for namespaces, which come first. */
function laneOf({ method, path, requestBody }: Exchange): string | undefined {
  if (/^\/api\/v1\/namespaces(\/[^/]+)?$/.test(path)) return undefined;
  // An object's own path, also of what goes to a subresource of it or has parameters.
  const [object = path] = /^.*\/namespaces\/[^/]+\/[^/?]+(\/[^/?]+)?/.exec(path) ?? [];
  return method === 'POST' ? `${object}/${JSON.parse(requestBody ?? '{}').metadata.name}` : object;
}

// A Job has its uid in labels and in its selector too.
const owned = /"(?:[^"]*uid|resourceVersion)":"([^"]+)"/g;

/** Sends one request with the server's own uid and versions in place of the recorded ones, and learns the new ones. */
function sendAgain(server: string, agent: Agent, exchange: Exchange, renamed: Map<string, string>): Promise<void> {
  const body = exchange.requestBody?.replaceAll(owned, (text, old: string) =>
    text.replace(old, renamed.get(old) ?? old),
  );
  return new Promise((resolve, reject) => {
    const headers = {
      ...exchange.requestHeaders,
      ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
    };
    const call = send(`${server}${exchange.path}`, { method: exchange.method, agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => {
        const now = [...text.matchAll(owned)].map(([, value]) => value ?? '');
        for (const [i, [, old]] of [...exchange.responseBody.matchAll(owned)].entries()) {
          if (old !== undefined && now[i] !== undefined) renamed.set(old, now[i]);
        }
        if (response.statusCode !== exchange.status) {
          reject(
            new Error(
              `${exchange.method} ${exchange.path} answers ${response.statusCode}, not ${exchange.status} as before`,
            ),
          );
        } else resolve();
      });
    });
    call.on('error', reject);
    call.end(body);
  });
}
