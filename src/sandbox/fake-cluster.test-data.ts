import type { ServerResponse } from 'node:http';
import { isObject, type JsonObject, valueAt } from '../../specs/json.ts';
import { applyMergePatch } from '../../specs/oracles/merge-patch.ts';
import { json, type Received, type SmallServer, startSmallServer } from '../client/small-server.test-data.ts';

/** As much of a cluster as making and deleting objects needs. */
export interface FakeCluster extends SmallServer {
  /** By path. Tests put objects here that somebody else made. */
  readonly objects: Map<string, JsonObject>;
  /** Answers a request in the cluster's place where it returns true. */
  intercept: (request: Received, response: ServerResponse) => boolean;
}

export async function startFakeCluster(): Promise<FakeCluster> {
  const objects = new Map<string, JsonObject>();
  let uids = 0;
  const server = await startSmallServer((request, response) => {
    if (cluster.intercept(request, response)) return;
    const { method, path } = request;
    const body = request.body === '' ? undefined : (JSON.parse(request.body) as JsonObject);
    if (method === 'POST') {
      const created = `${path}/${String(valueAt(body, ['metadata', 'name']))}`;
      const metadata = { ...(valueAt(body, ['metadata']) as JsonObject), uid: `uid-${++uids}`, resourceVersion: '1' };
      objects.set(created, { ...body, metadata });
      return json(response, 201, objects.get(created));
    }
    const stored = objects.get(path);
    if (!stored) return status(response, 404, 'not found');
    if (method === 'GET') return json(response, 200, stored);
    if (method === 'PATCH') return settle(path, applyMergePatch(stored, body) as JsonObject, response);
    const wanted = valueAt(body, ['preconditions', 'uid']);
    const uid = valueAt(stored, ['metadata', 'uid']);
    if (wanted !== undefined && wanted !== uid) {
      const what = `Precondition failed: UID in precondition: ${String(wanted)}, UID in object meta: ${String(uid)}`;
      return status(response, 409, what);
    }
    settle(path, applyMergePatch(stored, { metadata: { deletionTimestamp: 'now' } }) as JsonObject, response);
  });

  /** Stores an object, or lets it go where it is being deleted and nothing holds it. */
  function settle(path: string, object: JsonObject, response: ServerResponse): void {
    const finalizers = valueAt(object, ['metadata', 'finalizers']);
    const held = Array.isArray(finalizers) && finalizers.length > 0;
    objects.set(path, object);
    if (!held && valueAt(object, ['metadata', 'deletionTimestamp'])) objects.delete(path);
    json(response, 200, object);
  }

  const cluster: FakeCluster = { ...server, objects, intercept: () => false };
  return cluster;
}

/** Answers with a Status. */
export function status(response: ServerResponse, code: number, message: string): void {
  json(response, code, { kind: 'Status', apiVersion: 'v1', status: 'Failure', message, code });
}

/** The uids that DELETE requests named as their precondition, by path. */
export function deletions(cluster: FakeCluster): [path: string, uid: unknown][] {
  return cluster.received
    .filter(({ method }) => method === 'DELETE')
    .map(({ path, body }) => {
      const options: unknown = JSON.parse(body);
      return [path, isObject(options) ? valueAt(options, ['preconditions', 'uid']) : undefined];
    });
}
