import { isObject, type JsonObject, valueAt } from '../../specs/json.ts';
import type { Client } from '../client/client.ts';

/** Nodes that are looked at: a cluster of thousands has a fit one among its first, or is no place for our Pods. */
const looked = 50;

/**
 * Why no Pod of ours can run: undefined where some node is ready, takes any Pod, and runs Linux. No answer says that none does:
 * what runs containers without showing nodes cannot be told from what runs none.
 */
export async function missingNodes(client: Client): Promise<string | undefined> {
  const { status, body } = await client.send({ method: 'GET', path: `/api/v1/nodes?limit=${looked}` });
  if (status === 401 || status === 403)
    return `whether Pods run is not known: the credentials may not list nodes (${status})`;
  if (status === 404) return 'no Pod runs: the server does not serve nodes (GET /api/v1/nodes answers 404)';
  const items = valueAt(body, ['items']);
  if (status !== 200 || !Array.isArray(items))
    return `whether Pods run is not known: GET /api/v1/nodes answers ${status}`;
  const nodes = items.filter(isObject);
  if (nodes.length === 0) return 'no Pod runs: the server has no nodes';
  const reasons = nodes.map(unfit);
  if (reasons.includes(undefined)) return undefined;
  return `no Pod of ours would run: of ${nodes.length} nodes none is fit, the first since ${reasons[0]}`;
}

/** Why a node takes none of our Pods; undefined where it does. */
export function unfit(node: JsonObject): string | undefined {
  const conditions = valueAt(node, ['status', 'conditions']);
  const ready = list(conditions).find(({ type }) => type === 'Ready');
  if (ready?.['status'] !== 'True') return 'it is not ready';
  if (valueAt(node, ['spec', 'unschedulable']) === true) return 'it is cordoned';
  const taint = list(valueAt(node, ['spec', 'taints'])).find(({ effect }) => effect !== 'PreferNoSchedule');
  if (taint) return `it has the taint ${String(taint['key'])}`;
  const system = valueAt(node, ['metadata', 'labels', 'kubernetes.io/os']);
  return system === 'linux'
    ? undefined
    : `it runs ${system === undefined ? 'no system that it names' : String(system)}`;
}

function list(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
