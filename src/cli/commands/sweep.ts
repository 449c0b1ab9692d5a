import pLimit from 'p-limit';
import { isObject } from '../../../specs/json.ts';
import { createClient } from '../../client/client.ts';
import { loadLibrary } from '../../contract/library.ts';
import { InconclusiveError, UsageError } from '../../errors.ts';
import { deleteByUid } from '../../sandbox/delete.ts';
import { runLabel } from '../../sandbox/sandbox.ts';
import type { RawSettings } from '../../settings/options.ts';
import { resolveSettings } from '../../settings/resolve.ts';
import { saidSettings } from '../../settings/sources.ts';

/**
 * `kube-covenant sweep`: deletes the namespaces that killed runs left on a server, known by their label, each by its uid.
 * @throws UsageError where no server is named.
 */
export async function sweep(flags: RawSettings): Promise<number> {
  const raw = saidSettings(flags);
  const { connection, concurrency } = await resolveSettings(raw, [...loadLibrary().profiles.keys()]);
  const { server } = connection;
  if (server === undefined)
    throw new UsageError('sweep needs a --server (or --kubeconfig): the embedded one keeps nothing');
  const client = createClient({ ...connection, server }, { connections: concurrency, timeoutMs: 10_000 });
  try {
    const path = `/api/v1/namespaces?labelSelector=${encodeURIComponent(runLabel)}`;
    const { status, body } = await client.send({ method: 'GET', path });
    const items = isObject(body) && Array.isArray(body['items']) ? body['items'] : undefined;
    if (status !== 200 || !items) throw new InconclusiveError(`the namespaces cannot be listed: answer ${status}`);
    const limit = pLimit(concurrency);
    const results = await Promise.all(items.map((item) => limit(() => removeNamespace(item))));
    process.stdout.write(results.length === 0 ? 'nothing was left\n' : results.map(({ line }) => `${line}\n`).join(''));
    return results.every(({ deleted }) => deleted) ? 0 : 3;
  } finally {
    client.close();
  }

  async function removeNamespace(item: { metadata: { name: string; uid: string } }) {
    const { name, uid } = item.metadata;
    const result = await deleteByUid(client, `/api/v1/namespaces/${name}`, uid);
    const refused = typeof result === 'object' ? result.refused : undefined;
    return { deleted: refused === undefined, line: `${name}: ${refused ?? 'deleted'}` };
  }
}
